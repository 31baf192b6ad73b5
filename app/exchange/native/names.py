"""The keys and slugs of a document: which thing a slug names, and what is named but not there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.exchange.native import shape
from app.exchange.native.places import Steps
from app.framework.identity import free_key

_NAMED = {
    "scale": "scale", "stage": "stage", "source": "source", "skill_group": "skill group", "skill": "skill",
    "role_family": "role family", "role": "role", "role_level": "role level",
}  # fmt: skip


@dataclass(kw_only=True)
class Names:
    """Slugs to keys, kind by kind, and a book of what turns up while the document is read.

    ``keys`` holds the keys of each list of the document in its order; ``levels`` the mastery levels of each scale
    (by its key); ``scale_of`` the scale's key for each skill's, None for no scale. ``missing`` collects references to
    nothing. ``places`` collects where each thing and part stands, when it is not None: only when something is wrong.
    ``whole`` is what is being read, in the words of its author.
    """

    keys: dict[str, list[str]]
    slugs: dict[str, dict[str, str]]
    levels: dict[str, dict[str, str]]
    default_scale: str | None
    scale_of: dict[str, str | None] = field(default_factory=dict)
    part_keys: dict[str, set[str]]
    missing: list[tuple[Steps, str]] = field(default_factory=list)
    places: dict[tuple[str, str], Steps] | None = None
    whole: str = "file"

    def put(self, kind: str, key: str, at: Steps) -> None:
        """Note where a thing or part stands."""
        if self.places is not None:
            self.places[kind, key] = at

    def find(self, kind: str, slug: str, at: Steps) -> str:
        """The key of what a slug names; the slug itself, noted as missing, when there is nothing."""
        key = self.slugs[kind].get(slug)
        if key is None:
            self.missing.append((at, f"names the {_NAMED[kind]} {slug!r}, which is not in the {self.whole}"))
            return slug
        return key

    def find_all(self, kind: str, slugs: Sequence[str], at: Steps) -> tuple[str, ...]:
        """The keys of what several slugs name."""
        return tuple(self.find(kind, slug, (*at, number)) for number, slug in enumerate(slugs))

    def level(self, scale: str | None, slug: str, at: Steps) -> str:
        """The key of a level of a scale (by its key); ``None`` is no scale, so that no level can be named."""
        if scale is None:
            message = f"names the mastery level {slug!r}, but there is no scale for it in the {self.whole}"
            self.missing.append((at, message))
            return slug
        if scale in self.levels and slug not in self.levels[scale]:
            message = f"names the mastery level {slug!r}, which is not in the scale {scale!r}"
            self.missing.append((at, message))
        return self.levels.get(scale, {}).get(slug, slug)

    def part_key(self, kind: str, wanted: str) -> str:
        """A key for a statement or responsibility that has none written on it."""
        key = free_key(wanted, self.part_keys[kind])
        self.part_keys[kind].add(key)
        return key


def keys_of(things: Iterable[shape.Thing], owner: str = "") -> list[str]:
    """The key of each thing: the written one, else its slug, with a number where that is another's (a fault)."""
    things = tuple(things)
    taken = {thing.key for thing in things if thing.key}
    keys = []
    for thing in things:
        key = thing.key or free_key(thing.slug, taken)
        taken.add(key)
        keys.append(owner + key)
    return keys


def names_of(document: shape.Document, whole: str = "file") -> Names:
    """Who is who in a document."""
    lists: dict[str, Sequence[shape.Thing]] = {
        "scale": document.scales, "stage": document.stages, "source": document.sources,
        "skill_group": document.skill_groups, "skill": document.skills, "role_family": document.role_families,
        "role": document.roles, "activity": document.activities,
    }  # fmt: skip
    keys = {kind: keys_of(things) for kind, things in lists.items()}
    slugs = {kind: _by_slug(things, keys[kind]) for kind, things in lists.items()}
    slugs["role_level"] = {
        f"{role.slug}/{slug}": key
        for role, owner in zip(document.roles, keys["role"], strict=True)
        for slug, key in _by_slug(role.levels, keys_of(role.levels, f"{owner}/")).items()
    }
    scales = list(zip(document.scales, keys["scale"], strict=True))
    levels = {key: _by_slug(scale.levels, keys_of(scale.levels, f"{key}/")) for scale, key in scales}
    # Where no scale is marked the first one stands in, so that the missing mark is the only complaint.
    marked = [key for scale, key in scales if scale.default] or keys["scale"]
    names = Names(
        keys=keys,
        slugs=slugs,
        levels=levels,
        default_scale=marked[0] if marked else None,
        whole=whole,
        part_keys={"statement": _written(_wordings(document)), "responsibility": _written(_duties(document))},
    )
    names.missing += _borrowed(document)
    for skill, key in zip(document.skills, keys["skill"], strict=True):
        names.scale_of[key] = slugs["scale"].get(skill.scale, skill.scale) if skill.scale else names.default_scale
    return names


def _borrowed(document: shape.Document) -> Iterator[tuple[Steps, str]]:
    """Slugs that are the key of another thing, renamed since, on things that do not write a key of their own."""
    fields = ("scales", "stages", "sources", "skill_groups", "skills", "role_families", "roles", "activities")
    lists: list[tuple[Steps, Sequence[shape.Thing]]] = [((name,), getattr(document, name)) for name in fields]
    for name in ("scales", "roles"):
        owners = enumerate(getattr(document, name))
        lists += [((name, number, "levels"), owner.levels) for number, owner in owners]
    for at, things in lists:
        renamed = {thing.key: thing.slug for thing in things if thing.key and thing.key != thing.slug}
        for number, thing in enumerate(things):
            if not thing.key and thing.slug in renamed:
                message = f"is the key of {renamed[thing.slug]!r}, renamed since; write a key beside it: {thing.slug}-2"
                yield (*at, number, "slug"), message


def _by_slug(things: Sequence[shape.Thing], keys: Sequence[str]) -> dict[str, str]:
    # The first of two with one slug is meant; that there are two is found later, by the checks of the edition.
    return {thing.slug: key for thing, key in reversed(list(zip(things, keys, strict=True)))}


def _wordings(document: shape.Document) -> Iterator[str | shape.Wording]:
    for skill in document.skills:
        yield from skill.statements
        for texts in skill.levels.values():
            yield from texts
    for role in document.roles:
        for level in role.levels:
            for requirement in level.requirements:
                yield from requirement.statements


def _duties(document: shape.Document) -> Iterator[shape.Responsibility]:
    return (duty for role in document.roles for level in role.levels for duty in level.responsibilities)


def _written(parts: Iterable[str | shape.Wording | shape.Responsibility]) -> set[str]:
    return {part.key for part in parts if not isinstance(part, str) and part.key}
