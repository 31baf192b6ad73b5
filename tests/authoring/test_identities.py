"""Publishing writes down which ids are new, gone or back, and which addresses things had before."""

from dataclasses import replace

from sqlalchemy import Engine

from app.authoring.publishing import publish_draft
from app.framework.identity import identify
from tests.authoring.dumps import dump, former_slugs, ids, lives
from tests.authoring.gardens import FIRST, REWORDED, SLUG, draft, publish, release, second, with_skill
from tests.worlds import garden


def an_id(kind: str, key: str) -> str:
    return str(identify("gardening", kind, key))


def test_the_first_edition_gives_out_an_id_for_everything(engine: Engine) -> None:
    publish(engine, garden())
    edition = garden().edition
    wanted: set[tuple[str, str]] = {(kind, thing.key) for kind, thing in edition.things()}
    wanted |= {("statement", said.key) for said in edition.statements()}
    assert ids(engine) == {(kind, key): an_id(kind, key) for kind, key in wanted}
    assert {life for kind, _ in wanted for life in lives(engine, kind).values()} == {(FIRST, None)}
    assert former_slugs(engine) == {}


def test_ids_stay_through_a_rename_and_a_rewording(engine: Engine) -> None:
    publish(engine, garden())
    before = ids(engine)
    publish(engine, release("2", second()))
    assert before.items() <= ids(engine).items()
    assert lives(engine, "skill") == {
        "cutting": (FIRST, None),
        "leading-a-crew": (FIRST, None),
        "plant-knowledge": (FIRST, "2"),
        "soil": ("2", None),
    }
    assert lives(engine, "statement")[REWORDED] == (FIRST, None)
    assert set(lives(engine, "role_level").values()) == {(FIRST, None)}


def test_what_a_removed_skill_said_retires_with_it(engine: Engine) -> None:
    publish(engine, garden())
    outcome = publish(engine, release("2", second()))
    [said] = garden().edition.lookup.skills["plant-knowledge"].statements
    assert lives(engine, "statement")[said.key] == (FIRST, "2")
    assert outcome.passage
    assert set(outcome.passage.retired) == {("skill", "plant-knowledge"), ("statement", said.key)}
    assert set(outcome.passage.new) == {("skill", "soil"), ("statement", "aaaabbbbccccdddd")}
    assert outcome.passage.returned == ()


def test_what_comes_back_is_the_same_thing_again_and_is_named(engine: Engine) -> None:
    publish(engine, garden())
    publish(engine, release("2", second()))
    outcome = publish(engine, release("3"))
    [said] = garden().edition.lookup.skills["plant-knowledge"].statements
    assert outcome.passage
    assert set(outcome.passage.returned) == {("skill", "plant-knowledge"), ("statement", said.key)}
    assert outcome.passage.new == ()
    assert lives(engine, "skill")["plant-knowledge"] == (FIRST, None)
    assert lives(engine, "skill")["soil"] == ("2", "3")
    assert lives(engine, "statement")[said.key] == (FIRST, None)


def test_the_addresses_of_renamed_things_are_remembered_levels_with_their_role(engine: Engine) -> None:
    publish(engine, garden())
    publish(engine, release("2", second()))
    assert former_slugs(engine) == {
        ("skill", "leading-a-crew"): an_id("skill", "leading-a-crew"),
        ("role", "gardener"): an_id("role", "gardener"),
        ("role_level", "gardener/junior-gardener"): an_id("role_level", "gardener/junior-gardener"),
        ("role_level", "gardener/head-gardener"): an_id("role_level", "gardener/chief-gardener"),
    }


def test_the_newest_thing_that_had_an_address_answers_for_it(engine: Engine) -> None:
    """``trimming`` was pruning's slug in edition 2 and the crew's in edition 3."""
    edition = garden().edition
    publish(engine, garden())
    publish(engine, release("2", with_skill(edition, "cutting", slug="trimming")))
    publish(engine, release("3", with_skill(edition, "leading-a-crew", slug="trimming")))
    assert ("skill", "trimming") not in former_slugs(engine), "it is somebody's address today"
    publish(engine, release("4"))
    assert former_slugs(engine) == {("skill", "trimming"): an_id("skill", "leading-a-crew")}


