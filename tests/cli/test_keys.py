"""``capframe keys``: the secret alone on standard output, once."""

import json
import re
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from app.access.secrets import find_secret
from tests.cli.running import Ended, Run, check_one_message
from tests.served import say, served
from tests.worlds import GARDEN_YAML


def made(ended: Ended) -> str:
    """The secret that a command printed, alone."""
    assert ended.status == 0, ended.err
    assert find_secret(ended.out.removesuffix("\n")), ended.out
    return ended.out.strip()


def listed(capframe: Run) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(capframe("keys", "list", "--json").out)
    return found


@pytest.fixture
def gardened(capframe: Run, tmp_path: Path) -> Run:
    (tmp_path / "garden.yaml").write_text(GARDEN_YAML, encoding="utf-8")
    assert capframe("import", "native", "garden.yaml").status == 0
    return capframe


def test_a_key_is_made_and_its_secret_alone_is_printed(gardened: Run) -> None:
    ended = gardened("keys", "create", "--name", "HR [bold]", "--scopes", "read, edit", "--framework", "gardening")
    secret = made(ended)
    assert secret not in ended.err
    assert "edit for gardening" in ended.err
    (key,) = listed(gardened)
    assert (key["id"], key["name"], key["scopes"]) == (secret.split("_")[1], "HR [bold]", ["edit"])
    assert (key["framework"], key["state"], key["expires_at"]) == ("gardening", "live", None)


def test_a_key_expires_at_the_end_of_its_day(capframe: Run) -> None:
    made(
        capframe(
            "keys", "create", "--name", "LMS", "--scopes", "learn", "--provider", "school", "--expires", "2099-12-31"
        )
    )
    (key,) = listed(capframe)
    assert (key["expires_at"], key["provider"]) == ("2100-01-01T00:00:00+00:00", "school")


def test_the_list_is_a_table_without_secrets(capframe: Run) -> None:
    secret = made(capframe("keys", "create", "--name", "HR [bold]", "--scopes", "read"))
    table = capframe("keys", "list")
    assert re.search(rf"{secret.split('_')[1]} +. HR \[bold\] +. live +. read +. all +. never", table.out)
    for shown in (table, capframe("keys", "list", "--json")):
        assert secret not in shown.out + shown.err
        assert secret.split("_")[2] not in shown.out + shown.err


def test_without_keys_the_list_says_so_and_leaves_standard_output_to_programs(capframe: Run) -> None:
    ended = capframe("keys", "list")
    assert (ended.status, ended.out) == (0, "")
    assert "There are no keys" in ended.err
    assert listed(capframe) == []


def test_rotating_prints_the_new_secret_and_ends_the_old(capframe: Run) -> None:
    old = made(capframe("keys", "create", "--name", "HR", "--scopes", "read"))
    at_once = made(capframe("keys", "rotate", old.split("_")[1]))
    made(capframe("keys", "rotate", at_once.split("_")[1], "--grace", "24"))
    first, second, third = listed(capframe)
    assert (first["state"], second["state"], third["state"]) == ("revoked", "live", "live")
    assert second["expires_at"]
    assert (third["rotated_from"], third["name"], third["expires_at"]) == (second["id"], "HR", None)


def test_revoking_says_which_and_a_second_time_is_no_error(capframe: Run) -> None:
    secret = made(capframe("keys", "create", "--name", "HR", "--scopes", "read"))
    ended = capframe("keys", "revoke", secret)  # the whole secret is understood, and not said again
    assert (ended.status, ended.out) == (0, "")
    assert "(HR) is now revoked" in ended.err
    assert secret not in ended.err
    assert capframe("keys", "revoke", secret.split("_")[1]).status == 0
    assert listed(capframe)[0]["state"] == "revoked"


@pytest.mark.parametrize("verb", ["revoke", "rotate"])
@pytest.mark.parametrize("slip", ["{}x", "x{}", "{}\n{}", "{:.40}", "{:.52}", "Bearer {}"])
def test_what_is_nearly_a_secret_is_not_said_again(capframe: Run, verb: str, slip: str) -> None:
    secret = made(capframe("keys", "create", "--name", "HR", "--scopes", "read"))
    ended = capframe("keys", verb, slip.format(secret, secret))
    check_one_message(ended, "capframe keys list")
    assert secret.split("_")[2][:8] not in ended.err
    assert listed(capframe)[0]["state"] == "live"


def test_a_secret_between_blanks_is_understood_and_not_said_again(capframe: Run) -> None:
    secret = made(capframe("keys", "create", "--name", "HR", "--scopes", "read"))
    ended = capframe("keys", "revoke", f" {secret}\n")
    assert (ended.status, ended.out) == (0, "")
    assert secret.split("_")[2] not in ended.err
    assert listed(capframe)[0]["state"] == "revoked"


