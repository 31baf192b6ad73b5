"""The line of a request, and the form of every other record."""

import json
import logging
import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.kit.access_log import AccessLog, json_line, text_line
from app.kit.cors import Cors
from app.kit.logs import configure, style_of
from app.kit.request_ids import RequestIds
from tests.kit.echo import DIRECTORY, echo

INSIDE = RequestIds(Cors(echo, DIRECTORY))


@pytest.fixture
def root_logger() -> Iterator[logging.Logger]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield root
    root.handlers[:], root.level = handlers, level


def test_a_request_is_one_line_of_json_with_its_template_and_nothing_of_the_client() -> None:
    written: list[str] = []
    with TestClient(AccessLog(INSIDE, json_line, written.append)) as client:
        client.get("/things/pear?token=secret", headers={"X-Request-Id": "one"})
        client.request('BR"EW', "/nowhere", headers={"X-Request-Id": "two"})
    one, two = map(json.loads, "".join(written).splitlines())
    assert one.pop("milliseconds") >= 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", one.pop("timestamp"))
    assert one == {
        "level": "info",
        "event": "request",
        "request_id": "one",
        "method": "GET",
        "route": "/things/{thing}",
        "status": 200,
        "bytes": len("GET /things/pear"),
    }
    assert (two["method"], two["route"]) == ("other", None)


def test_on_a_terminal_the_line_is_for_people() -> None:
    written: list[str] = []
    with TestClient(AccessLog(INSIDE, text_line, written.append)) as client:
        client.get("/things", headers={"X-Request-Id": "one"})
    assert re.fullmatch(r"\d\d:\d\d:\d\d 200 GET     /things  \d+\.\d ms  11 bytes  one\n", "".join(written))


def test_many_lines_are_written_in_one_go_and_none_is_lost() -> None:
    written: list[str] = []
    with TestClient(AccessLog(INSIDE, json_line, written.append)) as client:
        for _ in range(100):
            client.get("/things")
    assert len("".join(written).splitlines()) == 100
    assert len(written) < 20


def test_a_failure_is_logged_with_its_traceback_and_ids_as_one_json_object(
    root_logger: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    configure("json")
    try:
        raise RuntimeError("broke")  # something must raise
    except RuntimeError:
        told = {"request_id": "one", "route": "/things", "method": "GET"}
        logging.getLogger("capframe").exception("request %s failed", "one", extra=told)
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["level"], line["request_id"]) == ("request one failed", "error", "one")
    assert "RuntimeError: broke" in line["exception"]
    assert root_logger.handlers


def test_for_people_the_traceback_stands_below(root_logger: logging.Logger, capsys: pytest.CaptureFixture[str]) -> None:
    configure("text")
    root_logger.warning("odd %s", "thing", extra={"request_id": "one"})
    told = capsys.readouterr().err
    assert "odd thing" in told
    assert "one" in told
    assert not told.startswith("{")


def test_who_reads_standard_error_decides_unless_it_is_set() -> None:
    assert style_of("text") == "text"
    assert style_of(None) == "json"  # under pytest no terminal reads it


def test_no_record_shows_a_secret_not_even_in_a_traceback(
    root_logger: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = "cf_0123456789_" + "a" * 32 + "_000000"
    for style in ("json", "text"):
        configure("json" if style == "json" else "text")
        try:
            raise RuntimeError(f"broke on {secret}")
        except RuntimeError:
            root_logger.exception("failed with %s", secret)
        said = capsys.readouterr().err
        assert secret not in said
        assert said.count("cf_0123456789_[secret]") >= 2
