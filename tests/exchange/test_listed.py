"""Lists of renames and retirements, as tables and as JSON."""

import json
import re

import pytest

from app.exchange import renames, retirements
from app.exchange.fault import UnreadableFile
from app.framework.renames import Proposal
from app.framework.retiring import Leaving
from app.framework.stated import Rename

LIKELY = (
    Proposal("skill", "pruning", "cutting-plants", 92, ("the names are 80 % alike", 'needed, by "all"')),
    Proposal("role_level", "gardener/senior", "gardener/head", 71, ()),
)


def refused(read: object, data: bytes, name: str = "list.csv") -> list[str]:
    with pytest.raises(UnreadableFile) as refusal:
        read(name, data)  # type: ignore[operator]
    return [str(fault) for fault in refusal.value.faults]


def test_renames_are_a_table_with_three_columns_in_any_order() -> None:
    found = renames.read("renames.csv", "\ufeffnew, kind ,old\r\ncutting,skill, pruning\u00a0\r\n\r\n".encode())
    assert found.entries == (Rename("skill", "pruning", "cutting"),)
    assert found.places == ("row 2 (line 2)",)


def test_proposals_are_written_as_renames_are_read() -> None:
    found = renames.read("renames.csv", renames.written(LIKELY).encode())
    assert found.entries == tuple(Rename(one.kind, one.old, one.new) for one in LIKELY)


def test_no_proposals_at_all_are_renames_too() -> None:
    assert renames.read("renames.csv", renames.written([]).encode()).entries == ()
    assert renames.read("renames.json", b"[]").entries == ()


def test_proposals_as_the_api_answers_them_are_renames_too() -> None:
    answered = [
        {"kind": one.kind, "old": one.old, "new": one.new, "score": one.score, "reasons": list(one.reasons)}
        for one in LIKELY
    ]
    found = renames.read("renames.json", json.dumps(answered).encode())
    assert found.entries == tuple(Rename(one.kind, one.old, one.new) for one in LIKELY)
    assert found.places == ("/0", "/1")


def test_retirements_may_leave_out_the_reason_and_name_several_replacements() -> None:
    table = b"kind,slug,reason,replaced_by\nskill,pruning,Machines do it.,cutting | digging\nrole,chief,,\n"
    expected = (Leaving("skill", "pruning", "Machines do it.", ("cutting", "digging")), Leaving("role", "chief"))
    assert retirements.read("gone.csv", table).entries == expected
    assert retirements.read("gone.csv", b"slug,kind\nchief,role\n").entries == expected[1:]
    objects = [
        {"kind": "skill", "slug": "pruning", "reason": "Machines do it.", "replaced_by": ["cutting", "digging"]},
        {"kind": "role", "slug": "chief"},
    ]
    assert retirements.read("gone.json", json.dumps(objects).encode()).entries == expected


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "list.csv: is empty"),
        (b"kind,from,to\nskill,a,b\n", r"list.csv: row 1 \(line 1\): lacks old and new: a list of renames has the"),
        (
            b"kind,old,new,why\nskill,a,b,\n",
            r"list.csv: row 1 \(line 1\): has 'why': a list of renames has the columns",
        ),
        (b"kind,old,new\nskill,a\n", r"list.csv: row 2 \(line 2\): has 2 cells, but the header names 3 columns"),
        (b"kind,old,new\nskill,a,\xff\n", "list.csv: line 2: is not UTF-8"),
        (b"PK\x03\x04", "list.csv: is a spreadsheet or ZIP archive"),
        (b"[{}]", "list.csv: /0: has no kind"),
        (b'{"kind": "skill", "old": "a", "new": "b"}', "list.csv: must be a list, not an object"),
        (b'[{"kind": "skill", "old": "a", "new": 7}]', "list.csv: /0/new: must be a text, not 7"),
        (b'[{"kind": "skill", "old": "a", "new": "b", "why": ""}]', "list.csv: /0/why: is no field of the format"),
        (b'[{"kind": "skill", "old": "a", "old": "c", "new": "b"}]', "list.csv: /0/old: stands twice"),
        (b"[", "list.csv: line 1, column 2: is no JSON"),
        (b"[" * 99, "list.csv: is nested more than 32 levels deep"),
        (b"[\xff]", "list.csv: line 1: is not UTF-8; save the file as UTF-8"),
    ],
)
def test_a_file_that_is_no_list_of_renames_says_where_and_why(data: bytes, message: str) -> None:
    [told] = refused(renames.read, data)
    assert re.match(message, told), told


def test_a_reason_must_be_one_line_of_text() -> None:
    table = b'kind,slug,reason\nskill,a,fine\nskill,b,"two\nlines"\nskill,c,' + b"x" * 2_001 + b"\n"
    assert refused(retirements.read, table) == [
        "list.csv: row 3 (line 3): the reason holds the character U+000A at position 3, which is not allowed here",
        "list.csv: row 4 (line 5): the reason has 2,001 characters; at most 2,000 are allowed",
    ]


def test_a_refusal_tells_the_first_faults_in_the_order_of_the_file_and_how_many_more_there_are() -> None:
    found = renames.read("renames.csv", b"kind,old,new\n" + b"skill,a,b\n" * 60)
    told = [str(fault) for fault in found.refusal((at, "x" * 1_000) for at in reversed(range(60))).faults]
    assert len(told) == 51
    assert told[0].startswith("renames.csv: row 2 (line 2): xxx")
    assert len(told[0]) < 700
    assert told[-1] == "renames.csv: and 10 more faults like these"
