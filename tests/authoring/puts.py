"""Entries put into a draft of a test's own, and what a whole edition with the same body in it would be."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Engine

from app.authoring import editing
from app.authoring.changing import Asked
from app.authoring.importing import import_release
from app.authoring.targets import Entry, Target, load_draft
from app.exchange import native
from app.framework.carry import carry_wordings
from app.framework.content import Content
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.kit.preconditions import Precondition
from app.store import editions
from app.store.audit import Actor
from app.store.scope import reading

_numbers = itertools.count(1)
LISTS = ("progressions", "relations", "retirements", "waivers")
_OWNED = {"role_level": "role", "mastery_level": "scale"}
ANY = Precondition(if_match="*")
NEW = Precondition(if_none_match="*")


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft in the database; each has a framework of its own, so that examples do not meet."""

    engine: Engine
    target: Target

    @property
    def content(self) -> Edition:
        with reading(self.engine) as connection:
            return load_draft(connection, self.record).edition

    @property
    def record(self) -> editions.EditionRecord:
        with reading(self.engine) as connection:
            found = editions.find_edition(connection, self.target.framework, self.target.version)
        assert found
        return found

    def put(self, entry: Entry, data: bytes, condition: Precondition = ANY) -> editing.Put:
        return editing.put_entry(self.engine, Asked(self.target, condition, Actor(name="Test")), entry, data)

    def delete(self, entry: Entry, *, cascade: bool = False) -> None:
        editing.delete_entry(self.engine, Asked(self.target, ANY, Actor(name="Test")), entry, cascade=cascade)


def waiving_known(edition: Edition) -> Edition:
    """The edition with rules that there are in its waivers: of others no new one may be written."""
    known = {"a": "broken-link", "a b": "cut-off-text"}
    waivers = tuple(replace(waiver, rule=known.get(waiver.rule, waiver.rule)) for waiver in edition.waivers)
    return replace(edition, waivers=waivers)


def draft_of(engine: Engine, edition: Edition) -> Draft:
    """The edition as the draft of a framework that nobody else has."""
    slug = f"draft-{next(_numbers)}"
    framework = replace(edition.framework, slug=slug, key=slug)
    release = Release(envelope=Envelope(version="1"), edition=replace(waiving_known(edition), framework=framework))
    import_release(engine, release, keyless=False, publishing=False)
    return Draft(engine, Target(slug, "1"))


def entries(content: Content) -> Iterator[tuple[Entry, str | None]]:
    """Every entry that can be put, with its key."""
    yield Entry("framework"), None
    yield from ((Entry(name), None) for name in LISTS)
    yield from ((Entry("scale", scale.slug), scale.key) for scale in content.scales)
    yield from ((Entry("source", source.slug), source.key) for source in content.sources)
    yield from ((Entry(kind, content.lookup.path(kind, thing)), thing.key) for kind, thing in content.things())


def whole(content: Edition, entry: Entry, key: str | None, data: bytes) -> Edition:
    """The content with a body in it, by way of the whole document."""
    owner = key.partition("/")[0] if key and entry.kind in _OWNED else None
    body = native.read_body(data, entry.kind)
    return carry_wordings(native.with_body(content, body, key, owner), content)


def body(content: Content, entry: Entry, key: str | None) -> bytes:
    return native.entry_json(content, entry.kind, key)


def told(data: bytes, **changes: Any) -> bytes:
    """A body with fields changed."""
    return json.dumps(json.loads(data) | changes).encode()
