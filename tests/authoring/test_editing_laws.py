"""Whatever an edition holds: one entry of a draft put or removed changes that entry, and says what it changed."""

from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from app.authoring.targets import Entry
from app.exchange.fault import UnreadableFile
from app.exchange.native import StillNamed
from app.framework.apply import apply
from app.framework.change import Change
from app.framework.diff import diff
from app.framework.edition import BrokenEdition, Edition
from app.framework.identity import free_key
from app.framework.plain import read_change
from app.framework.removal import going, references, without
from app.kit.problems import Problem
from app.store import audit
from app.store.scope import reading
from tests.authoring.puts import ANY, NEW, Draft, body, draft_of, entries, waiving_known, whole
from tests.edits import pairs
from tests.strategies import editions as some_editions

# Each try is a transaction or several, so shrinking would take minutes; the editions are small anyhow.
some = settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
WRONG = (UnreadableFile, StillNamed, BrokenEdition, Problem)


def history(draft: Draft) -> list[list[Change]]:
    """The changes of every write but the first, oldest first."""
    framework = draft.record.framework_id
    with reading(draft.engine) as connection:
        written = audit.list_entries(connection, framework, audit.Wanted(), before=None, limit=1000)
        ids = sorted(entry.id for entry in written if entry.action in ("put", "delete"))
        return [
            [read_change(one) for one in audit.list_changes(connection, framework, entry, after=0, limit=10_000)]
            for entry in ids
        ]


@some
@given(edition=some_editions())
def test_putting_what_is_there_changes_nothing(engine: Engine, edition: Edition) -> None:
    draft = draft_of(engine, edition)
    content, before = draft.content, draft.record
    for entry, key in entries(content):
        data = body(content, entry, key)
        put = draft.put(entry, data)
        assert (put.body, put.path, put.created) == (data, entry.path, False)
    assert draft.record == before
    assert history(draft) == []


@some
@given(pair=pairs(), steps=st.lists(st.tuples(st.sampled_from("ppdc"), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_draft_becomes_what_was_put_and_the_audit_tells_how(
    engine: Engine, pair: tuple[Edition, Edition], steps: list[tuple[str, int]]
) -> None:
    draft = draft_of(engine, pair[0])
    base = content = draft.content
    about = replace(pair[1].framework, slug=base.framework.slug, key=base.framework.key)
    other = replace(waiving_known(pair[1]), framework=about)
    for verb, number in steps:
        wanted = list(entries(other if verb == "p" else content))
        entry, key = wanted[number % len(wanted)]
        if verb == "p":
            check_put(draft, content, other, entry, key)
        elif key is not None:
            check_delete(draft, content, entry, key, cascade=verb == "c")
        content = draft.content
    for changes in history(draft):
        base = apply(changes, base)
    assert base == content


def check_delete(draft: Draft, old: Edition, entry: Entry, key: str, *, cascade: bool) -> None:
    """Delete an entry, and compare with the content without it."""
    gone, before = going(old, entry.kind, key), draft.record
    try:
        expected = without(old, gone) if cascade or not references(old, gone) else None
    except BrokenEdition:
        expected = None
    try:
        draft.delete(entry, cascade=cascade)
    except Problem:
        assert (draft.record, draft.content) == (before, old)
        assert expected is None
    else:
        assert draft.content == expected
        assert not references(draft.content, gone)


def check_put(draft: Draft, old: Edition, other: Edition, entry: Entry, key: str | None) -> None:
    """Put an entry as another edition has it, and compare with what the whole document would become."""
    at = next((held for held, found in entries(old) if (held.kind, found) == (entry.kind, key)), entry)
    data, before, written = body(other, entry, key), draft.record, len(history(draft))
    expected = outcome(old, at, data)
    try:
        put = draft.put(at, data, ANY if at in dict(entries(old)) else NEW)
    except WRONG:
        assert (draft.record, draft.content) == (before, old)
        assert expected is None
        return
    new = draft.content
    assert new == expected
    assert put.body == body(new, Entry(at.kind, put.path), dict(entries(new))[Entry(at.kind, put.path)])
    assert history(draft)[written:] == ([list(diff(old, new))] if old != new else [])
    assert (draft.record.envelope.revision > before.envelope.revision) == (old != new)


def outcome(old: Edition, at: Entry, data: bytes) -> Edition | None:
    """What the whole document becomes with the body in it; None where that is refused."""
    held = dict(entries(old))
    key = held[at] if at in held else new_key(old, at)
    if at.path and key is None:
        return None
    try:
        return whole(old, at, key, data)
    except WRONG:
        return None


def new_key(old: Edition, at: Entry) -> str | None:
    """The key of something new at an address; None where its owner is not there."""
    kind, path = at.kind, at.path or ""
    owners = {"role_level": "role", "mastery_level": "scale"}
    owner = dict(entries(old)).get(Entry(owners[kind], at.owner)) if kind in owners else None
    if kind in owners and owner is None:
        return None
    taken = {key for held, key in entries(old) if held.kind == kind and key}
    return free_key(f"{owner}/{path.rpartition('/')[2]}" if kind in owners else path, taken)
