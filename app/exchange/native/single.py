"""One thing of a native document by itself: read from its own body, and put into content in the place of another.

The content may be a part of an edition, as long as it has all that the thing names: it is written as a document, the
thing is put in, and the document is read back, so a single thing is read by the very rules of the whole.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import msgspec
from msgspec import Struct

from app.exchange.native import documents, ladders, shape, strict, things
from app.exchange.native.names import Names, keys_of, names_of
from app.exchange.native.parts import LISTS, entries
from app.exchange.native.places import Steps, Tree, follow, pointer
from app.exchange.native.reading import content_of_document, field_steps
from app.exchange.native.shaping import shaped_as
from app.framework.content import Content
from app.framework.edition import BrokenEdition, Edition
from app.framework.removal import references
from app.kit.mendable import Mendable

_BODY = "body"


@dataclass(frozen=True, slots=True)
class _Kind:
    shape: Any
    field: str
    inside: str | None = None
    build: Any = None


#: How each kind of entry is shaped, and where in a document it stands; levels stand in their owner's.
_KINDS: Mapping[str, _Kind] = {
    "framework": _Kind(shape.Framework, "framework"),
    "scale": _Kind(shape.Scale, "scales", None, things.scale),
    "mastery_level": _Kind(shape.MasteryLevel, "scales", "levels", things.mastery_level),
    "stage": _Kind(shape.Stage, "stages", None, things.stage),
    "source": _Kind(shape.Source, "sources", None, things.source),
    "skill_group": _Kind(shape.Heading, "skill_groups", None, things.skill_group),
    "skill": _Kind(shape.Skill, "skills", None, things.skill),
    "role_family": _Kind(shape.Heading, "role_families", None, things.role_family),
    "role": _Kind(shape.Role, "roles", None, ladders.role),
    "role_level": _Kind(shape.RoleLevel, "roles", "levels", ladders.role_level),
    "activity": _Kind(shape.Activity, "activities", None, things.activity),
    "progressions": _Kind(tuple[shape.Progression, ...], "progressions"),
    "relations": _Kind(tuple[shape.Relation, ...], "relations"),
    "retirements": _Kind(tuple[shape.Retirement, ...], "retirements"),
    "waivers": _Kind(tuple[shape.Waiver, ...], "waivers"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A thing, or a whole list of what has no slug, as a body gives it."""

    kind: str
    tree: Tree
    doc: Any

    @property
    def slug(self) -> str:
        """The slug that the thing is to have."""
        found: str = self.doc.slug
        return found

    def names(self) -> dict[str, set[str]]:
        """The slugs of all that a thing refers to, by kind; mastery levels and what a list names are left out."""
        noted = _Noting()
        _KINDS[self.kind].build(self.doc, "", (), noted)
        return noted.noted


class StillNamed(Mendable):
    """Others name what would go; ``places`` says where in the edition's document, and what."""

    def __init__(self, places: list[str]) -> None:
        super().__init__("; ".join(places[:5]))
        self.places = places


def read_body(data: bytes, kind: str) -> Body:
    """A body of JSON as an entry of its kind; UnreadableFile with every place that is wrong."""
    tree = strict.read(data, f"{_BODY}.json")
    return Body(kind=kind, tree=tree, doc=shaped_as(tree, _KINDS[kind].shape))


def with_body(content: Content, body: Body, key: str | None, owner: str | None = None) -> Edition:
    """The content with a body in it, checked. ``key`` is that of the thing in whose place it comes, or of a new one;
    ``owner`` the key of a level's role or scale. Both None for a list.

    UnreadableFile with what is wrong, by place in the body; StillNamed where others name what goes with the old one.
    """
    at, document = _put(_called_anew(content, body, key), body, key, owner)
    if named := _left_behind(content, body, key, document):
        raise StillNamed(named)
    names = names_of(document, whole="edition")
    names.places = _Places(at)
    read = content_of_document(document, names)
    inside = [(steps[len(at) :], said) for steps, said in names.missing if steps[: len(at)] == at]
    outside = [f"{pointer(steps)} {said}" for steps, said in names.missing if steps[: len(at)] != at]
    found = [*_other_identity(content, body, key), *inside]
    if outside and not found:
        raise StillNamed(outside)
    try:
        edition = Edition(**{each.name: getattr(read, each.name) for each in fields(read) if each.init})
    except BrokenEdition as broken:
        found += _placed(broken, body, names, at) if not found else []
    if found:
        raise body.tree.refusal(found)
    return edition


def _left_behind(content: Content, body: Body, key: str | None, document: shape.Document) -> list[str]:
    """Who names a level that a role or scale has, but its body has no more.

    Not left to the reading of the document: another level may have taken over the slug.
    """
    kind = {"role": "role_level", "scale": "mastery_level"}.get(body.kind)
    before: Any = content.lookup.thing(body.kind, key) if kind and key else None
    if kind is None or before is None:
        return []
    listed = zip(getattr(content, _KINDS[body.kind].field), getattr(document, _KINDS[body.kind].field), strict=True)
    stay = next(keys_of(doc.levels, f"{key}/") for thing, doc in listed if thing.key == key)
    return [str(one) for one in references(content, {kind: {level.key for level in before.levels} - set(stay)})]


def _other_identity(content: Content, body: Body, key: str | None) -> Iterator[tuple[Steps, str]]:
    about = content.framework
    if body.kind == "framework" and body.doc.slug != about.slug:
        yield ("slug",), f"must be {about.slug!r}: the slug of a framework never changes"
    wanted = about.key if body.kind == "framework" else _local(key)
    if wanted and isinstance(body.doc, shape.Thing) and body.doc.key not in ("", wanted):
        yield ("key",), f"must be {wanted!r} or left out: a key never changes"


