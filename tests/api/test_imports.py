"""Files sent over HTTP become a draft's content, or nothing happens at all."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import Engine

from app.api.writing import MOST_CONTENT
from app.authoring.importing import import_release
from app.authoring.publishing import publish_draft
from app.exchange import native
from app.framework.release import Envelope, Release
from app.kit.bodies import MOST_BODY
from tests.api.writers import DRAFT, FRAMEWORK, PUBLISHED, Writer, problem, writing_to
from tests.authoring.dumps import dump, ids, stored
from tests.authoring.gardens import second
from tests.exchange.garden import ORDER, ROLES, SKILLS, changed
from tests.worlds import GARDEN_YAML, garden

IMPORT = f"{DRAFT}/import"
GOVUK = f"{IMPORT}?format=govuk"
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def writer(engine: Engine, database_url: str) -> Iterator[Writer]:
    with writing_to(engine, database_url) as opened:
        yield opened


def second_as_json() -> bytes:
    return native.render(Release(envelope=Envelope(version="9"), edition=second()), "json")


def files(*names: str, **others: bytes) -> dict[str, Any]:
    there = {"roles": ROLES, "skills": SKILLS, "order": ORDER}
    known = {name: (there[name].name, there[name].data) for name in names}
    return known | {name: (f"{name}.csv", data) for name, data in others.items()}


def multipart(writer: Writer, body: bytes, kind: str = "multipart/form-data; boundary=x", to: str = GOVUK) -> Response:
    return writer.client.post(to, content=body, headers={"Content-Type": kind})


def part(name: str, data: bytes, filename: str | None = None) -> bytes:
    file = f'; filename="{filename}"' if filename else ""
    return f'--x\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + data + b"\r\n"


class TestNative:
    def test_a_document_becomes_the_content_and_the_label_and_notes_stay(self, writer: Writer) -> None:
        answer = writer.client.post(IMPORT, content=second_as_json(), headers=JSON)
        told = answer.json()
        assert (answer.status_code, told["dry_run"], told["compared_with"]) == (200, False, "next")
        assert told["summary"]["skills"] == {"added": 1, "removed": 1, "renamed": 1, "changed": 0}
        assert told["counts"]["skills"] == 3
        after = stored(writer.engine, "gardening", "next")
        assert (after.edition, after.envelope.notes) == (second(), None)
        assert writer.client.get(f"{FRAMEWORK}/editions/9").status_code == 404
        [entry] = writer.audit(action="import", version="next")[:1]
        assert (entry["actor"], entry["key_id"]) == ("Head of profession", writer.key.id)
        assert entry["request_id"] == answer.headers["X-Request-Id"]
        assert entry["changes_total"] == told["changes_total"]
        assert entry["changes"] == told["changes"][: len(entry["changes"])]

    def test_yaml_does_as_well(self, writer: Writer) -> None:
        sent = GARDEN_YAML.replace("name: Pruning", "name: Pruning anew").encode()
        answer = writer.client.post(IMPORT, content=sent, headers={"Content-Type": "application/yaml"})
        assert (answer.status_code, answer.json()["changes_total"]) == (200, 1)
        as_part = writer.client.post(IMPORT, files={"file": ("garden.yaml", GARDEN_YAML.encode())})
        assert (as_part.status_code, as_part.json()["changes_total"]) == (200, 1)
        assert stored(writer.engine, "gardening", "next").edition == garden().edition

    def test_the_same_file_again_changes_and_records_nothing(self, writer: Writer) -> None:
        before = dump(writer.engine)
        answer = writer.client.post(IMPORT, content=native.render(garden(), "json"), headers=JSON)
        assert (answer.status_code, answer.json()["changes"]) == (200, [])
        after = dump(writer.engine)
        assert (after["edition"], after["audit_entry"]) == (before["edition"], before["audit_entry"])

    def test_a_dry_run_answers_the_changes_and_writes_nothing(self, writer: Writer) -> None:
        before = dump(writer.engine)
        dry = writer.client.post(f"{IMPORT}?dry_run=true", content=second_as_json(), headers=JSON).json()
        assert {name: rows for name, rows in dump(writer.engine).items() if rows != before[name]}.keys() <= {
            "access_key"
        }
        done = writer.client.post(IMPORT, content=second_as_json(), headers=JSON).json()
        assert dry == done | {"dry_run": True}
        assert dry["changes_total"] > 5

    def test_into_an_empty_draft_all_is_new_and_the_audit_says_so_in_one_line(self, writer: Writer) -> None:
        writer.client.post(f"{FRAMEWORK}/editions", json={"version": "empty"})
        answer = writer.client.post(f"{FRAMEWORK}/editions/empty/import", content=second_as_json(), headers=JSON)
        assert (answer.status_code, answer.json()["summary"]["skills"]["added"]) == (200, 3)
        [entry] = writer.audit(version="empty", action="import")
        assert (entry["note"], entry["changes_total"]) == ("everything is new", 0)

    def test_an_envelope_that_is_changed_meanwhile_stays_changed(
        self, writer: Writer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        parse = native.parse

        def parse_while_another_writes(data: bytes, name: str) -> Release:
            there = {"If-Match": writer.client.get(DRAFT).headers["ETag"]}
            assert writer.client.patch(DRAFT, json={"notes": "Written meanwhile."}, headers=there).status_code == 200
            return parse(data, name)

        with monkeypatch.context() as patch:
            patch.setattr(native, "parse", parse_while_another_writes)
            assert writer.client.post(IMPORT, content=second_as_json(), headers=JSON).status_code == 200
        assert writer.client.get(DRAFT).json()["notes"] == "Written meanwhile."
        assert stored(writer.engine, "gardening", "next").edition == second()

    def test_a_draft_that_is_published_meanwhile_is_left_alone(
        self, writer: Writer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        parse = native.parse

        def parse_while_another_publishes(data: bytes, name: str) -> Release:
            other = threading.Thread(target=publish_draft, args=(writer.engine, "gardening", "next"))
            other.start()
            other.join(20)
            return parse(data, name)

        monkeypatch.setattr(native, "parse", parse_while_another_publishes)
        answer = writer.client.post(IMPORT, content=second_as_json(), headers=JSON)
        assert problem(answer) == (409, "not-a-draft")
        assert stored(writer.engine, "gardening", "next").edition == garden().edition

    def test_a_document_of_another_framework_is_refused(self, writer: Writer) -> None:
        for fields in ({"slug": "orchard"}, {"key": "orchard"}):
            tree = json.loads(native.render(garden(), "json"))
            tree["framework"] |= fields
            answer = writer.client.post(IMPORT, json=tree)
            assert problem(answer) == (422, "invalid-body")
            assert "another framework" in answer.json()["detail"]
            assert "orchard" in answer.json()["detail"]

    def test_only_a_draft_takes_a_file(self, writer: Writer) -> None:
        for address, refusal in (
            (PUBLISHED, (409, "not-a-draft")),
            (f"{FRAMEWORK}/editions/current", (409, "not-a-draft")),
            (f"{FRAMEWORK}/editions/none", (404, "not-found")),
            ("/v1/frameworks/nowhere/editions/next", (404, "not-found")),
        ):
            for way in ("import", "import?dry_run=true"):
                sent = writer.client.post(f"{address}/{way}", content=second_as_json(), headers=JSON)
                assert problem(sent) == refusal, address

    def test_a_file_is_told_by_its_own_name(self, writer: Writer) -> None:
        sent = writer.client.post(IMPORT, files={"file": ("..\\folder/bad\tname.json", b'{"format": 1}')})
        assert problem(sent) == (422, "invalid-body")
        assert all(each["detail"].startswith("bad") for each in sent.json()["errors"])
        assert "\t" not in sent.json()["errors"][0]["detail"]


class TestGovuk:
    def test_three_files_become_the_content(self, writer: Writer) -> None:
        answer = writer.client.post(GOVUK, files=files("roles", "skills", "order"))
        told = answer.json()
        assert answer.status_code == 200, answer.text
        assert told["counts"]["roles"] == 3
        assert {remark["file"] for remark in told["remarks"]} <= {ROLES.name, SKILLS.name, ORDER.name}
        assert told["remarks"]
        assert stored(writer.engine, "gardening", "next").edition.framework.name == "Gardening"

    def test_one_file_by_itself_is_that_of_the_roles(self, writer: Writer) -> None:
        alone = writer.client.post(GOVUK, content=ROLES.data, headers={"Content-Type": "text/csv"})
        assert alone.status_code == 200
        again = writer.client.post(GOVUK, files=files("roles"))
        assert (again.status_code, again.json()["changes_total"]) == (200, 0)

    def test_what_a_later_file_names_again_keeps_its_id(self, writer: Writer) -> None:
        writer.client.post(GOVUK, files=files("roles", "skills", "order"))
        assert writer.client.post(f"{DRAFT}/publish").status_code == 200
        before = ids(writer.engine)
        writer.client.post(f"{FRAMEWORK}/editions", json={"version": "later"})
        to = f"{FRAMEWORK}/editions/later/import?format=govuk"
        assert writer.client.post(to, files=files("roles", "skills", "order")).status_code == 200
        assert stored(writer.engine, "gardening", "later").edition == stored(writer.engine, "gardening", "next").edition
        writer.client.post(f"{FRAMEWORK}/editions/later/publish")
        assert ids(writer.engine) == before

    def test_json_is_no_table(self, writer: Writer) -> None:
        answer = writer.client.post(GOVUK, content=b'{"a": 1}', headers=JSON)
        assert problem(answer) == (422, "invalid-body")
        assert all(each["pointer"] is None or each["pointer"].startswith("/") for each in answer.json()["errors"])

    def test_renamed_skills_come_as_changes(self, writer: Writer) -> None:
        writer.client.post(GOVUK, files=files("roles", "skills", "order"))
        other = changed(ORDER, ("\n", "\n"))
        told = writer.client.post(f"{GOVUK}&dry_run=true", files=files("roles", "skills", order=other.data)).json()
        assert told["changes"] == []


class OnSQLite:
    """Refusals that no database has a say in."""

    @pytest.fixture(params=["sqlite"])
    def kind(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)


class TestUnfitFiles(OnSQLite):
    @pytest.mark.parametrize(
        ("body", "media_type", "refusal"),
        [
            (b"", "application/json", (422, "invalid-body")),
            (b" \n ", "application/json", (422, "invalid-body")),
            (b"\xff\xfe{\x00}\x00", "application/json", (422, "invalid-body")),
            (b"{", "application/json", (422, "invalid-body")),
            (b"[]", "application/json", (422, "invalid-body")),
            (b'{"format": "capframe/1"}', "application/json", (422, "invalid-body")),
            (b"\x00", "application/yaml", (422, "invalid-body")),
            (b"&a [*a, *a]", "application/yaml", (422, "invalid-body")),
            (b"\xff", "application/yaml", (422, "invalid-body")),
            (b"a,b\n", "text/csv", (422, "invalid-body")),
            (b"{}", "text/plain", (415, "unsupported-media-type")),
            (b"{}", "application/x-www-form-urlencoded", (415, "unsupported-media-type")),
        ],
    )
    def test_what_is_no_document_is_refused_and_nothing_is_written(
        self, writer: Writer, body: bytes, media_type: str, refusal: tuple[int, str]
    ) -> None:
        before = dump(writer.engine)
        answer = writer.client.post(IMPORT, content=body, headers={"Content-Type": media_type})
        assert problem(answer) == refusal
        if refusal[0] == 422:
            assert answer.json()["errors"], answer.text
        after = dump(writer.engine)
        assert (after["edition"], after["audit_entry"]) == (before["edition"], before["audit_entry"])

    @pytest.mark.parametrize(
        "data", [b"", b"\n", b"\x00", ROLES.data.decode().encode("utf-16"), b"a,b\n1,2\n", b'"', b"\xff\xff"]
    )
    def test_a_file_that_cannot_be_read_is_refused_and_named(self, writer: Writer, data: bytes) -> None:
        before = stored(writer.engine, "gardening", "next")
        for sent in (files(roles=data), files("roles", skills=data), files("roles", order=data)):
            answer = writer.client.post(GOVUK, files=sent)
            assert problem(answer) == (422, "invalid-body"), answer.text
            assert answer.json()["errors"]
            [name] = [name for name, (_, given) in sent.items() if given == data]
            assert all(each["detail"].startswith(f"{name}.csv") for each in answer.json()["errors"])
        assert stored(writer.engine, "gardening", "next") == before

    @pytest.mark.parametrize(
        ("sent", "says"),
        [
            (files("skills"), "roles: is missing"),
            (files("roles", "skills", roels=b"x"), "roels: is no file of the format govuk"),
            (files("roles", file=b"x"), "file: is no file of the format govuk"),
            (files("roles", **{f"part{number}": b"" for number in range(9)}), "part0: is no file"),
        ],
    )
    def test_wrong_and_missing_parts_are_named(self, writer: Writer, sent: dict[str, Any], says: str) -> None:
        answer = writer.client.post(GOVUK, files=sent)
        assert problem(answer) == (422, "invalid-parameter")
        assert says.split(":", maxsplit=1)[0] in answer.json()["detail"]
        assert says.rpartition(": ")[2] in answer.json()["detail"]


class TestForms(OnSQLite):
    @pytest.mark.parametrize(
        ("body", "media_type"),
        [
            (part("roles", ROLES.data, "r.csv") + b"--x--\r\n", "multipart/form-data"),
            (part("roles", ROLES.data, "r.csv") + b"--x--\r\n", "multipart/form-data; boundary="),
            (b"", "multipart/form-data; boundary=x"),
            (b"rubbish", "multipart/form-data; boundary=x"),
            (b"--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--\r\n", "multipart/form-data; boundary=x"),
            (b"--x\r\nrubbish\r\n\r\nx\r\n--x--\r\n", "multipart/form-data; boundary=x"),
            (b"--x\r\n\r\nx\r\n--x--\r\n", "multipart/form-data; boundary=x"),
            (part("roles", ROLES.data, "r.csv"), "multipart/form-data; boundary=y"),
            (
                b"".join(part(f"p{number}", b"", "p.csv") for number in range(11)) + b"--x--\r\n",
                "multipart/form-data; boundary=x",
            ),
            (
                b"".join(part(f"p{number}", b"") for number in range(11)) + b"--x--\r\n",
                "multipart/form-data; boundary=x",
            ),
        ],
    )
    def test_a_form_that_cannot_be_read_is_refused(self, writer: Writer, body: bytes, media_type: str) -> None:
        answer = multipart(writer, body, media_type)
        assert answer.status_code in (400, 422), answer.text
        assert len(answer.json()["detail"]) > 20
        assert stored(writer.engine, "gardening", "next").edition == garden().edition

    def test_a_field_does_for_a_file(self, writer: Writer) -> None:
        answer = multipart(writer, part("roles", ROLES.data) + b"--x--\r\n")
        assert answer.status_code == 200, answer.text

    def test_a_part_that_comes_twice_is_refused(self, writer: Writer) -> None:
        answer = multipart(writer, part("roles", ROLES.data, "a.csv") + part("roles", b"", "b.csv") + b"--x--\r\n")
        assert problem(answer) == (422, "invalid-parameter")
        assert "more than once" in answer.json()["detail"]

    @pytest.mark.parametrize("charset", ["unicode_escape", "idna", "punycode", "hex", "utf-16", "no-such", "x" * 500])
    def test_an_odd_charset_is_no_failure_of_the_server(self, writer: Writer, charset: str) -> None:
        kind = f"multipart/form-data; boundary=x; charset={charset}"
        for data in (b"\\ud800", b"\xff", b"a" * 100, b"xn--\xff", b"-"):
            answer = multipart(writer, part("roles", data) + part(data.decode("latin-1"), b"") + b"--x--\r\n", kind)
            assert answer.status_code in (400, 422), answer.text

    def test_a_form_that_is_cut_short_is_refused(self, writer: Writer) -> None:
        first = part("roles", ROLES.data, "roles.csv")
        whole = first + part("skills", SKILLS.data, "skills.csv") + b"--x--\r\n"
        for length in (1, 4, 30, 90, len(first), len(first) + 2, len(first) + 100, len(whole) - 12, len(whole) - 4):
            assert problem(multipart(writer, whole[:length])) == (400, "malformed-request"), length
        assert multipart(writer, whole[:-2]).status_code == 200


class TestSizes(OnSQLite):
    def test_files_may_be_large_and_no_larger(self, writer: Writer) -> None:
        large = second_as_json() + b" " * (MOST_CONTENT - len(second_as_json()))
        assert writer.client.post(f"{IMPORT}?dry_run=true", content=large, headers=JSON).status_code == 200
        answer = writer.client.post(IMPORT, content=large + b" ", headers=JSON)
        assert problem(answer) == (413, "request-too-large")

    def test_a_form_over_the_bound_is_too_large_whether_it_says_so_or_not(self, writer: Writer) -> None:
        def stream() -> Iterator[bytes]:
            yield b'--x\r\nContent-Disposition: form-data; name="roles"; filename="r.csv"\r\n\r\n'
            for _ in range(MOST_CONTENT // 1_000_000 + 1):
                yield b"a" * 1_000_000

        kind = {"Content-Type": "multipart/form-data; boundary=x"}
        assert problem(writer.client.post(GOVUK, content=stream(), headers=kind)) == (413, "request-too-large")
        whole = b"".join(stream())
        assert problem(writer.client.post(GOVUK, content=whole, headers=kind)) == (413, "request-too-large")

    def test_a_whole_document_may_be_as_large(self, writer: Writer) -> None:
        tag = {"If-Match": writer.client.get(f"{DRAFT}/content").headers["ETag"], **JSON}
        document = native.render(replace(garden(), envelope=Envelope(version="next")), "json")
        large = document + b" " * (MOST_CONTENT - len(document))
        assert writer.client.put(f"{DRAFT}/content", content=large, headers=tag).status_code == 204
        answer = writer.client.put(f"{DRAFT}/content", content=large + b" ", headers=tag)
        assert problem(answer) == (413, "request-too-large")

    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("PUT", "/content/skills/pruning"),
            ("PUT", "/content/progressions"),
            ("PATCH", ""),
            ("POST", "/withdraw"),
            ("POST", "/lookup"),
        ],
    )
    def test_all_else_has_the_smaller_bound(self, writer: Writer, method: str, path: str) -> None:
        body = b'{"a": "' + b" " * MOST_BODY + b'"}'
        answer = writer.client.request(method, DRAFT + path, content=body, headers=JSON)
        assert problem(answer) == (413, "request-too-large")


def test_the_draft_of_another_writer_is_not_for_every_editor(engine: Engine, database_url: str) -> None:
    with writing_to(engine, database_url) as writer:
        writer.client.post("/v1/frameworks", json={"slug": "orchard", "name": "Orchard"})
        other = writer.make_key("publish", framework="orchard")
        before = dump(engine)["edition"]
        for way in ("import", "import?dry_run=true", "publish", "withdraw"):
            answer = writer.client.post(f"{DRAFT}/{way}", content=b"", headers={"X-API-Key": other.text})
            assert problem(answer) == (403, "forbidden"), way
        assert dump(engine)["edition"] == before


def test_an_import_from_the_command_line_is_recorded_as_such(engine: Engine, database_url: str) -> None:
    with writing_to(engine, database_url) as writer:
        import_release(engine, replace(garden(), envelope=Envelope(version="cli")), keyless=False, publishing=True)
        told = [(entry["action"], entry["actor"], entry["key_id"]) for entry in writer.audit(version="cli")]
        assert told == [("publish", "command line", None), ("import", "command line", None)]
