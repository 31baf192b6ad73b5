"""Importing files that carry no keys: they get them from what stood before, as model.md says.

The files are the hand-written sample of ``tests.exchange.garden``. The changes to them: the skill Pruning is renamed,
one of its statements reworded, and the skill Composting, which no role needs, removed.
"""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from app.authoring.importing import ImportRefused, Outcome, import_release
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.framework.skill import Skill
from tests.authoring.dumps import dump, former_slugs, ids, lives, stored
from tests.authoring.gardens import draft, publish, with_skill
from tests.exchange.garden import ROLES, SKILLS, changed, garden

SLUG = "gardens"
OLD, NEW = "plan a year of pruning", "plan a whole year of pruning"
COMPOSTING = SKILLS.data.decode()[SKILLS.data.decode().index("Composting") : SKILLS.data.decode().index("Garden money")]
REWORDED = changed(SKILLS, (OLD, NEW), (COMPOSTING, ""))


def import_files(engine: Engine, version: str, skills: object = SKILLS, *, publishing: bool = True) -> Outcome:
    assert skills in (SKILLS, REWORDED)
    edition = garden(skills=REWORDED if skills is REWORDED else SKILLS).edition
    return import_edition(engine, version, edition, publishing=publishing)


def import_edition(engine: Engine, version: str, edition: Edition, *, publishing: bool = True) -> Outcome:
    made = Release(envelope=Envelope(version=version), edition=edition)
    return (publish if publishing else draft)(engine, made, keyless=True)


def renamed(name: str = "Cutting plants") -> Edition:
    """What the files say once Pruning is called otherwise in both."""
    roles = replace(ROLES, data=ROLES.data.replace(b",Pruning,", f",{name},".encode()))
    skills = replace(REWORDED, data=REWORDED.data.replace(b"\nPruning,", f"\n{name},".encode()))
    return garden(roles, skills).edition


def skill(engine: Engine, version: str, key: str = "pruning") -> Skill:
    return stored(engine, SLUG, version).edition.lookup.skills[key]


def said(skill: Skill, text: str) -> str:
    """The key of a statement."""
    [key] = [statement.key for statement in skill.statements if statement.text == text]
    return key


def test_the_same_files_again_change_nothing(engine: Engine) -> None:
    import_files(engine, "1")
    before = dump(engine)
    assert import_files(engine, "1").done == "unchanged"
    assert dump(engine) == before


def test_changed_files_under_the_published_label_are_refused(engine: Engine) -> None:
    import_files(engine, "1")
    before = dump(engine)
    with pytest.raises(ImportRefused, match="import this file under a new label"):
        import_files(engine, "1", REWORDED)
    assert dump(engine) == before


@pytest.mark.parametrize("as_draft", [True, False])
def test_a_reworded_statement_keeps_its_id(engine: Engine, as_draft: bool) -> None:
    """In the draft of the same label, and in the edition after a published one."""
    import_files(engine, "1", publishing=not as_draft)
    key = said(skill(engine, "1"), OLD)
    version = "1" if as_draft else "2"
    import_files(engine, version, REWORDED)
    assert said(skill(engine, version), NEW) == key
    assert lives(engine, "statement")[key] == ("1", None)


def test_a_removed_skill_is_retired_and_everything_else_keeps_its_id(engine: Engine) -> None:
    import_files(engine, "1")
    before = ids(engine)
    composting = [statement.key for statement in skill(engine, "1", "composting").statements]
    outcome = import_files(engine, "2", REWORDED)
    assert outcome.passage
    assert outcome.passage.new == ()
    gone = {("skill", "composting"), *(("statement", key) for key in composting)}
    assert set(outcome.passage.retired) == gone
    assert len(gone) == 3
    assert ids(engine) == before


def test_a_skill_that_comes_back_in_a_file_is_that_skill_again(engine: Engine) -> None:
    import_files(engine, "1")
    before = ids(engine)
    import_files(engine, "2", REWORDED)
    outcome = import_files(engine, "3")
    assert outcome.passage
    assert {kind for kind, _ in outcome.passage.returned} == {"skill", "statement"}
    assert ("skill", "composting") in outcome.passage.returned
    assert lives(engine, "skill")["composting"] == ("1", None)
    assert ids(engine) == before


