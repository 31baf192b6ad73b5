"""What the owner of files without keys says of things that are gone, and what an edition remembers of the gone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.framework.content import Content
from app.framework.edition import Edition
from app.framework.history import Retirement
from app.framework.identity import THING_KINDS
from app.framework.stated import Address, Misfit, Past, addresses, noun


@dataclass(frozen=True, slots=True)
class Leaving:
    """A thing of the edition before that the files no longer have: why, and the slugs of what replaces it there."""

    kind: str
    slug: str
    reason: str | None = None
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """A thing that an edition no longer has, by its last slug and name; nothing says why."""

    kind: str
    slug: str
    name: str


def retire(
    leaving: Sequence[Leaving], carried: Content, past: Past
) -> tuple[tuple[Retirement, ...], tuple[Misfit, ...]]:
    """The entries for ``retirements`` of an edition that has its keys already, and what is wrong with the list."""
    now = addresses(carried)
    living = {(kind, key): path for (kind, path), key in now.items()}
    names = _names(past.content)
    found: dict[tuple[str, str], Retirement] = {}
    misfits = []
    for at, each in enumerate(leaving):
        key = past.find(each.kind, each.slug)
        if message := _unfit(each, key, living, names) or _unfit_heirs(each, now):
            misfits.append(Misfit(at, message))
        elif (place := (each.kind, key or "")) in found:
            misfits.append(Misfit(at, f"the {noun(each.kind)} {each.slug!r} is retired by an entry above already"))
        else:
            heirs = tuple(now[each.kind, slug] for slug in each.replaced_by)
            found[place] = Retirement(
                kind=each.kind, key=place[1], name=names[place], reason=each.reason, replaced_by=heirs
            )
    return tuple(found.values()), tuple(misfits)


def _unfit(each: Leaving, key: str | None, living: dict[Address, str], names: dict[Address, str]) -> str | None:
    if each.kind not in THING_KINDS:
        return f"{each.kind!r} is no kind that can be retired by slug; these are {', '.join(sorted(THING_KINDS))}"
    if key is None or (each.kind, key) not in names:
        return f"the edition before has no {noun(each.kind)} {each.slug!r}"
    if (path := living.get((each.kind, key))) is None:
        return None
    here = "is in the files still" if path == each.slug else f"goes on in the files as {path!r}"
    return f"the {noun(each.kind)} {each.slug!r} {here}, so it is not gone; leave this entry out"


def _unfit_heirs(each: Leaving, now: dict[Address, str]) -> str | None:
    for at, slug in enumerate(each.replaced_by):
        if (each.kind, slug) not in now:
            return f"{each.slug!r} is to be replaced by {slug!r}, but the files have no such {noun(each.kind)}"
        if slug in each.replaced_by[:at]:
            return f"names {slug!r} twice among what replaces {each.slug!r}"
    return None


def _names(content: Content) -> dict[tuple[str, str], str]:
    """The last names of what is there or remembered, by kind and key."""
    remembered = {(gone.kind, gone.key): gone.name for gone in content.retirements}
    return remembered | {(kind, thing.key): thing.name for kind, thing in content.things()}


def remembering(edition: Edition, before: Content, stated: Sequence[Retirement] = ()) -> Edition:
    """The edition with what the one before remembers of the gone, and with what is stated of more of them.

    What is there again is not retired, and what no longer exists replaces nothing.
    """
    held = {(gone.kind, gone.key): gone for gone in (*before.retirements, *edition.retirements, *stated)}
    if not held:
        return edition
    living: set[tuple[str, str]] = {(kind, thing.key) for kind, thing in edition.things()}
    living |= {("statement", statement.key) for statement in edition.statements()}
    known = {place: gone for place, gone in held.items() if place not in living}
    there = living | known.keys()
    kept = tuple(
        replace(gone, replaced_by=tuple(key for key in gone.replaced_by if (gone.kind, key) in there))
        for gone in known.values()
    )
    return replace(edition, retirements=kept)


def unexplained(edition: Content, before: Content) -> Iterator[Gone]:
    """Things of the edition before that are gone without an entry; levels go along with their role or scale."""
    living: set[tuple[str, str]] = {(kind, thing.key) for kind, thing in edition.things()}
    living |= {(gone.kind, gone.key) for gone in edition.retirements}
    owners = {"role_level": edition.lookup.roles.keys(), "mastery_level": edition.lookup.scales.keys()}
    for kind, thing in before.things():
        goes_along = kind in owners and thing.key.partition("/")[0] not in owners[kind]
        if (kind, thing.key) not in living and not goes_along:
            yield Gone(kind, before.lookup.path(kind, thing), thing.name)
