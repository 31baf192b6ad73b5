"""A release as it is shown at an address: its things as references, with ids and addresses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from app.framework.content import Lookup
from app.framework.edition import Edition
from app.framework.identity import Kind, ThingKind, identify
from app.framework.mastery import MasteryLevel, Scale
from app.framework.release import Release
from app.framework.role import RoleLevel
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


# An id costs two microseconds and an edition shows the same ones over and over; 32,768 of them are about 10 MB.
@lru_cache(maxsize=32_768)
def id_text(framework_key: str, kind: str, key: str) -> str:
    """The id of a thing or part, as text."""
    return str(identify(framework_key, kind, key))


def framework_path(root: str, framework: str) -> str:
    """The address of a framework, with the configured root path before it."""
    return f"{root}/v1/frameworks/{framework}"


def edition_path(root: str, framework: str, version: str) -> str:
    """The fixed address of an edition."""
    return f"{framework_path(root, framework)}/editions/{version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A release shown at its fixed address. ``framework`` is the slug in that address, ``root`` the root path."""

    release: Release
    framework: str
    root: str = ""

    @property
    def edition(self) -> Edition:
        return self.release.edition

    @property
    def look(self) -> Lookup:
        return self.release.edition.lookup

    @property
    def path(self) -> str:
        return edition_path(self.root, self.framework, self.release.envelope.version)

    def part_id(self, kind: Kind, key: str) -> str:
        """The id of any thing or part of the edition."""
        return id_text(self.edition.framework.key, kind, key)

    def named(self, kind: ThingKind, thing: Thing) -> dict[str, str]:
        """The four fields that every thing carries."""
        found = self.part_id(kind, thing.key)
        return {"id": found, "slug": thing.slug, "name": thing.name, "href": self.href(kind, thing)}

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
        return common.Reference(**self.named(kind, thing))

    def refer_all(self, kind: ThingKind, keys: Iterable[str], among: Mapping[str, Thing]) -> list[common.Reference]:
        """References to what the keys name, by name."""
        return [self.refer(kind, thing) for thing in sorted((among[key] for key in keys), key=by_name)]

    def refer_level(self, key: str | None) -> common.MasteryLevelReference | None:
        """A reference to a mastery level, by key."""
        return self.mastery_level(self.look.mastery_levels[key]) if key else None

    def mastery_level(self, level: MasteryLevel) -> common.MasteryLevelReference:
        """A reference to a mastery level."""
        return common.MasteryLevelReference(**self.named("mastery_level", level), rank=level.rank)

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


def at_slug(kind: ThingKind, slug: str, among: Iterable[AnyThing]) -> AnyThing:
    """The thing with a slug; NotFound where there is none."""
    for thing in among:
        if thing.slug == slug:
            return thing
    raise NotFound(f"This edition has no {kind.replace('_', ' ')} {slug!r}.")


def _of_scale(scale: Scale) -> str:
    return "" if scale.default else f"?scale={scale.slug}"
