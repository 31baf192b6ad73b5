"""Files that are no strict YAML or JSON, and files that were made to hurt."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.fault import Fault, UnreadableFile
from app.exchange.native import document, parse, render
from app.exchange.native.places import Form
from app.exchange.native.strict import MOST_BYTES
from tests.worlds import GARDEN_YAML, garden

HEAD = "format: capframe-edition/1\nversion: '1'\nframework:\n  slug: f\n  name: F\n"
JSON_HEAD = '{"format": "capframe-edition/1", "version": "1", "framework": {"slug": "f", "name": "F"}\n'
NOT_UTF8 = "is not UTF-8; save the file as UTF-8"


def refused(data: bytes | str, name: str = "edition") -> list[Fault]:
    with pytest.raises(UnreadableFile) as caught:
        parse(data.encode() if isinstance(data, str) else data, name)
    return list(caught.value.faults)


@pytest.mark.parametrize(
    ("more", "place", "message"),
    [
        ("skills: &all []", "line 6, /skills", "has the anchor or alias 'all'"),
        ("notes: *all", "line 6, /notes", "has the anchor or alias 'all'"),
        ("notes: !!str x", "line 6, /notes", "has the tag 'tag:yaml.org,2002:str'"),
        ("notes: ! x", "line 6, /notes", "has the tag '!'"),
        ("skills: !!seq []", "line 6, /skills", "has the tag"),
        ("notes: x\n---\nnotes: y", "line 7", "holds a second document"),
        ("notes: x\nnotes: y", "line 7, /notes", "stands twice"),
        ("skills:\n- slug: a\n  name: A\n  slug: b", "line 9, /skills/0/slug", "stands twice"),
        ("? [a]\n: b", "line 6", "has a field whose name is no text"),
        ("skills:\n- {a: b, {c: d}: e}", "line 7, /skills/0", "has a field whose name is no text"),
        ("notes:", "line 6, /notes", "has no value; leave out what you do not have"),
        ("notes: ~", "line 6, /notes", "has no value"),
        ("skills:\n- null", "line 7, /skills/0", "has no value"),
        ("notes: [a", "line 7, column 1", "is no YAML: while parsing a flow sequence, did not find expected"),
        ("notes: 'a", "line 7, column 1", "is no YAML: while scanning a quoted scalar, found unexpected end of stream"),
        ("notes: a: b", "line 6, column 9", "is no YAML: mapping values are not allowed in this context"),
        ("notes:\tx\n\ty: z", "line 7, column 1", "is no YAML"),
        ('notes: "\\ud800"', "line 6, column 11", "is no YAML"),
        ("notes: \x01", "line 6", "holds the character U+0001, which YAML does not allow"),
    ],
)  # fmt: skip
def test_yaml_that_could_be_read_in_two_ways_is_refused_at_its_line(more: str, place: str, message: str) -> None:
    [fault] = refused(HEAD + more + "\n")
    assert fault.place == place
    assert message in fault.message


@pytest.mark.parametrize(
    ("more", "place", "message"),
    [
        (', "notes": "a", "notes": "b"', "/notes", "stands twice"),
        (', "notes": NaN', "/notes", "is NaN; only whole numbers are read"),
        (', "notes": -Infinity', "/notes", "is -Infinity"),
        (', "notes": 1e400', "/notes", "is 1e400"),
        (', "notes": 1.0', "/notes", "is 1.0"),
        (', "stages": [{"rank": 9999999999999999999}]', "/stages/0/rank", "out of all bounds"),
        (', "stages": [{"rank": ' + "9" * 5000 + "}]", "/stages/0/rank", "out of all bounds"),
        (r', "notes": "\ud800"', "/notes", "lone surrogate"),
        (r', "skills": [{"\udfff": 1}]', "/skills/0", "lone surrogate"),
        (', "notes": null', "/notes", "has no value; leave out what you do not have"),
        (', "notes": 1', "/notes", "must be a text, not 1"),
        (', "notes": "a\nb"', "line 2, column 14", "is no JSON: Invalid control character"),
        (", notes: 1", "line 2, column 3", "is no JSON: Expecting property name"),
        (', "notes": "a", ', "line 2, column 17", "is no JSON"),
        (', "notes": "a"} {', "line 2, column 17", "is no JSON: Extra data"),
    ],
)  # fmt: skip
def test_json_that_could_be_read_in_two_ways_is_refused_at_its_pointer(more: str, place: str, message: str) -> None:
    [fault] = refused(f"{JSON_HEAD}{more}}}")
    assert fault.place == place
    assert message in fault.message


def test_all_that_strict_json_refuses_is_told_at_once() -> None:
    faults = refused(JSON_HEAD + r', "version": "2", "notes": 1.5, "skills": [NaN, {"slug": "\ud83d"}]}')
    assert [fault.place for fault in faults] == ["/version", "/notes", "/skills/0", "/skills/1/slug"]


def test_a_pair_of_surrogate_escapes_is_one_letter() -> None:
    assert parse((JSON_HEAD + r', "notes": "\ud83c\udf31"}').encode(), "x.json").envelope.notes == "🌱"


def test_json_may_hold_brackets_quotes_and_escapes_in_its_texts() -> None:
    notes = '[{"' * 50 + "\\"
    assert parse(f'{JSON_HEAD}, "notes": {json.dumps(notes)}}}'.encode(), "x.json").envelope.notes == notes


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (b"", "", "is empty"),
        (b" \n\n", "", "is empty"),
        (b"\xef\xbb\xbf", "", "is empty"),
        (b"# only a comment\n", "", "is empty"),
        (GARDEN_YAML.encode("utf-16"), "line 1", NOT_UTF8),
        (GARDEN_YAML.encode("utf-16-le"), "", NOT_UTF8),
        ((HEAD + "notes: caf\u00e9\n").encode("latin-1"), "line 6", NOT_UTF8),
        (b"PK\x03\x04\x00\x00", "", NOT_UTF8),
        (b"a,b,c\n1,2,3\n", "", "must be an object that starts with `format: capframe-edition/1`"),
        (b"[1, 2]", "", "must be an object"),
    ],
)
def test_a_file_of_another_kind_is_told_so(data: bytes, place: str, message: str) -> None:
    [fault] = refused(data)
    assert fault.place == place
    assert message in fault.message


def test_a_byte_order_mark_is_no_fault() -> None:
    assert parse(b"\xef\xbb\xbf" + GARDEN_YAML.encode(), "garden.yaml") == garden()
    assert parse(b"\xef\xbb\xbf" + render(garden(), "json"), "garden.json") == garden()


def test_windows_line_ends_are_line_ends() -> None:
    assert parse(GARDEN_YAML.replace("\n", "\r\n").encode(), "garden.yaml") == garden()


@pytest.mark.parametrize("name", ["garden", "garden.json", "garden.txt", "JSON"])
def test_json_is_known_by_its_first_character_or_the_suffix(name: str) -> None:
    assert parse(b"\n " + render(garden(), "json"), name) == garden()


def test_the_suffix_goes_before_the_first_character() -> None:
    assert refused(GARDEN_YAML, "garden.json")[0].message.startswith("is no JSON")
    assert parse(render(garden(), "json"), "garden.yml") == garden()


def _nested(inside: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3)


def _reads_or_refuses(data: bytes, name: str) -> bool:
    try:
        return bool(parse(data, name))
    except UnreadableFile as error:
        return bool(error.faults)


@pytest.mark.parametrize("end", range(100, len(GARDEN_YAML), 301))
def test_a_file_that_breaks_off_is_read_or_refused_never_worse(end: int) -> None:
    assert _reads_or_refuses(GARDEN_YAML.encode()[:end], "garden.yaml")
    assert _reads_or_refuses(render(garden(), "json")[:end], "garden.json")


@given(st.data(), st.sampled_from(["yaml", "json"]))
def test_a_damaged_file_is_read_or_refused_never_worse(data: st.DataObject, form: Form) -> None:
    whole = render(garden(), form)
    start = data.draw(st.integers(0, len(whole)))
    end = start + data.draw(st.integers(0, 40))
    piece = data.draw(
        st.sampled_from([b"", b"null", b"[", b"{", b"- ", b": ", b'"', b"\n", b"1", b"\xff", b"&a ", b"a: b\n"])
    )
    assert _reads_or_refuses(whole[:start] + piece + whole[end:], f"garden.{form}")


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), _nested, max_leaves=6), st.data())
def test_a_document_with_something_odd_inside_is_read_or_refused_never_worse(odd: Any, data: st.DataObject) -> None:
    plain = document(garden())
    holder: Any = plain
    while isinstance(holder, dict | list) and holder:
        where = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
        if not isinstance(holder[where], dict | list) or not holder[where] or data.draw(st.booleans()):
            holder[where] = odd
            break
        holder = holder[where]
    assert _reads_or_refuses(json.dumps(plain).encode(), "garden.json")


LAUGHS = "a: &a [lol]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
DEEP = 200_000
HOSTILE = {
    "billion laughs": (LAUGHS, "line 1, /a", "has the anchor or alias 'a'"),
    "deep flow lists": (f"a: {'[' * DEEP}", "line 1, /a" + "/0" * 31, "is nested more than 32 levels deep"),
    "deep flow objects": ("a: " + "{a: " * DEEP, "line 1, " + "/a" * 32, "is nested more than 32 levels deep"),
    "deep block lists": ("- " * DEEP + "a", "line 1, " + "/0" * 32, "is nested more than 32 levels deep"),
    "deep json lists": ('{"a":' + "[" * DEEP, "", "is nested more than 32 levels deep"),
    "deep json objects": ('{"a":' * DEEP + "1" + "}" * DEEP, "", "is nested more than 32 levels deep"),
    "unfinished json escapes": ('{"a": "' + r"\"" * DEEP, "line 1, column 7", "is no JSON: Unterminated string"),
    "a long text": (f"{HEAD}notes: {'x' * DEEP}", "line 6, /notes", "has 200,000 characters; at most 20,000"),
    "a long json field": (f'{JSON_HEAD}, "{"x" * DEEP}": 1}}', f"/{'x' * 120}…", "is no field of the format"),
    "many times one json field": ("{" + '"a":1,' * DEEP + '"b":1}', "/a", "stands twice"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_made_to_hurt_is_refused_quickly_and_briefly(what: str) -> None:
    data, place, message = HOSTILE[what]
    start = time.perf_counter()
    [fault] = refused(data)
    assert time.perf_counter() - start < 5
    assert fault.place == place
    assert message in fault.message
    assert len(fault.message) < 500


def test_a_file_beyond_the_bound_is_not_read_at_all() -> None:
    [fault] = refused(b" " * (MOST_BYTES + 1))
    assert (fault.place, fault.message) == ("", "has more than the 67,108,864 bytes that are read")


def test_complaints_about_a_file_have_an_end() -> None:
    faults = refused(HEAD + "relations:\n" + "- {from: a, to: b, kind: related}\n" * 200)
    assert len(faults) == 101
    assert faults[-1] == Fault("edition", "", "and 301 more faults")
