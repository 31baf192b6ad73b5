"""Eight processes edit and publish one framework at once: nothing is lost or numbered twice, and nothing breaks."""

import multiprocessing
from collections import Counter
from dataclasses import replace

from sqlalchemy import Engine, text

from app.access.issuing import Wanted, create_key
from app.authoring.importing import import_release
from app.framework.release import Envelope
from app.store import editions
from app.store.migrating import check_digests
from app.store.saving import load
from app.store.scope import reading
from tests.api.racer import COUNTERS, Told, race
from tests.authoring.gardens import SLUG, with_skill
from tests.worlds import garden

PROCESSES, ROUNDS = 8, 10
#: Lost races, and what was published while somebody was about to write to it.
LOST = {
    "/problems/write-conflict",
    "/problems/not-a-draft",
    "/problems/already-exists",
    "/problems/precondition-failed",
}


def run(engine: Engine, address: str) -> list[Told]:
    """Let them all go at once, from editions whose counters stand at nought."""
    edition = with_skill(with_skill(garden().edition, "cutting", note="0"), "plant-knowledge", note="0")
    first = replace(garden(), edition=edition, envelope=Envelope(version="1"))
    import_release(engine, first, keyless=False, publishing=True)
    key = create_key(engine, Wanted(name="Racers", scopes=frozenset({"publish"})))
    # Forked from a process that has imported all there is but runs no thread: eight fresh ones would take long.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.api.racer"])
    with context.Pool(PROCESSES) as pool:
        asked = [(address, key.text, number, ROUNDS) for number in range(PROCESSES)]
        return pool.starmap(race, asked, chunksize=1)


def test_eight_processes_write_at_once_and_nothing_is_lost(engine: Engine, database_url: str) -> None:
    told = run(engine, database_url)
    answers = sum((each.answers for each in told), Counter[tuple[str, int, str]]())
    refused = {(status, kind) for _, status, kind in answers if status >= 400}
    assert {status for status, _ in refused} <= {409, 412}, answers
    assert {kind for _, kind in refused} <= LOST, answers
    published = [label for each in told for label in each.published]
    assert len(published) > 1, answers
    with reading(engine) as connection:
        listed = [*editions.list_drafts(connection, SLUG), *editions.list_public_editions(connection)]
        _numbered_once(listed, published)
        newest = load(connection, max(listed, key=lambda each: int(each.envelope.version)).id)
        notes = {skill.slug: skill.note for skill in newest.skills}
        raised = sum((each.raised for each in told), Counter[str]())
        assert {name: int(notes[name] or "") for name in COUNTERS} == {name: raised[name] for name in COUNTERS}
        assert {slug for each in told for slug in each.made} <= notes.keys()
        check_digests(connection)
        positions = connection.execute(text("SELECT position FROM feed_entry ORDER BY position")).scalars().all()
        assert positions == list(range(1, len(published) + 2))
        puts = connection.execute(text("SELECT count(*) FROM audit_entry WHERE action = 'put'")).scalar_one()
        assert puts == raised.total() + sum(len(each.made) for each in told)


def _numbered_once(listed: list[editions.EditionRecord], published: list[str]) -> None:
    """Every sequence number is there once, in the order of the labels, and nobody published the same edition twice."""
    public = [each.envelope for each in listed if each.envelope.status == "published"]
    assert sorted(["1", *published], key=int) == sorted((each.version for each in public), key=int)
    assert {each.version: each.sequence for each in public} == {each.version: int(each.version) for each in public}
