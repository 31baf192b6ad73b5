"""What every GET of the OpenAPI document owes its callers, so that a new route cannot forget it.

Nothing here names a route: addresses come from the document and its examples, which lead somewhere in the seed.
"""

from collections.abc import Iterator

import pytest
from httpx2 import Response

from app.access.keyring import Keyring
from app.api.application import build_application
from tests.api.seeded import KeyBearer, Read, Seeded, reads, seeded_application
from tests.api.shelf import Shelf

READS = list(reads(build_application(Shelf()).openapi()))
DATA = [read for read in READS if read.is_data]
IMMUTABLE, PROBLEM = "public, max-age=31536000, immutable", "application/problem+json"
#: What may differ between two answers to the same question.
OF_THE_MOMENT = ("x-request-id", "date")


every_read = pytest.mark.parametrize("read", READS, ids=str)
every_read_of_data = pytest.mark.parametrize("read", DATA, ids=str)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Keyring, "flush", lambda _: None)  # when a key was used last changes by the minute; here it stays
        with KeyBearer(seeded_application(tmp_path_factory.mktemp("seeded")), follow_redirects=False) as client:
            yield Seeded(client)


def lasting(answer: Response) -> dict[str, str]:
    return {key: value for key, value in answer.headers.items() if key not in OF_THE_MOMENT}


def test_the_document_has_reads_of_both_kinds() -> None:
    assert len(READS) > len(DATA) > 20


@every_read
def test_the_examples_of_the_document_lead_somewhere(read: Read, seeded: Seeded) -> None:
    answer = seeded.get(read)
    assert answer.status_code in (200, 303), answer.text
    if answer.status_code == 200:
        assert answer.headers["Content-Type"].partition(";")[0] in read.gives


@every_read_of_data
def test_data_has_a_strong_tag_and_who_holds_it_gets_304(read: Read, seeded: Seeded) -> None:
    address = seeded.get(read).headers["Location"] if read.leads_on else seeded.address(read)
    answer = seeded.client.get(address) if read.leads_on else seeded.get(read)
    tag = answer.headers["ETag"]
    assert tag.startswith('"')
    again = seeded.client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    for header in ("ETag", "Cache-Control", "Content-Location", "Link", "Vary"):
        assert again.headers.get(header) == answer.headers.get(header)


@every_read
def test_head_answers_with_the_headers_of_get(read: Read, seeded: Seeded) -> None:
    answer = seeded.client.head(seeded.address(read))
    assert answer.content == b""
    assert answer.status_code == seeded.get(read).status_code
    assert lasting(answer) == lasting(seeded.get(read))
    packed = {"Accept-Encoding": "gzip"}
    assert lasting(seeded.client.head(seeded.address(read), headers=packed)) == lasting(
        seeded.client.get(seeded.address(read), headers=packed)
    )


@every_read
def test_options_and_405_name_the_methods_in_full(read: Read, seeded: Seeded) -> None:
    options = seeded.client.options(seeded.address(read))
    assert (options.status_code, options.content) == (204, b"")
    allowed = options.headers["Allow"].split(", ")
    assert {"GET", "HEAD", "OPTIONS"} <= set(allowed)
    for method in {"POST", "PUT", "PATCH", "DELETE", "TRACE"} - set(allowed):
        answer = seeded.client.request(method, seeded.address(read))
        assert (answer.status_code, answer.headers["Content-Type"]) == (405, PROBLEM)
        assert answer.headers["Allow"] == options.headers["Allow"]


@every_read_of_data
def test_only_what_never_changes_may_be_kept(read: Read, seeded: Seeded) -> None:
    rule = seeded.get(read).headers["Cache-Control"]
    if read.is_keyed:
        assert rule == "no-store"
    else:
        assert rule in ((IMMUTABLE, "no-cache") if read.is_fixed else ("no-cache",))
    assert ("Content-Location" in seeded.get(read).headers) == read.is_current


@every_read
def test_an_unknown_parameter_is_refused(read: Read, seeded: Seeded) -> None:
    sign = "&" if "?" in seeded.address(read) else "?"
    answer = seeded.client.get(f"{seeded.address(read)}{sign}colour-of-the-sky=blue")
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, PROBLEM)
    assert answer.headers["Cache-Control"] == "no-store"
    document = answer.json()
    assert document["errors"][0]["parameter"] == "colour-of-the-sky"
    assert seeded.client.get(document["type"]).status_code == 200


@every_read
def test_a_format_that_it_does_not_give_is_refused(read: Read, seeded: Seeded) -> None:
    answer = seeded.client.get(seeded.address(read), headers={"Accept": "video/mp4"})
    if read.leads_on:  # in no format at all
        assert answer.status_code == 303
        return
    assert (answer.status_code, answer.headers["Content-Type"]) == (406, PROBLEM)


@every_read
def test_gzip_is_a_representation_of_its_own(read: Read, seeded: Seeded) -> None:
    plain, packed = seeded.get(read), seeded.client.get(seeded.address(read), headers={"Accept-Encoding": "gzip"})
    assert packed.content == plain.content
    if len(plain.content) >= 1000:
        assert packed.headers["Content-Encoding"] == "gzip"
    assert ("Vary" in plain.headers) != read.leads_on
    assert read.leads_on or "Accept-Encoding" in plain.headers["Vary"]
    assert packed.headers.get("Vary") == plain.headers.get("Vary")
    if "ETag" in plain.headers and "Content-Encoding" in packed.headers:
        tag = packed.headers["ETag"]
        assert tag != plain.headers["ETag"]
        for coding, status in (("gzip", 304), ("identity", 200)):
            headers = {"Accept-Encoding": coding, "If-None-Match": tag}
            assert seeded.client.get(seeded.address(read), headers=headers).status_code == status


@every_read
def test_every_origin_may_read_without_credentials(read: Read, seeded: Seeded) -> None:
    asking = {"Origin": "https://a.example", "Access-Control-Request-Method": "GET"}
    for answer in (
        seeded.get(read),
        seeded.client.get("/v1/nothing"),
        seeded.client.options(seeded.address(read), headers=asking),
    ):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
        exposed = answer.headers["Access-Control-Expose-Headers"]
        assert {"ETag", "Link", "Content-Location", "X-Request-Id"} <= set(exposed.split(", "))


@every_read
def test_every_answer_has_its_request_id_and_its_security_headers(read: Read, seeded: Seeded) -> None:
    for method in ("GET", "HEAD", "OPTIONS", "DELETE"):
        headers = seeded.client.request(method, seeded.address(read), headers={"X-Request-Id": "mine"}).headers
        assert headers["X-Request-Id"] == "mine"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-inline'; script" not in policy
