"""A release as it is shown at an address: its things as references, with ids and addresses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from app.framework.activity import Activity
from app.framework.content import Lookup
from app.framework.edition import Edition
from app.framework.identity import Kind, ThingKind, identify_text
from app.framework.mastery import MasteryLevel, Scale, Stage
from app.framework.release import Release
from app.framework.role import Role, RoleFamily, RoleLevel
from app.framework.skill import Skill, SkillGroup
from app.framework.trace import SourceRef, Statement, Thing, Traced
from app.kit.problems import NotFound
from app.reading.shapes import common

AnyThing = TypeVar("AnyThing", bound=Thing)

#: The first part of the address of each kind of thing, below its edition; role levels stand below their role.
_PLACES: Mapping[ThingKind, str] = {
    "mastery_level": "mastery-levels",
    "stage": "stages",
    "skill_group": "skill-groups",
    "skill": "skills",
    "role_family": "role-families",
    "role": "roles",
    "activity": "activities",
}
KINDS: Mapping[type[Thing], ThingKind] = {
    MasteryLevel: "mastery_level", Stage: "stage", SkillGroup: "skill_group", Skill: "skill",
    RoleFamily: "role_family", Role: "role", RoleLevel: "role_level", Activity: "activity",
}  # fmt: skip


# An id costs two microseconds and an edition shows the same ones over and over; 32,768 of them are about 10 MB.
@lru_cache(maxsize=32_768)
def id_text(framework_key: str, kind: str, key: str) -> str:
    """The id of a thing or part, as text."""
    return identify_text(framework_key, kind, key)


def framework_path(root: str, framework: str) -> str:
    """The address of a framework, with the configured root path before it."""
    return f"{root}/v1/frameworks/{framework}"


def edition_path(root: str, framework: str, version: str) -> str:
    """The fixed address of an edition."""
    return f"{framework_path(root, framework)}/editions/{version}"


class NoSuchThing(NotFound):
    """An edition has nothing of this kind at this path (the slugs of an address, such as ``role/level``)."""

    def __init__(self, view: "View", kind: ThingKind, path: str) -> None:
        super().__init__(f"This edition has no {kind.replace('_', ' ')} {path!r}.")
        self.view = view
        self.kind = kind
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A release shown at its fixed address. ``framework`` is the slug in that address, ``root`` the root path."""

    release: Release
    framework: str
    root: str = ""
    path: str = field(init=False)
    # References are shown over and over: made once for each address at which an edition is shown.
    _made: dict[Any, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        path = edition_path(self.root, self.framework, self.release.envelope.version)
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "_made", self.look.memo.setdefault(path, {}))

    @property
    def edition(self) -> Edition:
        return self.release.edition

    @property
    def look(self) -> Lookup:
        return self.release.edition.lookup

    def thing(self, of: type[AnyThing], path: str) -> AnyThing:
        """The thing of a class at a path (see ``Lookup.by_path``); NoSuchThing where there is none."""
        kind = KINDS[of]
        found = self.look.by_path.get((kind, path))
        if not isinstance(found, of):
            raise NoSuchThing(self, kind, path)
        return found

    def part_id(self, kind: Kind, key: str) -> str:
        """The id of any thing or part of the edition."""
        return id_text(self.edition.framework.key, kind, key)

    def named(self, kind: ThingKind, thing: Thing) -> dict[str, str]:
        """The four fields that every thing carries."""
        found = self.refer(kind, thing)
        return {"id": found.id, "slug": found.slug, "name": found.name, "href": found.href}

    def href(self, kind: ThingKind, thing: Thing) -> str:
        """The address of a thing."""
        if kind == "role_level":
            role = self.look.roles[thing.key.partition("/")[0]]
            return f"{self.path}/roles/{role.slug}/levels/{thing.slug}"
        if kind == "mastery_level":
            scale = self.look.scales[thing.key.partition("/")[0]]
            return f"{self.path}/mastery-levels/{thing.slug}{_of_scale(scale)}"
        return f"{self.path}/{_PLACES[kind]}/{thing.slug}"

    def refer(self, kind: ThingKind, thing: Thing) -> common.Reference:
        """A reference to a thing."""
        found: common.Reference | None = self._made.get((kind, thing.key))
        if found is None:
            found = self._made[kind, thing.key] = common.Reference(
                id=self.part_id(kind, thing.key), slug=thing.slug, name=thing.name, href=self.href(kind, thing)
            )
        return found

    def refer_all(self, kind: ThingKind, keys: Iterable[str], among: Mapping[str, Thing]) -> list[common.Reference]:
        """References to what the keys name, by name."""
        return [self.refer(kind, thing) for thing in sorted((among[key] for key in keys), key=by_name)]

    def refer_level(self, key: str | None) -> common.MasteryLevelReference | None:
        """A reference to a mastery level, by key."""
        return self.mastery_level(self.look.mastery_levels[key]) if key else None

    def mastery_level(self, level: MasteryLevel) -> common.MasteryLevelReference:
        """A reference to a mastery level."""
        found: common.MasteryLevelReference | None = self._made.get(("rank", level.key))
        if found is None:
            named = self.named("mastery_level", level)
            found = self._made["rank", level.key] = common.MasteryLevelReference(**named, rank=level.rank)
        return found

    def scale(self, scale: Scale) -> common.Reference:
        """A reference to a scale, whose address lists its levels."""
        found = id_text(self.edition.framework.key, "scale", scale.key)
        href = f"{self.path}/mastery-levels{_of_scale(scale)}"
        return common.Reference(id=found, slug=scale.slug, name=scale.name, href=href)

    def rungs(self, keys: Iterable[str]) -> list[common.Reference]:
        """References to role levels, by role and rank."""
        levels = sorted((self.look.role_levels[key] for key in keys), key=self._by_rung)
        return [self.refer("role_level", level) for level in levels]

    def _by_rung(self, level: RoleLevel) -> tuple[str, str, int, str, str]:
        return (*by_name(self.look.role_of(level)), level.rank, *by_name(level))

    def statements(self, statements: Iterable[Statement]) -> list[common.Statement]:
        """Statements in their own order."""
        return [common.Statement(id=self.part_id("statement", said.key), text=said.text) for said in statements]

    def said(self, skill: Skill, level: str | None) -> list[common.Statement]:
        """The statements of a skill at just this mastery level (key), or at none; not to be changed."""
        found: list[common.Statement] | None = self._made.get(("said", skill.key, level))
        if found is None:
            found = self._made["said", skill.key, level] = self.statements(
                statement for statement in skill.statements if statement.level == level
            )
        return found

    def source(self, source: SourceRef | None) -> common.SourceNote | None:
        """Where something is stated."""
        if source is None:
            return None
        entry = self.look.sources[source.source]
        return common.SourceNote(slug=entry.slug, title=entry.title, url=entry.url, section=source.section)


def codes(traced: Traced) -> list[common.Code]:
    """Names in other schemes, by scheme."""
    return [common.Code(scheme=code.scheme, value=code.value, uri=code.uri) for code in traced.codes]


def by_name(thing: Thing) -> tuple[str, str]:
    """The order of things that have no rank."""
    return (thing.name.casefold(), thing.slug)


def _of_scale(scale: Scale) -> str:
    return "" if scale.default else f"?scale={scale.slug}"
