"""Importing files without keys with lists of renames and retirements beside them.

The files are those of ``test_keyless_importing``: the skill Pruning is called Cutting plants, one of its statements is
reworded, and the skill Composting is removed.
"""

import pytest
from sqlalchemy import Engine, text

from app.authoring.carrying import Said, remarks_on_gone
from app.authoring.importing import Outcome, import_release
from app.exchange import renames, retirements
from app.exchange.fault import UnreadableFile
from app.framework.diff import diff
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.framework.retiring import Gone
from app.store import editions
from app.store.saving import save
from app.store.scope import writing
from tests.authoring.dumps import dump, former_slugs, ids, lives, stored
from tests.authoring.test_keyless_importing import NEW, OLD, SLUG, import_files, renamed, said, skill

RENAMES = "kind,old,new\nskill,pruning,cutting-plants\n"
GONE = "kind,slug,reason,replaced_by\nskill,composting,Nobody does it.,soil|cutting-plants\n"


def listed(renamed_: str | None = RENAMES, gone: str | None = None) -> Said:
    return Said(
        renames=renames.read("renames.csv", renamed_.encode()) if renamed_ else None,
        retirements=retirements.read("gone.csv", gone.encode()) if gone else None,
    )


def bring(
    engine: Engine,
    version: str,
    spoken: Said | None = None,
    edition: Edition | None = None,
    *,
    publishing: bool = True,
    dry_run: bool = False,
) -> Outcome:
    made = Release(envelope=Envelope(version=version), edition=edition or renamed())
    return import_release(engine, made, keyless=True, publishing=publishing, dry_run=dry_run, said=spoken)


def test_a_stated_rename_keeps_the_id_of_the_skill_and_of_what_it_says(engine: Engine) -> None:
    import_files(engine, "1")
    before = ids(engine)
    outcome = bring(engine, "2", listed())
    found = skill(engine, "2")
    assert (found.slug, found.key) == ("cutting-plants", "pruning")
    assert said(found, NEW) == said(skill(engine, "1"), OLD)
    assert outcome.passage
    assert outcome.passage.new == ()
    assert ids(engine) == before
    assert ("skill", "pruning") in former_slugs(engine)


def test_a_dry_run_proposes_the_rename_and_what_it_proposes_can_be_passed_back(engine: Engine) -> None:
    import_files(engine, "1")
    before = dump(engine)
    [one] = bring(engine, "2", dry_run=True).proposals
    assert (one.kind, one.old, one.new) == ("skill", "pruning", "cutting-plants")
    told = renames.written([one])
    assert bring(engine, "2", listed(told), dry_run=True).proposals == ()
    assert dump(engine) == before
    bring(engine, "2", listed(told))
    assert skill(engine, "2").slug == "cutting-plants"


def test_proposals_are_never_applied_unasked(engine: Engine) -> None:
    import_files(engine, "1")
    outcome = bring(engine, "2")
    assert outcome.proposals == ()
    assert {"pruning", "cutting-plants"} <= set(lives(engine, "skill"))


def test_an_import_without_the_list_into_a_draft_can_be_made_good(engine: Engine) -> None:
    import_files(engine, "1")
    before = ids(engine)
    bring(engine, "2", publishing=False)
    [one] = bring(engine, "2", publishing=False, dry_run=True).proposals
    bring(engine, "2", listed(renames.written([one])), publishing=False)
    assert bring(engine, "2", publishing=True, dry_run=True, spoken=listed()).passage
    bring(engine, "2", listed())
    assert skill(engine, "2").slug == "cutting-plants"
    assert ids(engine) == before


@pytest.mark.parametrize("publishing", [True, False])
def test_the_same_files_and_lists_again_change_nothing(engine: Engine, publishing: bool) -> None:
    import_files(engine, "1")
    bring(engine, "2", listed(gone=GONE), publishing=publishing)
    again = bring(engine, "2", listed(gone=GONE), publishing=publishing)
    assert again.changes == ()
    assert (again.done == "unchanged") is publishing
    without = bring(engine, "2", publishing=publishing)
    assert without.changes == ()


def test_a_slug_that_a_skill_had_two_editions_ago_still_names_it(engine: Engine) -> None:
    import_files(engine, "1")
    bring(engine, "2", listed())
    third = renamed("Trimming")
    bring(engine, "3", listed("kind,old,new\nskill,pruning,trimming\n"), third)
    assert (skill(engine, "3").slug, skill(engine, "3").key) == ("trimming", "pruning")
    assert bring(engine, "3", listed("kind,old,new\nskill,cutting-plants,trimming\n"), third).done == "unchanged"


