import gzip

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.kit.compression import Compression
from tests.kit.echo import LONG, TAG, echo, in_parts

CLIENT = TestClient(Compression(echo))
PACKED = '"tag-gzip"'
PLAIN = {"Accept-Encoding": "identity"}


def test_who_asks_gets_a_long_answer_compressed_under_a_tag_of_its_own() -> None:
    answer = CLIENT.get("/long", headers={"Accept-Encoding": "gzip"})
    assert answer.content == LONG
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["ETag"] == PACKED
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert int(answer.headers["Content-Length"]) < len(LONG) / 10


def test_who_does_not_ask_gets_it_plain_and_is_told_that_others_may_not() -> None:
    answer = CLIENT.get("/long", headers=PLAIN)
    assert answer.content == LONG
    assert answer.headers["ETag"] == TAG
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(("path", "vary"), [("/short", "Accept-Encoding"), ("/image", None)])
def test_what_is_short_or_compressed_already_stays_as_it_is(path: str, vary: str | None) -> None:
    answer = CLIENT.get(path, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
    assert answer.headers.get("Vary") == vary


def test_an_answer_in_parts_is_compressed_in_parts() -> None:
    answer = TestClient(Compression(in_parts)).get("/", headers={"Accept-Encoding": "gzip"})
    assert answer.content == LONG * 3
    assert answer.headers["ETag"] == PACKED
    assert "Content-Length" not in answer.headers


def test_the_compressed_bytes_are_whole_and_the_same_each_time() -> None:
    with CLIENT.stream("GET", "/long", headers={"Accept-Encoding": "gzip"}) as first:
        packed = b"".join(first.iter_raw())
    with CLIENT.stream("GET", "/long", headers={"Accept-Encoding": "gzip"}) as second:
        assert b"".join(second.iter_raw()) == packed
    assert gzip.decompress(packed) == LONG


@pytest.mark.parametrize(
    ("coding", "held", "tag"),
    [("gzip", PACKED, PACKED), ("gzip", f"W/{PACKED}", PACKED), ("gzip", TAG, TAG), ("identity", TAG, TAG),
     ("gzip", f"{TAG}, {PACKED}", PACKED), ("gzip", "*", TAG)],
)  # fmt: skip
def test_a_304_bears_the_tag_that_the_client_holds(coding: str, held: str, tag: str) -> None:
    answer = CLIENT.get("/same", headers={"Accept-Encoding": coding, "If-None-Match": held})
    assert (answer.status_code, answer.headers["ETag"]) == (304, tag)
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(("coding", "seen"), [("gzip", TAG), ("identity", PACKED)])
def test_the_application_sees_plain_tags_from_who_reads_gzip_and_matches_no_other(coding: str, seen: str) -> None:
    met: list[str] = []

    async def note(scope: Scope, receive: Receive, send: Send) -> None:
        met.append(dict(scope["headers"])[b"if-none-match"].decode())
        await echo(scope, receive, send)

    TestClient(Compression(note)).get("/", headers={"Accept-Encoding": coding, "If-None-Match": PACKED})
    assert met == [seen]