@pytest.mark.parametrize(
    "arguments",
    [
        ["keys", "create", "--name", "a", "--scopes", "SECRET"],
        ["keys", "create", "--name", "a", "--scopes", "read", "--framework", "SECRET"],
        ["keys", "create", "--name", "a", "--scopes", "learn", "--provider", "SECRET"],
        ["keys", "create", "--name", "a", "--scopes", "read", "--expires", "SECRET"],
        ["keys", "revoke", "a", "SECRET"],
        ["keys", "SECRET"],
        ["publish", "SECRET", "SECRET"],
        ["SECRET"],
        ["--SECRET"],
    ],
)
def test_a_secret_in_the_wrong_place_is_not_said_again(capframe: Run, arguments: list[str]) -> None:
    random = "0123456789abcdefghijklmnopqrstuv"
    said = [each.replace("SECRET", f"cf_k3n0v8x2qa_{random}_12345") for each in arguments]
    ended = capframe(*said)
    assert ended.status in (1, 2)
    assert ended.out == ""
    assert random[:8] not in ended.err
    assert "[secret]" in ended.err


def test_a_key_may_end_with_the_last_year_there_is(capframe: Run) -> None:
    made(capframe("keys", "create", "--name", "HR", "--scopes", "read", "--expires", "2999-12-31"))
    assert listed(capframe)[0]["expires_at"] == "3000-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["create", "--name", "a", "--scopes", "edit", "--framework", "baking"], "'baking'"),
        (["create", "--name", "a", "--scopes", "learn"], "--provider"),
        (["create", "--name", "a", "--scopes", "read", "--provider", "x"], "learn"),
        (["create", "--name", "a", "--scopes", ","], "scope"),
        (["create", "--name", " ", "--scopes", "read"], "name"),
        (["create", "--name", "a", "--scopes", "read", "--expires", "2020-01-01"], "later day"),
        (["create", "--name", "a", "--scopes", "read", "--expires", "3000-01-01"], "year 2999"),
        (["create", "--name", "a", "--scopes", "read", "--expires", "9999-12-31"], "year 2999"),
        (["create", "--name", "a", "--scopes", "read", "--expires", "0001-01-01"], "later day"),
        (["revoke", "nothing"], "'nothing'"),
        (["rotate", "nothing"], "'nothing'"),
    ],
)
def test_what_makes_no_sense_is_one_message_and_changes_nothing(capframe: Run, arguments: list[str], part: str) -> None:
    check_one_message(capframe("keys", *arguments), part)
    assert listed(capframe) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["create", "--name", "a", "--scopes", "write"],
        ["create", "--name", "a", "--scopes", "read", "--expires", "tomorrow"],
        ["create", "--scopes", "read"],
        ["rotate", "x", "--grace", "-1"],
    ],
)
def test_a_wrong_command_line_is_status_2(capframe: Run, arguments: list[str]) -> None:
    ended = capframe("keys", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert listed(capframe) == []


def status(port: int, secret: str) -> int:
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/v1/frameworks", headers={"X-API-Key": secret})
    try:
        with urllib.request.urlopen(asked) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def test_a_running_server_knows_a_key_at_once_and_its_end_within_a_second(
    capframe: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAPFRAME_DATABASE_URL", f"sqlite:///{tmp_path / 'served.db'}")
    capframe("migrate")
    with served(tmp_path, errors=tmp_path / "log", CAPFRAME_READS="keyed", CAPFRAME_SEED="false") as (_, port):
        secret = made(capframe("keys", "create", "--name", "HR", "--scopes", "read"))
        assert status(port, secret) == 200
        capframe("keys", "revoke", secret.split("_")[1])
        time.sleep(1)
        assert status(port, secret) == 401


def test_no_log_of_a_server_holds_a_secret_wherever_it_was_put(
    capframe: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAPFRAME_DATABASE_URL", f"sqlite:///{tmp_path / 'served.db'}")
    secret = made(capframe("keys", "create", "--name", "HR", "--scopes", "admin"))
    log = tmp_path / "log"
    with served(tmp_path, errors=log, CAPFRAME_SEED="false") as (process, port):
        bearer = f"Authorization: Bearer {secret}"
        for target, header in (
            ("/v1/keys", bearer),
            ("/v1", f"{bearer}x"),
            (f"/v1?api_key={secret}", "A: b"),
            (f"/v1/keys/{secret}", bearer),
            (f"/{secret}", "A: b"),
            ("/v1", f"X-Request-Id: {secret}"),
            ("/v1", f"{secret}: b"),
            (f"/v1 {secret}", "A: b"),
        ):
            said, answer = say(
                port, f"GET {target} HTTP/1.1\r\nHost: a\r\n{header}\r\nConnection: close\r\n\r\n".encode()
            )
            assert 200 <= said < 500
            assert secret.encode() not in answer
        say(port, f"{secret} / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
        process.terminate()
        process.wait(20)
    assert log.read_text().count('"event":"request"') > 6
    assert secret not in log.read_text()
    assert secret.split("_")[2] not in log.read_text()