def test_what_is_gone_is_retired_with_its_reason_and_what_replaces_it(engine: Engine) -> None:
    import_files(engine, "1")
    outcome = bring(engine, "2", listed(gone=GONE))
    [entry] = stored(engine, SLUG, "2").edition.retirements
    assert (entry.kind, entry.key, entry.name, entry.reason) == ("skill", "composting", "Composting", "Nobody does it.")
    assert entry.replaced_by == ("pruning", "soil")
    assert outcome.gone == ()
    assert remarks_on_gone(outcome.gone, "roles.csv") == ()


def test_what_is_gone_without_an_entry_is_told(engine: Engine) -> None:
    import_files(engine, "1")
    outcome = bring(engine, "2", listed())
    assert outcome.gone == (Gone("skill", "composting", "Composting"),)
    [remark] = remarks_on_gone(outcome.gone, "roles.csv")
    assert str(remark.message) == (
        "1 thing of the edition before went without a rename or retirement: skill composting."
    )


def test_the_next_edition_remembers_what_was_retired_until_it_comes_back(engine: Engine) -> None:
    import_files(engine, "1")
    bring(engine, "2", listed(gone=GONE))
    bring(engine, "3")
    third = stored(engine, SLUG, "3").edition
    assert third.retirements == stored(engine, SLUG, "2").edition.retirements
    assert diff(stored(engine, SLUG, "2").edition, third) == ()
    import_files(engine, "4")
    assert stored(engine, SLUG, "4").edition.retirements == ()


def test_a_small_change_of_wording_is_a_change_of_the_statement(engine: Engine) -> None:
    import_files(engine, "1")
    outcome = bring(engine, "2", listed())
    [changed] = [change for change in outcome.changes if change.kind == "statement" and change.verb == "changed"]
    assert (changed.field, changed.old, changed.new) == ("text", OLD, NEW)
    came_or_went = {(change.kind, change.verb) for change in outcome.changes if change.verb in {"added", "removed"}}
    assert came_or_went == {("skill", "removed"), ("statement", "removed")}  # composting, which is gone


@pytest.mark.parametrize(
    ("spoken", "told"),
    [
        (
            listed("kind,old,new\nskill,weeding,cutting-plants\nskill,pruning,mowing\n"),
            [
                "renames.csv: row 2 (line 2): the edition before has no skill 'weeding'",
                "renames.csv: row 3 (line 3): the files have no skill 'mowing'",
            ],
        ),
        (
            listed("kind,old,new\nskill,pruning,cutting-plants\nskill,composting,cutting-plants\n"),
            [
                (
                    "renames.csv: row 3 (line 3): 'pruning' goes on as 'cutting-plants' already, so two would become"
                    " one; keep the entry of the one that goes on, and retire the other with what replaces it"
                )
            ],
        ),
        (
            listed(gone="kind,slug\nskill,pruning\nskill,soil\n"),
            [
                (
                    "gone.csv: row 2 (line 2): the skill 'pruning' goes on in the files as 'cutting-plants', so it is"
                    " not gone; leave this entry out"
                ),
                (
                    "gone.csv: row 3 (line 3): the skill 'soil' is in the files still, so it is not gone; leave this"
                    " entry out"
                ),
            ],
        ),
    ],
    ids=["unknown", "two-to-one", "not-gone"],
)
def test_a_faulty_list_is_refused_entry_by_entry_and_nothing_is_written(
    engine: Engine, spoken: Said, told: list[str]
) -> None:
    import_files(engine, "1")
    before = dump(engine)
    for dry_run in (True, False):
        with pytest.raises(UnreadableFile) as refusal:
            bring(engine, "2", spoken, dry_run=dry_run)
        assert [str(fault) for fault in refusal.value.faults] == told
    assert dump(engine) == before


def test_where_there_is_no_edition_before_a_list_has_nothing_to_speak_of(engine: Engine) -> None:
    with pytest.raises(UnreadableFile, match=r"gone\.csv: speaks of the edition before, and there is none yet"):
        bring(engine, "1", listed(None, GONE))


def test_files_brought_into_an_empty_draft_remember_what_the_published_edition_retired(engine: Engine) -> None:
    import_files(engine, "1")
    bring(engine, "2", listed(gone=GONE))
    second = stored(engine, SLUG, "2").edition
    with writing(engine) as connection:
        framework_id = connection.execute(text("SELECT id FROM framework")).scalar_one()
        made = editions.create_draft(connection, framework_id, Envelope(version="3"))
        save(connection, made, Edition(framework=second.framework))
    bring(engine, "3")
    assert stored(engine, SLUG, "3").edition == second
