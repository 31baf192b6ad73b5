"""What the mappings of one course become beside each other."""

from hypothesis import given
from hypothesis import strategies as st

from app.framework.carried import settled
from app.framework.course import Taught

SKILLS = ("a", "b", "c", "d")
TAUGHT = st.builds(
    Taught, framework=st.just("gardening"), skill=st.sampled_from(SKILLS), to_level=st.sampled_from([None, "1", "2"])
)
MAPPINGS = st.lists(TAUGHT, unique_by=lambda each: each.skill)


@st.composite
def courses(draw: st.DrawFn) -> tuple[dict[Taught, Taught | None], list[Taught]]:
    """The stale mappings of a course with what each becomes by itself, and the others."""
    taught = draw(MAPPINGS)
    moved = {each: draw(st.none() | TAUGHT | st.just(each)) for each in taught if draw(st.booleans())}
    return moved, [each for each in taught if each not in moved]


@given(courses())
def test_no_course_comes_to_teach_a_skill_twice(course: tuple[dict[Taught, Taught | None], list[Taught]]) -> None:
    moved, others = course
    found = settled(moved, others)
    after = {*others, *(now or was for was, now in found.items())}
    assert len({each.skill for each in after}) == len(after)
    assert {was for was, now in found.items() if now not in (None, moved[was])} == set()
    assert found == settled(found, others)


@given(courses())
def test_what_stays_within_its_own_skill_is_as_certain_as_by_itself(
    course: tuple[dict[Taught, Taught | None], list[Taught]],
) -> None:
    moved, others = course
    found = settled(moved, others)
    own = {was for was, now in moved.items() if now and now.skill == was.skill}
    assert all(found[was] == moved[was] for was in own)
