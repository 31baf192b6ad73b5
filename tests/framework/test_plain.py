"""Changes in their plain form, and plain data that is no change."""

import datetime as dt
from typing import Any

import pytest

from app.framework.about import Licence
from app.framework.change import Change, Place, Placed
from app.framework.plain import Unreadable, plain, read_change
from app.framework.role import RoleLevel, Span
from app.framework.trace import Code, SourceRef, Statement

LEVEL = RoleLevel(key="gardener/head", slug="head", name="Head", rank=1, grades=("G1",))
LINE = Statement(key="p", text="dig", source=SourceRef(source="handbook"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            Change("skill", "dig", "renamed", "name", "Dig", "Digging"),
            {"kind": "skill", "key": "dig", "verb": "renamed", "field": "name", "old": "Dig", "new": "Digging"},
        ),
        (
            Change("source", "survey", "changed", "date", None, dt.date(2024, 4, 1)),
            {"kind": "source", "key": "survey", "verb": "changed", "field": "date", "new": "2024-04-01"},
        ),
        (
            Change("skill", "dig", "changed", "codes", (Code(scheme="esco", value="dig"),), ()),
            {
                "kind": "skill", "key": "dig", "verb": "changed", "field": "codes",
                "old": [{"scheme": "esco", "value": "dig"}], "new": [],
            },
        ),
        (
            Change("framework", "f", "changed", "licence", Licence(name="CC0"), None),
            {"kind": "framework", "key": "f", "verb": "changed", "field": "licence", "old": {"name": "CC0"}},
        ),
        (
            Change("responsibility", "r", "changed", "span", None, Span(min=0, unit="teams")),
            {
                "kind": "responsibility", "key": "r", "verb": "changed", "field": "span",
                "new": {"min": 0, "unit": "teams"},
            },
        ),
        (
            Change("role_level", "gardener/head", "added", new=LEVEL),
            {
                "kind": "role_level", "key": "gardener/head", "verb": "added",
                "new": {"key": "gardener/head", "slug": "head", "name": "Head", "rank": 1, "grades": ["G1"]},
            },
        ),
        (
            Change("statement", "p", "removed", old=Placed(LINE, Place("skill/dig", "o"))),
            {
                "kind": "statement", "key": "p", "verb": "removed",
                "old": {
                    "key": "p", "text": "dig", "source": {"source": "handbook"},
                    "place": {"owner": "skill/dig", "after": "o"},
                },
            },
        ),
        (
            Change("statement", "p", "changed", "place", Place("skill/dig"), Place("skill/rake", "o")),
            {
                "kind": "statement", "key": "p", "verb": "changed", "field": "place",
                "old": {"owner": "skill/dig"}, "new": {"owner": "skill/rake", "after": "o"},
            },
        ),
        (
            Change("skill", "dig", "changed", "statements", ("p", "q"), ("q", "p")),
            {
                "kind": "skill", "key": "dig", "verb": "changed", "field": "statements",
                "old": ["p", "q"], "new": ["q", "p"],
            },
        ),
        (
            Change("scale", "mastery", "changed", "default", old=True, new=False),
            {"kind": "scale", "key": "mastery", "verb": "changed", "field": "default", "old": True, "new": False},
        ),
    ],
)  # fmt: skip
def test_the_plain_form_holds_what_is_there_and_leads_back(change: Change, told: dict[str, Any]) -> None:
    assert plain(change) == told
    assert read_change(told) == change


RENAMED = {"kind": "skill", "key": "dig", "verb": "renamed", "field": "name", "old": "Dig", "new": "Digging"}
ADDED = {"kind": "source", "key": "s", "verb": "added", "new": {"key": "s", "slug": "s", "title": "S"}}
PLACED = {
    "kind": "statement", "key": "p", "verb": "added", "new": {"key": "p", "text": "dig", "place": {"owner": "skill/a"}}
}  # fmt: skip


@pytest.mark.parametrize(
    ("told", "place", "message"),
    [
        (RENAMED | {"by": "me"}, "/by", "is no part of a change"),
        (RENAMED | {"kind": "planet"}, "/kind", "must be one of framework, scale"),
        (RENAMED | {"kind": ["skill"]}, "/kind", "must be one of framework, scale"),
        (RENAMED | {"key": 1}, "/key", "must be a text"),
        (RENAMED | {"verb": "moved"}, "/verb", "must be one of added, removed, renamed, changed"),
        (RENAMED | {"verb": "changed"}, "/verb", "of the field 'name' is another"),
        (RENAMED | {"field": "key"}, "/field", "must be one of codes, source, slug"),
        (RENAMED | {"field": None}, "/field", "must be one of codes, source, slug"),
        (RENAMED | {"new": 1}, "/new", "must be a text"),
        (RENAMED | {"new": None}, "/new", "must be a text"),
        (RENAMED | {"field": "kind", "verb": "changed", "new": "skull"}, "/old", "must be one of skill, knowledge"),
        (ADDED | {"field": "title"}, "/field", "does not go with 'added'"),
        (ADDED | {"old": ADDED["new"]}, "", "needs 'new' and no 'old', for it tells what is added"),
        (ADDED | {"verb": "removed"}, "", "needs 'old' and no 'new', for it tells what is removed"),
        (ADDED | {"new": {"key": "s", "slug": "s"}}, "/new/title", "is missing"),
        (ADDED | {"new": {"key": "s", "slug": "s", "title": "S", "x": 1}}, "/new/x", "is unknown there"),
        (ADDED | {"new": {"key": "s", "slug": "s", "title": "S", "date": "20240401"}}, "/new/date", "must be a date"),
        (ADDED | {"new": {"key": "s", "slug": "s", "title": "S", "date": 5}}, "/new/date", "must be a date"),
        (ADDED | {"new": "s"}, "/new", "must be an object"),
        (PLACED | {"new": {"key": "p", "text": "dig"}}, "/new", "must be an object with its 'place'"),
        (PLACED | {"new": {"key": "p", "text": "dig", "place": {}}}, "/new/place/owner", "is missing"),
        (
            {"kind": "skill", "key": "s", "verb": "added", "new": {"key": "s", "statements": []}}, "/new/statements",
            "must be left out",
        ),
        (
            {"kind": "role_level", "key": "r/l", "verb": "changed", "field": "rank", "old": True, "new": 1}, "/old",
            "must be a whole number",
        ),
        (
            {"kind": "role_level", "key": "r/l", "verb": "changed", "field": "grades", "old": ["a", 1], "new": []},
            "/old/1", "must be a text",
        ),
    ],
)  # fmt: skip
def test_what_is_no_change_is_refused_at_its_place(told: dict[str, Any], place: str, message: str) -> None:
    with pytest.raises(Unreadable) as raised:
        read_change(told)
    assert raised.value.place == place
    assert message in raised.value.message
