from app.framework.coverage import Survey, needs_of, survey
from app.framework.reach import Reach, reach
from tests.framework.offers import offer
from tests.worlds import garden

GARDEN = garden().edition
#: For the two scales of the garden, where they are spoken of by rank.
RANKS = {f"level-{rank}": rank for rank in (1, 2, 3)}


def told(found: Survey) -> list[tuple[str, str, int, str]]:
    return [
        (need.role_level.key, need.requirement.skill, need.rank, outcome)
        for need, outcome in zip(found.needs, found.outcomes, strict=True)
    ]


def found(skills: dict[str, Reach]) -> Survey:
    needs = needs_of(GARDEN, GARDEN.role_levels())
    return survey(needs, lambda skill: skills.get(skill) or reach([], RANKS))


def test_needs_come_by_role_and_rank_and_name_of_the_skill_each_with_its_outcome() -> None:
    courses = {"cutting": reach([offer(1, 0, 1)], RANKS), "leading-a-crew": reach([offer(2)], RANKS)}
    assert told(found(courses)) == [
        ("advisor/advisor", "plant-knowledge", 2, "uncovered"),
        ("gardener/junior-gardener", "cutting", 1, "covered"),
        ("gardener/chief-gardener", "leading-a-crew", 0, "covered"),
        ("gardener/chief-gardener", "cutting", 2, "partly"),
    ]


def test_outcomes_are_counted_zeros_too_and_choose_places() -> None:
    nothing = found({})
    assert nothing.counts == {"covered": 0, "partly": 0, "uncovered": 4}
    some = found({"cutting": reach([offer(1, 0, 1)], RANKS)})
    assert some.counts == {"covered": 1, "partly": 1, "uncovered": 2}
    assert list(some.places("uncovered")) == [0, 2]
    assert list(some.places(None)) == [0, 1, 2, 3]


def test_how_far_courses_lead_is_asked_once_for_needs_of_the_same() -> None:
    asked = list[str]()

    def reached(skill: str) -> Reach:
        asked.append(skill)
        return reach([], RANKS)

    needs = needs_of(GARDEN, GARDEN.role_levels())
    assert len(survey([*needs, *needs], reached).outcomes) == 8
    assert len(asked) == 4
