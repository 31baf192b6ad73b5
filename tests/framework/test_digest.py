import datetime as dt
import json
import random
from dataclasses import fields, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.native import parse, render
from app.framework.digest import canonical_json, digest
from app.framework.edition import Edition
from app.framework.release import Release
from app.framework.role import Requirement, RoleLevel
from app.framework.skill import Skill
from app.framework.trace import Statement
from tests.strategies import editions, releases
from tests.worlds import garden

#: Editions that are published have their digests in the world: this number never changes for this content.
GOLDEN = "649a4424040c00813160e19031f3cfd38056302fec86a91462b05eb0a9ebb674"
#: Lists whose order is content: what a document says in its own order.
ORDERED = {(Requirement, "statements"), (RoleLevel, "grades"), (RoleLevel, "responsibilities")}


def _within_levels(said: tuple[Statement, ...], chance: random.Random) -> tuple[Statement, ...]:
    """Statements of different levels mixed, those of one level in their order."""
    by_level = {statement.level: [one for one in said if one.level == statement.level] for statement in said}
    levels = [statement.level for statement in said]
    chance.shuffle(levels)
    return tuple(by_level[level].pop(0) for level in levels)


def shuffled(value: Any, chance: random.Random) -> Any:
    """The same content built from lists in another order."""
    if not hasattr(value, "__dataclass_fields__"):
        return value
    changed: dict[str, Any] = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if not field.init or not isinstance(held, tuple):
            continue
        entries = [shuffled(one, chance) for one in held]
        if (type(value), field.name) == (Skill, "statements"):
            entries = list(_within_levels(tuple(entries), chance))
        elif (type(value), field.name) not in ORDERED:
            chance.shuffle(entries)
        changed[field.name] = tuple(entries)
    return replace(value, **changed)


def test_the_digest_of_the_garden_never_changes() -> None:
    assert digest(garden().edition) == GOLDEN


@given(editions(), st.randoms(use_true_random=False))
def test_the_order_in_which_content_comes_in_does_not_matter(edition: Edition, chance: random.Random) -> None:
    other = shuffled(edition, chance)
    assert other == edition
    assert digest(other) == digest(edition)


@given(releases())
def test_the_envelope_is_outside_the_digest(release: Release) -> None:
    envelope = replace(release.envelope, version="other", notes="Other.", effective_from=dt.date(2030, 1, 1))
    other = parse(render(replace(release, envelope=envelope), "yaml"), "other.yaml")
    assert digest(other.edition) == digest(release.edition)


@settings(max_examples=50)
@given(st.lists(editions(), min_size=2, max_size=8))
def test_different_content_has_different_digests(found: list[Edition]) -> None:
    for one in found:
        for other in found:
            assert (digest(one) == digest(other)) == (one == other)


def test_every_single_change_changes_the_digest() -> None:
    edition = garden().edition
    skill = edition.lookup.skills["cutting"]
    role = edition.lookup.roles["gardener"]
    rung = role.levels[0]
    others = [
        replace(edition, framework=replace(edition.framework, licence=None)),
        replace(edition, sources=(*edition.sources[:1], replace(edition.sources[1], date=dt.date(2024, 1, 1)))),
        replace(edition, waivers=()),
        *(
            replace(edition, skills=tuple(changed if one == skill else one for one in edition.skills))
            for changed in (
                replace(skill, name="Cutting"),
                replace(skill, slug="cutting"),
                replace(skill, codes=()),
                replace(skill, statements=(*skill.statements[::-1],)),
                replace(skill, kind="tool"),
            )
        ),
        *(
            replace(edition, roles=tuple(replace(role, levels=levels) if one == role else one for one in edition.roles))
            for levels in (
                (replace(rung, rank=2), role.levels[1]),
                (replace(rung, grades=("G2", "G1")), role.levels[1]),
                (replace(rung, requirements=()), role.levels[1]),
                (rung, replace(role.levels[1], responsibilities=role.levels[1].responsibilities[::-1])),
            )
        ),
    ]
    digests = {digest(other) for other in others}
    assert len(digests) == len(others)
    assert GOLDEN not in digests


@given(editions())
def test_canonical_json_holds_nothing_absent_and_no_fractions(edition: Edition) -> None:
    def check(plain: Any) -> None:
        assert plain not in (None, [], {})
        assert not isinstance(plain, float)
        for one in plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ():
            check(one)

    written = canonical_json(edition)
    plain = json.loads(written)
    check(plain)
    assert json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() == written


def test_a_field_at_its_default_is_not_written() -> None:
    plain = json.loads(canonical_json(garden().edition))
    [leading] = [skill for skill in plain["skills"] if skill["key"] == "leading-a-crew"]
    assert leading == {
        "key": "leading-a-crew",
        "slug": "leading-a-crew",
        "name": "Leading a crew",
        "kind": "competence",
    }
    assert "kind" not in next(skill for skill in plain["skills"] if skill["key"] == "cutting")