def test_a_skill_removed_from_a_draft_leaves_no_trace(engine: Engine) -> None:
    import_files(engine, "1", publishing=False)
    import_files(engine, "1", REWORDED)
    assert "composting" not in lives(engine, "skill")


def test_a_rename_that_the_owner_stated_holds_for_files_that_know_the_new_name(engine: Engine) -> None:
    import_files(engine, "1")
    stated = with_skill(stored(engine, SLUG, "1").edition, "pruning", slug="cutting-plants", name="Cutting plants")
    publish(engine, Release(envelope=Envelope(version="2"), edition=stated))
    before = ids(engine)
    outcome = import_edition(engine, "3", renamed())
    found = skill(engine, "3")
    assert (found.slug, found.name, found.key) == ("cutting-plants", "Cutting plants", "pruning")
    assert outcome.passage
    assert outcome.passage.new == ()
    assert {kind for kind, _ in outcome.passage.retired} == {"skill", "statement"}
    assert ids(engine) == before


def test_a_file_that_still_has_the_old_name_means_the_same_skill(engine: Engine) -> None:
    """Its key is its first slug; the address it had meanwhile is remembered."""
    import_files(engine, "1")
    stated = with_skill(stored(engine, SLUG, "1").edition, "pruning", slug="cutting-plants", name="Cutting plants")
    publish(engine, Release(envelope=Envelope(version="2"), edition=stated))
    outcome = import_files(engine, "3")
    assert outcome.passage
    assert (outcome.passage.new, outcome.passage.retired) == ((), ())
    assert skill(engine, "3").slug == "pruning"
    assert ("skill", "cutting-plants") in former_slugs(engine)


def test_a_rename_inside_a_draft_holds_when_the_files_come_again(engine: Engine) -> None:
    import_files(engine, "1", publishing=False)
    stated = with_skill(stored(engine, SLUG, "1").edition, "pruning", slug="cutting-plants", name="Cutting plants")
    draft(engine, Release(envelope=Envelope(version="1"), edition=stated))
    key = said(skill(engine, "1"), OLD)
    import_edition(engine, "1", renamed())
    assert said(skill(engine, "1"), NEW) == key


def test_what_a_faulty_draft_left_out_keeps_its_id_when_the_right_files_come(engine: Engine) -> None:
    import_files(engine, "1")
    before = ids(engine)
    without = garden(skills=None).edition
    import_edition(engine, "2", without, publishing=False)
    reworded = garden(skills=changed(SKILLS, (OLD, NEW))).edition
    outcome = import_edition(engine, "2", reworded)
    assert outcome.passage
    assert (outcome.passage.new, outcome.passage.retired) == ((), ())
    assert ids(engine) == before
    assert said(skill(engine, "2"), NEW) == said(skill(engine, "1"), OLD)


def test_a_rename_in_the_files_alone_is_a_new_skill_and_an_old_one_retired(engine: Engine) -> None:
    """These files have no codes, so nothing but the name could have told."""
    import_files(engine, "1")
    outcome = import_edition(engine, "2", renamed())
    assert outcome.passage
    assert ("skill", "cutting-plants") in outcome.passage.new
    assert ("skill", "pruning") in outcome.passage.retired


def test_files_take_the_key_of_the_framework_they_are_for(engine: Engine) -> None:
    native = replace(garden().edition, framework=replace(garden().edition.framework, key="parks"))
    draft(engine, Release(envelope=Envelope(version="0"), edition=native))
    for version in ("1", "2"):
        import_files(engine, version)
        assert stored(engine, SLUG, version).edition.framework.key == "parks"


def test_a_dry_run_carries_keys_too(engine: Engine) -> None:
    import_files(engine, "1")
    made = Release(envelope=Envelope(version="2"), edition=garden(skills=REWORDED).edition)
    told = import_release(engine, made, keyless=True, publishing=True, dry_run=True)
    assert told == import_files(engine, "2", REWORDED)
