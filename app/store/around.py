"""A thing of a draft with all it refers to: enough content to change one thing, without loading the edition.

What is read is the rows that a thing owns, the rows that those refer to, and so on up; never what refers to them. The
same readers that make an edition of all rows make a small one of these.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, and_, select, tuple_

from app.framework.content import Content
from app.kit.text import Pair, Slug, fault, rule_of
from app.store.rows import Row, Rows, content_of
from app.store.tables import content_tables, table

#: The tables that hold a thing beside its own row: their column that names it. Parts own rows in turn.
OWNED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "stage": (("stage_code", "stage"),),
    "source": (),
    "skill_group": (("skill_group_parent", "skill_group"), ("skill_group_code", "skill_group")),
    "skill": (
        ("skill_alternative_name", "skill"), ("skill_in_group", "skill"), ("skill_code", "skill"),
        ("statement", "skill"),
    ),
    "statement": (("statement_code", "statement"),),
    "role_family": (("role_family_parent", "role_family"), ("role_family_code", "role_family")),
    "role": (
        ("role_alternative_name", "role"), ("role_in_family", "role"), ("role_parent", "role"), ("role_code", "role"),
        ("role_level", "role"),
    ),
    "role_level": (
        ("role_level_grade", "role_level"), ("role_level_code", "role_level"), ("responsibility", "role_level"),
        ("requirement", "role_level"), ("requirement_code", "role_level"), ("statement", "role_level"),
    ),
    "responsibility": (("responsibility_code", "responsibility"),),
    "activity": (
        ("activity_code", "activity"), ("activity_skill", "activity"), ("activity_role_level", "activity"),
    ),
}  # fmt: skip
#: Small tables that every edition part needs whole: what levels, stages and sources there are.
_ALWAYS = ("about", "scale", "mastery_level", "mastery_level_code", "stage", "stage_code", "source")
#: Tables read whole when a thing of a kind is changed, so that a circle in its parents shows.
_LINES: Mapping[str, tuple[str, ...]] = {
    "skill_group": ("skill_group", "skill_group_parent"),
    "role_family": ("role_family", "role_family_parent"),
    "role": ("role_parent",),
}
_AT_ONCE = 400


class Held(Rows):
    """Rows of an edition that are in memory: some of them, or what a value would write."""

    def __init__(self, held: Mapping[str, Iterable[tuple[Any, ...]]]) -> None:
        self._held = held

    def of(self, name: str) -> Iterator[Any]:
        """The held rows of a table, values in column order without the edition."""
        return iter(self._held.get(name, ()))


class Around:
    """Rows of a draft, gathered piece by piece inside one transaction."""

    def __init__(self, connection: Connection, edition_id: int) -> None:
        self._connection = connection
        self._edition_id = edition_id
        self._held: dict[str, dict[tuple[Any, ...], tuple[Any, ...]]] = defaultdict(dict)
        for name in _ALWAYS:
            self._take(table(name))

    def own(self, kind: str, key: str) -> None:
        """Gather a thing with its parts; nothing where the draft does not have it."""
        for name in _LINES.get(kind, ()):
            self._take(table(name))
        self._parts(kind, [key])

    def needing(self, skill: str) -> None:
        """Gather the requirements on a skill (key): a new scale of it must fit them."""
        needs = table("requirement")
        self._take(needs, needs.c.skill == skill)

    def ladder(self, role: str) -> None:
        """Gather the bare rungs of a role (key): slugs and ranks are those of all."""
        rungs = table("role_level")
        self._take(rungs, rungs.c.role == role)

    def named(self, kind: str, slugs: Iterable[str]) -> None:
        """Gather the rows of things by slug, ``role/level`` for role levels; what is not there is left out."""
        # What is no slug names nothing, and might be what a database cannot even be asked for.
        rule = rule_of(Pair if kind == "role_level" else Slug)
        wanted = sorted({slug for slug in slugs if not fault(slug, rule)})
        if kind == "role_level":
            self._named_levels(wanted)
            return
        found = table(kind)
        for some in _parted(wanted):
            self._take(found, found.c.slug.in_(some))

    def content(self) -> Content:
        """What has been gathered, with all it refers to; not checked."""
        self._close()
        return content_of(Held({name: rows.values() for name, rows in self._held.items()}))

    def _named_levels(self, wanted: Sequence[str]) -> None:
        levels, roles = table("role_level"), table("role")
        same = and_(roles.c.edition_id == levels.c.edition_id, roles.c.key == levels.c.role)
        pairs = [tuple(pair.split("/", 1)) for pair in wanted if "/" in pair]
        for some in _parted(pairs):
            query = select(levels.c.key).join(roles, same).where(levels.c.edition_id == self._edition_id)
            keys = self._connection.execute(query.where(tuple_(roles.c.slug, levels.c.slug).in_(some))).scalars().all()
            self._take(levels, levels.c.key.in_(keys))

    def _parts(self, kind: str, keys: Sequence[str]) -> None:
        found = table(kind)
        for some in _parted(keys):
            self._take(found, found.c.key.in_(some))
        for name, column in OWNED[kind]:
            part = table(name)
            # A requirement's statements name its skill too, but they are the role level's.
            alone = [part.c.role_level.is_(None)] if (name, column) == ("statement", "skill") else []
            rows = [row for some in _parted(keys) for row in self._take(part, part.c[column].in_(some), *alone)]
            if rows and name in OWNED:
                self._parts(name, [row[0] for row in rows])

    def _take(self, found: Table, *which: Any) -> list[tuple[Any, ...]]:
        """Read rows into what is held; all of the table's without ``which``."""
        columns = [column for column in found.columns if column.name != "edition_id"]
        query = select(*columns).where(found.c.edition_id == self._edition_id, *which)
        rows = [tuple(row) for row in self._connection.execute(query)]
        self._held[found.name].update((row_key(found, row), row) for row in rows)
        return rows

    def _close(self) -> None:
        """Gather what the held rows refer to, until they refer to nothing that is missing."""
        looked: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
        while missing := {name: keys - looked[name] for name, keys in self._missing().items() if keys - looked[name]}:
            for name, keys in missing.items():
                looked[name] |= keys
                found = table(name)
                columns = [found.c[column] for column in key_columns(found)]
                for some in _parted(sorted(keys)):
                    self._take(found, tuple_(*columns).in_(some))

    def _missing(self) -> dict[str, set[tuple[Any, ...]]]:
        wanted: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
        for found in content_tables():
            if rows := self._held.get(found.name):
                for places, remote in _references(found):
                    keys = {tuple(row[place] for place in places) for row in rows.values()}
                    wanted[remote] |= {key for key in keys if None not in key and key not in self._held[remote]}
        return wanted


