"""What the owner of files without keys says of things that go on under another slug, checked against both sides."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property

from app.framework.carry import Stated
from app.framework.content import Content
from app.framework.identity import THING_KINDS
from app.framework.matching import pair_things

#: Kind and slug; a level's slug stands behind its owner's and a slash: ``role/level``.
Address = tuple[str, str]
#: What goes on by slug, and so can be renamed.
RENAMED: tuple[str, ...] = (*THING_KINDS, "scale")
#: The kinds whose keys begin with that of their owner, and its kind.
OWNERS: Mapping[str, str] = {"role_level": "role", "mastery_level": "scale"}


@dataclass(frozen=True, slots=True)
class Rename:
    """What had the slug ``old`` in the edition before goes on under the slug ``new``."""

    kind: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Misfit:
    """What is wrong with one entry of a list, by its place in it from 0."""

    at: int
    message: str


@dataclass(frozen=True, kw_only=True)
class Past:
    """What stood before: the content, and what published editions have given out.

    ``formerly`` are the keys of what had an address in any published edition; ``given`` are all their keys by kind.
    """

    content: Content
    formerly: Mapping[Address, str] = field(default_factory=dict)
    given: Mapping[str, AbstractSet[str]] = field(default_factory=dict)

    @cached_property
    def addresses(self) -> dict[Address, str]:
        """The keys of the content by address."""
        return addresses(self.content)

    @cached_property
    def paths(self) -> dict[Address, str]:
        """The slugs in the content by kind and key."""
        return {(kind, key): path for (kind, path), key in self.addresses.items()}

    def find(self, kind: str, slug: str) -> str | None:
        """The key of what has, or once had, an address."""
        return self.addresses.get((kind, slug)) or self.formerly.get((kind, slug))

    def is_lasting(self, kind: str, key: str) -> bool:
        """Whether an id is out in the world; one that only a draft has may still be taken back."""
        return kind not in THING_KINDS or key in self.given.get(kind, ())


def addresses(content: Content) -> dict[Address, str]:
    """The keys of all that can be renamed, by address."""
    found: dict[Address, str] = {
        (kind, content.lookup.path(kind, thing)): thing.key for kind, thing in content.things()
    }
    return found | {("scale", scale.slug): scale.key for scale in content.scales}


def noun(kind: str) -> str:
    """A kind in words."""
    return kind.replace("_", " ")


def settle(
    renames: Sequence[Rename], parsed: Content, past: Past, retired: AbstractSet[Address] = frozenset()
) -> tuple[Stated, tuple[Misfit, ...]]:
    """What ``carry`` may take for certain, and what is wrong with the list; it holds only where nothing is.

    ``retired`` are addresses in the edition before of what the owner retires at the same time.
    """
    settling = _Settling(renames, parsed, past, retired)
    misfits = tuple(settling.misfits())
    return settling.stated, misfits


class _Settling:
    def __init__(self, renames: Sequence[Rename], parsed: Content, past: Past, retired: AbstractSet[Address]) -> None:
        self.renames, self.parsed, self.past, self.retired = renames, parsed, past, retired
        self.now = addresses(parsed)
        #: By kind, the keys before by the keys now.
        self.stated: defaultdict[str, dict[str, str]] = defaultdict(dict)
        #: The first entry about a key before, and the first about a key now, by kind and key.
        self.said_of: dict[tuple[str, str], int] = {}
        self.said_for: dict[tuple[str, str], int] = {}

    def misfits(self) -> Iterator[Misfit]:
        held = []
        for at, rename in enumerate(self.renames):
            if message := self.unknown(rename) or self.repeated(at, rename):
                yield Misfit(at, message)
                continue
            before, now = self.keys(rename)
            self.stated[rename.kind][now] = before
            held.append((at, rename))
        for at, rename in held:
            if message := self.astray(rename) or self.left_behind(rename) or self.merged(rename):
                yield Misfit(at, message)

    def keys(self, rename: Rename) -> tuple[str, str]:
        """Its keys before and now; only of what is known."""
        return self.past.find(rename.kind, rename.old) or "", self.now[rename.kind, rename.new]

    def unknown(self, rename: Rename) -> str | None:
        kind = rename.kind
        if kind not in RENAMED:
            return f"{kind!r} is no kind that can be renamed; these are {', '.join(sorted(RENAMED))}"
        key = self.past.find(kind, rename.old)
        if key is None:
            swapped = (kind, rename.old) in self.now and self.past.find(kind, rename.new)
            hint = "; perhaps old and new are swapped" if swapped else ""
            return f"the edition before has no {noun(kind)} {rename.old!r}{hint}"
        if (kind, key) not in self.past.paths:
            return f"the {noun(kind)} {rename.old!r} is retired; it comes back under its own slug only"
        if (kind, rename.new) not in self.now:
            return f"the files have no {noun(kind)} {rename.new!r}"
        return f"{rename.old!r} is the same slug on both sides" if rename.old == rename.new else None

    def repeated(self, at: int, rename: Rename) -> str | None:
        before, now = self.keys(rename)
        if (first := self.said_of.setdefault((rename.kind, before), at)) != at:
            other = self.renames[first]
            if other == rename:
                return "says again what an entry above says"
            return (
                f"the {noun(rename.kind)} {rename.old!r} goes on as {other.new!r} already: a thing goes on as one"
                " thing; leave out one of the two entries, or retire it with both as replacements"
            )
        if (first := self.said_for.setdefault((rename.kind, now), at)) != at:
            return (
                f"{self.renames[first].old!r} goes on as {rename.new!r} already, so two would become one; keep the"
                " entry of the one that goes on, and retire the other with what replaces it"
            )
        return None

    def astray(self, rename: Rename) -> str | None:
        """A level's id is one of its role's or scale's."""
        if not (owner := OWNERS.get(rename.kind)):
            return None
        before, now = self.keys(rename)
        if self.owners[owner].get(now.partition("/")[0]) == before.partition("/")[0]:
            return None
        return f"{rename.old!r} cannot go on as {rename.new!r}: a {noun(rename.kind)} stays in its {owner}"

    @cached_property
    def owners(self) -> dict[str, dict[str, str]]:
        """The keys before of roles and scales, by their keys now."""
        parsed, before = self.parsed, self.past.content
        pairs = {
            "role": pair_things(parsed.roles, before.roles, stated=self.stated["role"]),
            "scale": pair_things(parsed.scales, before.scales, stated=self.stated["scale"]),
        }
        return {kind: {now: before for now, (before, _) in found.items()} for kind, found in pairs.items()}

    def left_behind(self, rename: Rename) -> str | None:
        """The files may not have the old slug too, unless another entry says for what."""
        here = self.past.paths[rename.kind, self.keys(rename)[0]]
        stays = _beside(rename.new, here)
        if stays == rename.new or (key := self.now.get((rename.kind, stays))) is None:
            return None
        if (rename.kind, key) in self.said_for:
            return None
        return (
            f"the files have a {noun(rename.kind)} {stays!r} still, so it has not become {rename.new!r}; leave this"
            f" entry out, or say in another one what goes on as {stays!r}"
        )

    def merged(self, rename: Rename) -> str | None:
        """What the edition before has under the new slug must go somewhere too."""
        before, _ = self.keys(rename)
        here = _beside(self.past.paths[rename.kind, before], rename.new)
        other = self.past.addresses.get((rename.kind, here))
        if other in {None, before} or not self.past.is_lasting(rename.kind, other or ""):
            return None
        if (rename.kind, other) in self.said_of or (rename.kind, here) in self.retired:
            return None
        return (
            f"the edition before has a {noun(rename.kind)} {here!r} already, so two would become one; retire"
            f" {rename.old!r} with {rename.new!r} as what replaces it, or say what becomes of {here!r}"
        )


def _beside(path: str, other: str) -> str:
    """The last slug of ``other`` below the owner in ``path``."""
    owner, slash, _ = path.rpartition("/")
    return owner + slash + other.rpartition("/")[2]
