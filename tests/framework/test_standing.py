"""Where things and parts stand, and what ids stand for."""

from hypothesis import given

from app.framework.content import Content
from app.framework.edition import Edition
from app.framework.identity import identify_text, progression_key, requirement_key
from app.framework.standing import find_standing, known_ids
from tests.strategies import editions
from tests.worlds import garden

KEY = "gardening"


def everything(content: Content) -> set[tuple[str, str]]:
    """Kind and key of all that an edition shows with an id."""
    levels = list(content.role_levels())
    found: set[tuple[str, str]] = {(kind, thing.key) for kind, thing in content.things()}
    found |= {("scale", scale.key) for scale in content.scales}
    found |= {("statement", said.key) for said in content.statements()}
    found |= {("responsibility", duty.key) for level in levels for duty in level.responsibilities}
    found |= {
        ("requirement", requirement_key(level.key, need.skill)) for level in levels for need in level.requirements
    }
    return found | {("progression", progression_key(w.origin, w.target, w.kind)) for w in content.progressions}


@given(editions())
def test_everything_with_an_id_is_found_by_it_and_by_its_key(edition: Edition) -> None:
    ids = {identify_text(edition.framework.key, *thing): thing for thing in everything(edition)}
    assert known_ids(edition, ids) == ids
    for kind, key in ids.values():
        standing = find_standing(edition, kind, key)
        assert standing
        assert (standing.kind, standing.key) == (kind, key)


@given(editions())
def test_what_an_edition_says_it_retired_is_known_but_stands_nowhere(edition: Edition) -> None:
    gone = {identify_text(edition.framework.key, one.kind, one.key): (one.kind, one.key) for one in edition.retirements}
    assert known_ids(edition, gone) == gone
    assert not any(find_standing(edition, *thing) for thing in gone.values())


def test_ids_of_nothing_are_left_out() -> None:
    nothing = [identify_text(KEY, "skill", "nothing"), identify_text("parks", "skill", "cutting")]
    assert known_ids(garden().edition, nothing) == {}


def test_a_part_is_held_by_what_it_is_shown_with() -> None:
    edition = garden().edition
    [said] = edition.lookup.skills["plant-knowledge"].statements
    head = edition.lookup.role_levels["gardener/chief-gardener"]
    [planned] = head.requirements[1].statements
    for kind, key, holder in (
        ("statement", said.key, ("skill", "plant-knowledge")),
        ("statement", planned.key, ("role_level", head.key)),
        ("responsibility", head.responsibilities[0].key, ("role_level", head.key)),
        ("requirement", f"{head.key}/cutting", ("role_level", head.key)),
        ("progression", f"{head.key}/advisor/advisor/move", None),
        ("skill", "cutting", None),
    ):
        standing = find_standing(edition, kind, key)
        assert standing
        assert standing.holder == holder
