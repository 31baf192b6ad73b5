"""An import is all or nothing, and what is published stays as it is."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import Engine, func, select

from app.authoring.importing import ImportRefused, Outcome, import_release
from app.authoring.publishing import publish_draft, today
from app.framework.counts import count
from app.framework.digest import digest
from app.framework.edition import Edition
from app.framework.release import Release
from app.store import editions
from app.store.problem import ContentConflict
from app.store.scope import reading
from app.store.tables import table
from tests.authoring.dumps import Dump, dump, stored
from tests.authoring.gardens import FIRST, SLUG, draft, publish, release, second
from tests.worlds import garden

Refusal = ImportRefused | ContentConflict


def check_refused(engine: Engine, made: Release, why: str, *, dry_run: bool = False) -> None:
    before = dump(engine)
    with pytest.raises(ImportRefused, match=why):
        import_release(engine, made, keyless=False, publishing=True, dry_run=dry_run)
    assert dump(engine) == before


def renamed_framework(slug: str = SLUG, key: str = SLUG) -> Edition:
    edition = garden().edition
    return replace(edition, framework=replace(edition.framework, slug=slug, key=key))


def test_an_import_publishes_what_the_file_says(engine: Engine) -> None:
    outcome = publish(engine, garden())
    there = stored(engine, SLUG, FIRST)
    assert outcome.done == "published"
    assert there.edition == garden().edition == outcome.edition
    assert there.envelope.status == "published"
    assert there.envelope.digest == digest(garden().edition) == outcome.digest
    assert (there.envelope.sequence, there.envelope.effective_from) == (1, garden().envelope.effective_from)
    assert there.envelope.notes == garden().envelope.notes
    assert outcome.passage
    assert (len(outcome.passage.new), outcome.passage.retired, outcome.passage.returned) == (26, (), ())


def test_an_edition_without_a_date_is_in_force_from_the_day_of_publishing(engine: Engine) -> None:
    undated = replace(garden(), envelope=replace(garden().envelope, effective_from=None))
    before = today()
    publish(engine, undated)
    assert stored(engine, SLUG, FIRST).envelope.effective_from in (before, today())


def test_the_row_counts_every_noun(engine: Engine) -> None:
    publish(engine, garden())
    with reading(engine) as connection:
        record = editions.find_edition(connection, SLUG, FIRST)
    assert record
    assert record.counts == count(garden().edition)


def test_the_same_content_again_changes_no_row_and_says_so(engine: Engine) -> None:
    publish(engine, garden())
    before = dump(engine)
    for publishing in (True, False):
        outcome = import_release(engine, garden(), keyless=False, publishing=publishing)
        assert (outcome.done, outcome.passage) == ("unchanged", None)
    assert dump(engine) == before


def test_other_content_under_a_published_label_is_refused(engine: Engine) -> None:
    publish(engine, garden())
    for dry_run in (True, False):
        check_refused(engine, release(FIRST, second()), "published content never changes", dry_run=dry_run)


def test_a_draft_is_replaced_whole(engine: Engine) -> None:
    draft(engine, release("next"))
    assert draft(engine, release("next", second(), "2030-01-01")).done == "drafted"
    there = stored(engine, SLUG, "next")
    assert there.edition == second()
    assert (there.envelope.status, there.envelope.digest) == ("draft", None)
    assert str(there.envelope.effective_from) == "2030-01-01"


def test_an_import_may_publish_the_draft_it_replaces(engine: Engine) -> None:
    draft(engine, release("next"))
    assert publish(engine, release("next", second())).done == "published"
    assert stored(engine, SLUG, "next").edition == second()


def test_publishing_a_draft_seals_its_content(engine: Engine) -> None:
    draft(engine, garden())
    assert publish_draft(engine, SLUG, FIRST) == digest(garden().edition)
    there = stored(engine, SLUG, FIRST)
    assert (there.envelope.status, there.envelope.digest) == ("published", digest(garden().edition))


@pytest.mark.parametrize(("version", "why"), [("none", "There is no edition none"), (FIRST, "is published already")])
def test_only_a_draft_can_be_published(engine: Engine, version: str, why: str) -> None:
    publish(engine, garden())
    before = dump(engine)
    with pytest.raises(ContentConflict, match=why):
        publish_draft(engine, SLUG, version)
    assert dump(engine) == before


@pytest.mark.parametrize("publishing", [True, False])
def test_a_dry_run_tells_what_would_happen_and_writes_nothing(engine: Engine, publishing: bool) -> None:
    def tried(made: Release) -> Outcome:
        return import_release(engine, made, keyless=False, publishing=publishing, dry_run=True)

    empty = dump(engine)
    told = tried(garden())
    assert dump(engine) == empty
    assert told == import_release(engine, garden(), keyless=False, publishing=publishing)
    written = dump(engine)
    assert tried(garden()).done == ("unchanged" if publishing else "drafted")
    assert tried(release("next", second())).digest == digest(second())
    assert dump(engine) == written


def test_a_dry_run_foretells_ids_that_retire_and_return(engine: Engine) -> None:
    publish(engine, garden())
    made = release("2", second())
    told = import_release(engine, made, keyless=False, publishing=True, dry_run=True)
    assert told == publish(engine, made)
    assert told.passage
    assert ("skill", "plant-knowledge") in told.passage.retired


def test_a_framework_under_another_key_is_refused(engine: Engine) -> None:
    publish(engine, garden())
    check_refused(engine, release("2", renamed_framework(key="other")), "has the key 'gardening' here, 'other'")


def test_a_key_of_another_framework_is_refused(engine: Engine) -> None:
    publish(engine, garden())
    check_refused(engine, release("2", renamed_framework(slug="other")), "is 'gardening' here, 'other' in the file")


def test_a_label_that_addresses_need_or_cannot_hold_is_refused(engine: Engine) -> None:
    for label, why in (("current", "is reserved"), ("draft", "is reserved"), ("", "is empty"), ("a b", "must be")):
        check_refused(engine, release(label), f"The edition label .*{why}")
    check_refused(engine, release("x" * 65), "has 65 characters; at most 64")


def test_what_fails_midway_leaves_nothing_behind(engine: Engine) -> None:
    before = dump(engine)

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise RuntimeError("the power went off")

    with pytest.raises(RuntimeError, match="power"):
        import_release(engine, garden(), keyless=False, publishing=True, progress=stop)
    assert dump(engine) == before


def at_once(*uses: Callable[[], Outcome]) -> list[Outcome | Refusal]:
    """What several threads get that start together; any other error than a refusal is raised."""
    gate = threading.Barrier(len(uses))

    def use(wanted: Callable[[], Outcome]) -> Outcome | Refusal:
        gate.wait()
        try:
            return wanted()
        except (ContentConflict, ImportRefused) as refusal:
            return refusal

    with ThreadPoolExecutor(len(uses)) as pool:
        return [held.result() for held in [pool.submit(use, wanted) for wanted in uses]]


def rows_of(engine: Engine, *names: str) -> list[int]:
    with reading(engine) as connection:
        return [connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names]


def test_the_same_new_edition_imported_twice_at_once_is_there_once(engine: Engine) -> None:
    found = at_once(*[partial(publish, engine, garden())] * 2)
    done = [one.done for one in found if isinstance(one, Outcome)]
    assert done.count("published") == 1
    assert set(done) <= {"published", "unchanged"}
    assert rows_of(engine, "framework", "edition", "identity") == [1, 1, 26]
    assert stored(engine, SLUG, FIRST).edition == garden().edition


def test_two_contents_for_one_new_label_at_once_leave_one_of_them_whole(engine: Engine) -> None:
    publish(engine, garden())
    for version in ("2", "3", "4"):
        wanted = [release(version, second()), release(version)]
        found = at_once(*[partial(publish, engine, made) for made in wanted])
        assert [isinstance(one, Outcome) for one in found].count(True) == 1
        there = stored(engine, SLUG, version)
        assert there.edition == next(one.edition for one in found if isinstance(one, Outcome))
        assert there.envelope.digest == digest(there.edition)


def test_two_labels_published_at_once_are_numbered_one_after_the_other(engine: Engine) -> None:
    publish(engine, garden())
    for one, other in (("2", "3"), ("4", "5"), ("6", "7")):
        wanted = [release(one, second()), release(other)]
        found = at_once(*[partial(publish, engine, made) for made in wanted])
        assert all(isinstance(each, Outcome) for each in found), found
    numbers = [stored(engine, SLUG, str(version)).envelope.sequence for version in range(2, 8)]
    assert sorted(filter(None, numbers)) == [2, 3, 4, 5, 6, 7]


def test_ids_are_right_whoever_publishes_first(engine: Engine) -> None:
    def publish_next(version: str) -> Outcome:
        publish_draft(engine, SLUG, version)
        return Outcome(done="published", edition=second(), counts={}, digest="")

    publish(engine, garden())
    for version in ("2", "4"):
        draft(engine, release(version, second()))
    for version, other in (("2", "3"), ("4", "5")):
        found = at_once(partial(publish_next, version), partial(publish, engine, release(other)))
        assert all(isinstance(each, Outcome) for each in found), found
        assert_consistent(engine, dump(engine))


def assert_consistent(engine: Engine, held: Dump) -> None:
    """Whatever the latest edition has is alive, whatever it lacks is retired."""
    with reading(engine) as connection:
        row = editions.find_framework(connection, SLUG)
        assert row
        latest = editions.find_latest(connection, row[0])
        identity = table("identity")
        alive = connection.execute(select(identity.c.kind, identity.c.key).where(identity.c.retired_in.is_(None)))
        living = {(kind, key) for kind, key in alive}
    assert latest
    assert held["identity"]
    there = stored(engine, SLUG, latest.envelope.version).edition
    things = {(kind, thing.key) for kind, thing in there.things()}
    assert living == things | {("statement", said.key) for said in there.statements()}
