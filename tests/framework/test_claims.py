"""What changes claim is what the edition that they lead to has, and the one before had not."""

from collections.abc import Iterator

from hypothesis import given

from app.framework.apply import apply
from app.framework.change import Change, Place, Placed
from app.framework.claims import claims
from app.framework.content import Content
from app.framework.diff import diff
from app.framework.edition import Edition
from app.framework.identity import part_key, requirement_key
from app.framework.trace import Statement
from app.store.identities import addresses
from tests.authoring.gardens import with_skill
from tests.edits import pairs
from tests.worlds import garden

GARDEN = garden().edition


def keys(content: Content) -> set[tuple[str, str]]:
    """Kind and key of every thing, and of every statement whose key does not follow from its words and place."""
    return {(kind, thing.key) for kind, thing in content.things()} | {("statement", key) for key in _own_keys(content)}


def _own_keys(content: Content) -> Iterator[str]:
    for skill in content.skills:
        words = ((said.key, part_key(f"skill/{skill.key}", said.level, said.text)) for said in skill.statements)
        yield from (key for key, of_words in words if key != of_words)
    for level in content.role_levels():
        for need in level.requirements:
            owner = f"requirement/{requirement_key(level.key, need.skill)}"
            yield from (said.key for said in need.statements if said.key != part_key(owner, None, said.text))


@given(pair=pairs())
def test_new_keys_and_addresses_are_claimed_and_no_others(pair: tuple[Edition, Edition]) -> None:
    old, new = pair
    found = claims(diff(old, new), new)
    had = {("statement", said.key) for said in old.statements()} | {(kind, thing.key) for kind, thing in old.things()}
    assert {(one.kind, one.name) for one in found if not one.is_address} == keys(new) - had
    before = addresses(old)
    moved = {(thing[0], path) for thing, path in addresses(new).items() if path and before.get(thing) != path}
    assert {(one.kind, one.name) for one in found if one.is_address} == moved


def test_what_goes_and_comes_back_under_its_address_claims_nothing() -> None:
    skill = GARDEN.lookup.skills["leading-a-crew"]
    there = [Change("skill", skill.key, "removed", old=skill), Change("skill", skill.key, "added", new=skill)]
    assert claims(there, GARDEN) == ()


def test_the_same_words_in_the_same_place_may_come_back() -> None:
    key = part_key("skill/cutting", None, "sweep up")
    for own, number in ((key, 0), ("f25ae87d07fb65c4", 1)):
        said = Placed(Statement(key=own, text="sweep up"), Place("skill/cutting"))
        change = Change("statement", own, "added", new=said)
        assert len(claims([change], apply([change], with_skill(GARDEN, "cutting", statements=())))) == number
