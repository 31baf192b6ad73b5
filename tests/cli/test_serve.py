"""The server as a process: raw bytes that no client library would send, its log, and how it stops."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import pytest

from app.cli.serve import _listen
from tests.served import say, served

EDITION = b"/v1/frameworks/product-management/editions/2019.11"
PROBLEM = b"application/problem+json"


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "stderr"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory, errors: Path) -> Iterator[int]:
    with served(tmp_path_factory.mktemp("served"), errors=errors) as (_, port):
        yield port


def ask(target: bytes, *headers: bytes, method: bytes = b"GET", host: bytes = b"Host: a") -> bytes:
    """The bytes of a request that asks to close the connection."""
    lines = [method + b" " + target + b" HTTP/1.1", host, b"Connection: close", *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n"


@pytest.mark.parametrize(
    ("target", "statuses"),
    [
        (b"/" + b"a" * 8192, (404,)),
        (EDITION + b"/skills/" + b"a" * 8192, (404,)),
        (b"/" * 8192, (404,)),
        (EDITION + b"/skills?" + b"a=b&" * 2000, (422,)),
        (EDITION + b"/skills/%00", (404,)),
        (EDITION + b"/skills/user%00focus", (404,)),
        (EDITION + b"%2Fskills", (404,)),
        (EDITION + b"/roles/product-manager%2flevels", (404,)),
        (EDITION + b"/skills/%ff", (404,)),
        (EDITION + b"/skills/%ED%A0%80", (404,)),
        (EDITION + b"/skills/%", (404,)),
        (EDITION + b"/../../../../etc/passwd", (404,)),
        (EDITION + b"/skills?q=%00", (422,)),
        (EDITION + b"/skills?limit=%ff", (422,)),
        (EDITION + b"/skills?limit=99999999999999999999", (422,)),
        (EDITION + b"/skills#part", (200, 404)),
        (b"http://evil.example" + EDITION, (200,)),
        (b"http://evil.example", (404,)),
        (b"evil.example:443", (404,)),
        (b"*", (404,)),
        (b"//evil.example/v1", (404,)),
        (b"/v1\xff", (400,)),
        (b"/v1 /v2", (400,)),
        (b"", (400,)),
    ],
)
def test_odd_targets_are_answered_cleanly(port: int, target: bytes, statuses: tuple[int, ...]) -> None:
    status, heard = say(port, ask(target))
    assert status in statuses
    assert status == 200 or PROBLEM in heard
    assert b"evil.example" not in heard.partition(b"\r\n\r\n")[0]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (b"Host: evil.example", 200),
        (b"Host:", 200),
        (b"Host: a:b:c", 200),
        (b"Host: " + b"x" * 8000, 200),
        (b"Host: a\r\nHost: b", 400),
        (b"X-No-Host: a", 400),
        (b"Host: a\x00b", 400),
    ],
)
def test_the_host_header_decides_and_appears_nowhere(port: int, host: bytes, status: int) -> None:
    answered, heard = say(port, ask(EDITION + b"/roles?limit=1", host=host))
    assert answered == status
    assert b"evil.example" not in heard
    assert b"x" * 100 not in heard


@pytest.mark.parametrize(
    "headers",
    [
        [b'If-None-Match: "', b"If-None-Match: W/", b"If-None-Match: \xff\xfe"],
        [b"Accept: application/json"] * 50,
        [b"Accept: ;;;,,,", b"Accept: application/json;q=\xff"],
        [b"Accept-Encoding: gzip;q=nan", b"Accept-Encoding: \x80"],
        [b"X-Request-Id: <script>", b"X-Request-Id: two"],
        [b"Range: bytes=5-1", b"Expect: 100-continue", b"Origin: \xff"],
        [b"Upgrade: websocket", b"Connection: Upgrade"],
        [b"X: " + b"y" * 15_000],
    ],
)
def test_odd_headers_are_no_reason_to_fail(port: int, headers: list[bytes]) -> None:
    status, heard = say(port, ask(EDITION + b"/skills", *headers))
    assert status == 200 or (status == 406 and PROBLEM in heard)


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"\x16\x03\x01\x00\xa5\x01\x00\x00",
        b"GET /\r\n\r\n",
        ask(b"/v1", b"X: " + b"y" * 100_000),
        ask(b"/v1", b"X: " + b"y" * 17_500),
        ask(b"/" + b"y" * 17_500),
        ask(b"/v1", b"Content-Length: 5", b"Content-Length: 6"),
        ask(b"/v1", b"Content-Length: -1"),
        ask(b"/v1", b"na\x00me: x"),
        ask(b"/v1", method=b"GE\xffT"),
    ],
)
def test_what_is_no_http_is_a_problem_too(port: int, request_bytes: bytes) -> None:
    status, heard = say(port, request_bytes, b"\r\n" * 4)
    assert status == 400
    head, _, body = heard.partition(b"\r\n\r\n")
    assert PROBLEM in head
    assert json.loads(body)["type"] == "/problems/malformed-request"


def test_a_body_without_an_end_stops_at_the_bound(port: int) -> None:
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    for method in (b"POST", b"GET"):
        head = ask(b"/v1", b"Transfer-Encoding: chunked", method=method).replace(b"Connection: close\r\n", b"")
        status, heard = say(port, head, *repeat(chunk, 2000))
        # A connection closed on one who still sends may lose the answer on its way.
        assert status in (0, 405 if method == b"POST" else 200)
        assert not heard or b"connection: close" in heard.lower()


def test_a_broken_chunk_after_the_answer_closes_the_connection(port: int) -> None:
    head = ask(b"/v1", b"Transfer-Encoding: chunked").replace(b"Connection: close\r\n", b"")
    status, heard = say(port, head, b"zz\r\n", b"zz\r\n")
    assert status in (200, 400)
    assert heard.count(b"HTTP/1.1") == 1


def test_a_body_that_breaks_off_is_one_line_and_no_failure(port: int, errors: Path) -> None:
    headers = [b"Content-Type: application/json", b"Transfer-Encoding: chunked", b"X-Request-Id: broken-off"]
    for body in (b"zz\r\n", b"5\r\n{"):
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(ask(EDITION + b"/lookup", *headers, method=b"POST") + body)
    time.sleep(0.6)
    lines = [json.loads(line) for line in _json_lines(errors.read_text()) if "broken-off" in line]
    assert [(line["event"], line["status"]) for line in lines] == [("request", 0)] * 2


def test_half_a_request_holds_up_nobody_else(port: int) -> None:
    halves = [socket.create_connection(("127.0.0.1", port)) for _ in range(50)]
    for half in halves:
        half.sendall(b"GET /v1 HTTP/1.1\r\nHo")
    start = time.monotonic()
    assert say(port, ask(b"/v1"))[0] == 200
    assert time.monotonic() - start < 5
    for half in halves:
        half.close()


def test_every_request_is_one_line_that_tells_no_path_and_no_query(port: int, errors: Path) -> None:
    say(port, ask(EDITION + b"/skills?q=secret-in-query", b"X-Request-Id: job-7"))
    say(port, ask(b"/secret-path", b"X-Request-Id: job-8"))
    time.sleep(0.6)
    text = errors.read_text()
    lines = {line["request_id"]: line for line in map(json.loads, _json_lines(text)) if "request_id" in line}
    told: dict[str, Any] = lines["job-7"]
    assert told["event"] == "request"
    assert told["route"] == "/v1/frameworks/{framework}/editions/{edition}/skills"
    assert (told["method"], told["status"] in (200, 422), told["bytes"] > 0) == ("GET", True, True)
    assert 0 < told["milliseconds"] < 10_000
    assert (lines["job-8"]["route"], lines["job-8"]["status"]) == (None, 404)
    assert "secret" not in text
    assert "Traceback" not in text


def test_the_servers_own_words_have_the_same_form(port: int, errors: Path) -> None:
    say(port, b"nonsense\r\n\r\n")
    assert any(
        line["logger"] == "uvicorn.error" and line["level"] == "warning"
        for line in map(json.loads, _json_lines(errors.read_text()))
        if "logger" in line
    )


def _json_lines(text: str) -> list[str]:
    # Before it serves, the command tells people which seeds it added.
    return [line for line in text.splitlines() if not line.startswith("Added ")]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_finishes_what_runs_and_ends_with_status_0(tmp_path: Path, sign: signal.Signals) -> None:
    with served(tmp_path, errors=tmp_path / "log", CAPFRAME_LOG="text") as (process, port):
        with socket.create_connection(("127.0.0.1", port), timeout=30) as running:
            running.sendall(ask(EDITION + b"/content"))
            running.recv(1)
            process.send_signal(sign)
            heard = b"".join(chain([b"H"], iter(lambda: running.recv(65_536), b"")))
        assert process.wait(10) == 0
    head, _, body = heard.partition(b"\r\n\r\n")
    assert f"content-length: {len(body)}".encode() in head
    lines = (tmp_path / "log").read_text().splitlines()
    assert any(f" 200 GET     {'/v1/frameworks/{framework}/editions/{edition}/content'}  " in line for line in lines)
    assert "Traceback" not in "".join(lines)


def test_a_stop_while_the_server_still_starts_ends_with_status_0_too(tmp_path: Path) -> None:
    env = os.environ | {"CAPFRAME_DATABASE_URL": f"sqlite:///{tmp_path}/new.db"}
    command = [sys.executable, "-m", "app.cli", "serve", "--port", "0"]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        assert process.stderr.readline() == "Added product-management 2016.11.\n"
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in err


def test_no_answer_waits_for_the_client_to_have_seen_its_headers() -> None:
    with _listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