class _Places(dict[tuple[str, str], Steps]):
    """Where things and parts stand: of two that share a key, the one in the body at ``at``."""

    def __init__(self, at: Steps) -> None:
        super().__init__()
        self.at = at

    def __setitem__(self, named: tuple[str, str], steps: Steps) -> None:
        if self.get(named, ())[: len(self.at)] != self.at:
            super().__setitem__(named, steps)


def _placed(broken: BrokenEdition, body: Body, names: Names, at: Steps) -> Iterator[tuple[Steps, str]]:
    for finding in broken.findings:
        place = (names.places or {}).get((finding.kind, finding.key), ())
        if place[: len(at)] == at:
            yield _down(body, place[len(at) :], finding.field), f"{finding.field} {finding.message}"
        elif finding.kind == body.kind:
            # Of two that cannot be as they are, the other one is told; the field is that of the body too.
            yield _down(body, (), finding.field), str(finding)
        else:
            yield (), str(finding)


def _down(body: Body, steps: Steps, field: str) -> Steps:
    return field_steps(follow(body.tree.plain, steps), steps, field)


def _local(key: str | None) -> str:
    return (key or "").rpartition("/")[2]


def _called_anew(content: Content, body: Body, key: str | None) -> Content:
    """The content with the slugs that the body gives to things of it, so that whoever names those goes on doing so."""
    if key is None or body.kind == "framework":
        return content
    field = _KINDS[body.kind].field
    slugs = {key: body.slug}
    if isinstance(body.doc, shape.Role | shape.Scale):
        slugs |= {f"{key}/{level.key}": level.slug for level in body.doc.levels if level.key}
    things = tuple(_slugged(thing, slugs) for thing in getattr(content, field))
    held = {each.name: getattr(content, each.name) for each in fields(Content) if each.init}
    return Content(**held | {field: things})


def _slugged(thing: Any, slugs: Mapping[str, str]) -> Any:
    if not (levels := getattr(thing, "levels", ())) and thing.key not in slugs:
        return thing
    inner = {"levels": tuple(_slugged(level, slugs) for level in levels)} if levels else {}
    return replace(thing, slug=slugs.get(thing.key, thing.slug), **inner)


def _put(content: Content, body: Body, key: str | None, owner: str | None) -> tuple[Steps, shape.Document]:
    """Where the body comes to stand, and the document that it stands in."""
    kind, document = _KINDS[body.kind], _document(content)
    if body.kind == "framework":
        doc = msgspec.structs.replace(body.doc, key=content.framework.key)
        return ("framework",), msgspec.structs.replace(document, framework=doc)
    if key is None:
        return (kind.field,), msgspec.structs.replace(document, **{kind.field: body.doc})
    doc = _keyed(body.doc, _local(key))
    listed = list(getattr(document, kind.field))
    keys = [thing.key for thing in getattr(content, kind.field)]
    if kind.inside is None:
        at = _set(listed, keys, key, _with_levels(doc, listed[keys.index(key)] if key in keys else None))
        return (kind.field, at), msgspec.structs.replace(document, **{kind.field: tuple(listed)})
    number = keys.index(owner or "")
    levels = list(listed[number].levels)
    at = _set(levels, [level.key for level in getattr(content, kind.field)[number].levels], key, doc)
    listed[number] = msgspec.structs.replace(listed[number], levels=tuple(levels))
    return (kind.field, number, kind.inside, at), msgspec.structs.replace(document, **{kind.field: tuple(listed)})


def _document(content: Content) -> shape.Document:
    framework = documents.framework_document(content.framework)
    lists = {name: tuple(entries(name, content)) for name in LISTS}
    return msgspec.structs.replace(shape.Document(format=shape.FORMAT, framework=framework, version="0"), **lists)


def _set(docs: list[Any], keys: list[str], key: str, doc: Struct) -> int:
    if key not in keys:
        docs.append(doc)
        return len(docs) - 1
    docs[keys.index(key)] = doc
    return keys.index(key)


def _keyed(doc: Any, local: str) -> Any:
    return msgspec.structs.replace(doc, key="" if doc.slug == local else local)


def _with_levels(doc: Any, before: Any) -> Any:
    """A level that writes no key goes on as the one that had its slug."""
    if before is None or not isinstance(doc, shape.Role | shape.Scale):
        return doc
    keys = {level.slug: level.key for level in before.levels}
    written = {level.key for level in doc.levels}
    levels = tuple(
        _keyed(level, keys[level.slug])
        if not level.key and keys.get(level.slug) and keys[level.slug] not in written
        else level
        for level in doc.levels
    )
    return msgspec.structs.replace(doc, levels=levels)


class _Noting(Names):
    """Names that know nothing and note what they are asked for."""

    def __init__(self) -> None:
        super().__init__(
            keys={}, slugs={}, levels={}, default_scale="", part_keys=defaultdict(set), scale_of=defaultdict(str)
        )
        self.noted: dict[str, set[str]] = defaultdict(set)

    def find(self, kind: str, slug: str, at: Steps) -> str:  # noqa: ARG002  # the place matters to the other kind only
        self.noted[kind].add(slug)
        return slug

    def level(self, scale: str | None, slug: str, at: Steps) -> str:  # noqa: ARG002
        return slug
