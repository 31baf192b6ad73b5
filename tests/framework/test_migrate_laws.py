"""What became of ids: laws over chains of editions, and a plain model of what owners do to skills."""

import random
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from app.framework.about import Framework
from app.framework.content import Content
from app.framework.edition import Edition
from app.framework.history import Retirement
from app.framework.identity import identify_text
from app.framework.migrate import migrate
from app.framework.skill import Skill
from tests.edits import edited
from tests.framework.test_standing import everything
from tests.strategies import Choices, editions

KEYS = "abcdef"


def ids_of(edition: Content) -> list[str]:
    return [identify_text(edition.framework.key, *thing) for thing in sorted(everything(edition))]


@st.composite
def chains(draw: st.DrawFn) -> tuple[Edition, Edition, Edition]:
    """An edition, and two that come of it by a few edits each."""
    first = draw(editions())
    choices = [Choices(draw(st.binary(min_size=240, max_size=240))) for _ in range(2)]
    middle = edited(first, choices[0])
    return first, middle, edited(middle, choices[1])


@given(editions())
def test_from_an_edition_to_itself_everything_is_the_same(edition: Edition) -> None:
    for way in ([edition], [edition, edition]):
        for fate in migrate(way, ids_of(edition)).values():
            assert (fate.outcome, fate.now, fate.steps) == ("same", (fate.was,), ())


@given(chains())
def test_the_way_through_an_edition_begins_with_the_way_to_it(way: tuple[Edition, Edition, Edition]) -> None:
    ids = ids_of(way[0])
    part, whole = migrate(way[:2], ids), migrate(way, ids)
    for each in ids:
        assert whole[each].steps[: len(part[each].steps)] == part[each].steps
        assert all(step.at == 2 for step in whole[each].steps[len(part[each].steps) :])


@given(chains())
def test_two_ways_one_after_the_other_end_where_the_whole_way_ends(way: tuple[Edition, Edition, Edition]) -> None:
    key, ids = way[0].framework.key, ids_of(way[0])
    part, whole = migrate(way[:2], ids), migrate(way, ids)
    for each in ids:
        if any(step.what == "returned" for step in whole[each].steps) or not part[each].now:
            continue
        middle = {identify_text(key, standing.kind, standing.key) for standing in part[each].now}
        ends = [standing for fate in migrate(way[1:], middle).values() for standing in fate.now]
        assert {(end.kind, end.key) for end in ends} == {(end.kind, end.key) for end in whole[each].now}


@dataclass
class Model:
    """A framework of a few skills. ``stands_for`` and ``lost`` say for each first skill what a person would say."""

    names: dict[str, str] = field(default_factory=lambda: dict.fromkeys(KEYS[:4], "once"))
    gone: dict[str, tuple[str, ...]] = field(default_factory=dict)
    stands_for: dict[str, set[str]] = field(default_factory=lambda: {key: {key} for key in KEYS[:4]})
    lost: dict[str, set[str]] = field(default_factory=lambda: {key: set() for key in KEYS[:4]})

    def edition(self) -> Content:
        skills = tuple(Skill(key=key, slug=key, name=name) for key, name in self.names.items())
        retired = (Retirement(kind="skill", key=key, name=key, replaced_by=by) for key, by in self.gone.items())
        return Content(framework=Framework(key="g", slug="g", name="G"), skills=skills, retirements=tuple(retired))

    def write(self, chance: random.Random) -> None:
        """Do one thing that an owner does."""
        key = chance.choice(KEYS)
        if key not in self.names:
            self._bring(key)
        elif chance.random() < 0.3:
            self.names[key] = f"{self.names[key]} more"
        else:
            others = sorted(self.names.keys() - {key})
            self._retire(key, tuple(chance.sample(others, min(len(others), chance.choice((0, 1, 1, 2))))))

    def _bring(self, key: str) -> None:
        self.names[key] = "back"
        self.gone.pop(key, None)
        for first, standing in self.stands_for.items():
            if first == key:
                standing.clear()
                self.lost[first].clear()
                standing.add(key)
            elif key in self.lost[first]:
                self.lost[first].discard(key)
                standing.add(key)

    def _retire(self, key: str, by: tuple[str, ...]) -> None:
        del self.names[key]
        self.gone[key] = by
        for first, standing in self.stands_for.items():
            if key in standing:
                standing.discard(key)
                standing.update(by)
                self.lost[first].update(() if by else (key,))


@given(st.integers(0, 2**32), st.integers(0, 12))
def test_along_any_path_of_edits_ids_end_where_a_plain_model_says(seed: int, length: int) -> None:
    chance, model = random.Random(seed), Model()  # noqa: S311  # no secret
    way = [model.edition()]
    for _ in range(length):
        model.write(chance)
        way.append(model.edition())
    ids = {identify_text("g", "skill", key): key for key in KEYS[:4]}
    for each, fate in migrate(way, ids).items():
        key = ids[each]
        assert {standing.key for standing in fate.now} == model.stands_for[key]
        if key in model.names:
            assert fate.outcome == ("same" if model.names[key] == "once" else "renamed")
        elif not model.stands_for[key]:
            assert fate.outcome == "retired"
        else:
            single = len(model.stands_for[key]) == 1 and not model.lost[key]
            assert fate.outcome == ("replaced" if single else "needs_review")