def test_a_rename_and_its_undoing_leave_no_redirect_of_an_address_to_itself(engine: Engine) -> None:
    edition = garden().edition
    publish(engine, garden())
    publish(engine, release("2", with_skill(edition, "cutting", slug="trimming")))
    assert former_slugs(engine) == {("skill", "pruning"): an_id("skill", "cutting")}
    publish(engine, release("3"))
    assert former_slugs(engine) == {("skill", "trimming"): an_id("skill", "cutting")}


def test_two_things_that_swap_their_slugs_leave_no_former_ones(engine: Engine) -> None:
    edition = garden().edition
    publish(engine, garden())
    swapped = with_skill(with_skill(edition, "cutting", slug="spare"), "leading-a-crew", slug="pruning")
    publish(engine, release("2", with_skill(swapped, "cutting", slug="leading-a-crew")))
    assert former_slugs(engine) == {}


def test_what_comes_back_under_another_slug_keeps_its_old_address(engine: Engine) -> None:
    publish(engine, garden())
    publish(engine, release("2", second()))
    publish(engine, release("3", with_skill(garden().edition, "plant-knowledge", slug="botany")))
    assert former_slugs(engine)[("skill", "plant-knowledge")] == an_id("skill", "plant-knowledge")


def test_an_edition_between_others_moves_the_retirement_of_what_it_still_has(engine: Engine) -> None:
    publish(engine, release("2020", day="2020-01-01"))
    publish(engine, release("2021", second(), day="2021-01-01"))
    publish(engine, release("2023", second(), day="2023-01-01"))
    publish(engine, release("2022", day="2022-01-01"))
    assert lives(engine, "skill")["plant-knowledge"] == ("2020", "2023")


def test_drafts_give_out_no_ids(engine: Engine) -> None:
    draft(engine, garden())
    assert ids(engine) == {}
    publish_draft(engine, SLUG, FIRST)
    assert set(lives(engine, "skill").values()) == {(FIRST, None)}


def test_an_edition_published_out_of_order_retires_nothing(engine: Engine) -> None:
    publish(engine, release("2020", day="2020-01-01"))
    publish(engine, release("2022", day="2022-01-01"))
    outcome = publish(engine, release("2021", second(), day="2021-01-01"))
    assert outcome.passage
    assert (outcome.passage.retired, outcome.passage.returned) == ((), ())
    assert lives(engine, "skill") == {
        "cutting": ("2020", None),
        "leading-a-crew": ("2020", None),
        "plant-knowledge": ("2020", None),
        "soil": ("2021", "2022"),
    }


def test_an_edition_published_out_of_order_brings_nothing_back(engine: Engine) -> None:
    publish(engine, release("2020", day="2020-01-01"))
    publish(engine, release("2022", second(), day="2022-01-01"))
    outcome = publish(engine, release("2021", day="2021-01-01"))
    assert outcome.passage
    assert (outcome.passage.new, outcome.passage.retired, outcome.passage.returned) == ((), (), ())
    assert lives(engine, "skill")["plant-knowledge"] == ("2020", "2022")


def test_an_older_edition_published_later_leaves_its_addresses_behind_too(engine: Engine) -> None:
    older = with_skill(garden().edition, "cutting", slug="lopping")
    publish(engine, release("2022", second(), day="2022-01-01"))
    publish(engine, release("2021", older, day="2021-01-01"))
    assert former_slugs(engine)[("skill", "lopping")] == an_id("skill", "cutting")
    assert former_slugs(engine)[("role", "gardener")] == an_id("role", "gardener")


def test_an_older_edition_does_not_take_an_address_from_a_newer_thing(engine: Engine) -> None:
    edition = garden().edition
    publish(engine, release("2021", with_skill(edition, "leading-a-crew", slug="lopping"), day="2021-01-01"))
    publish(engine, release("2022", day="2022-01-01"))
    publish(engine, release("2020", with_skill(edition, "cutting", slug="lopping"), day="2020-01-01"))
    assert former_slugs(engine)[("skill", "lopping")] == an_id("skill", "leading-a-crew")


def test_another_framework_has_ids_of_its_own(engine: Engine) -> None:
    publish(engine, garden())
    before = dump(engine)["identity"]
    edition = garden().edition
    other = replace(edition, framework=replace(edition.framework, key="parks", slug="parks"))
    publish(engine, release("1", other))
    assert set(before) < set(dump(engine)["identity"])
    assert len(dump(engine)["identity"]) == 2 * len(before)