@cache
def key_columns(found: Table) -> tuple[str, ...]:
    """The columns that tell a row of content from the others of its edition."""
    return tuple(column.name for column in found.primary_key.columns if column.name != "edition_id")


def row_key(found: Table, row: Sequence[Any]) -> tuple[Any, ...]:
    """The values of those columns in a row without its edition."""
    return tuple(row[place] for place in _key_places(found))


def rows_by_key(rows: Iterable[Row]) -> dict[str, dict[tuple[Any, ...], tuple[Any, ...]]]:
    """Rows of content by table and key."""
    found: dict[str, dict[tuple[Any, ...], tuple[Any, ...]]] = defaultdict(dict)
    for name, row in rows:
        found[name][row_key(table(name), row)] = row
    return found


@cache
def _key_places(found: Table) -> tuple[int, ...]:
    places = _places(found)
    return tuple(places[name] for name in key_columns(found))


def _places(found: Table) -> dict[str, int]:
    names = [column.name for column in found.columns if column.name != "edition_id"]
    return {name: place for place, name in enumerate(names)}


@cache
def _references(found: Table) -> list[tuple[tuple[int, ...], str]]:
    """Where in a row of a table keys of other tables stand, and of which."""
    places = _places(found)
    return [
        (tuple(places[column.name] for column in columns), reference.referred_table.name)
        for reference in found.foreign_key_constraints
        if (columns := [column for column in reference.columns if column.name != "edition_id"])
    ]


def _parted(entries: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(entries), _AT_ONCE):
        yield list(entries[start : start + _AT_ONCE])
