"""Skills and skill groups."""

from typing import Annotated

from starlette.responses import Response

from app.api.at import At
from app.api.documented import MOVED, READ
from app.api.filters import SkillsAsked
from app.api.parameters import PageAsked, slug_path
from app.api.rooms import room
from app.reading import skills
from app.reading.shapes import skills as shapes
from app.reading.shapes.common import Page

router = room(prefix="/v1/frameworks/{framework}/editions/{edition}", tags=["Skills"], responses=READ)


@router.get("/skills", summary="All skills", response_model=Page[shapes.SkillSummary])
def list_skills(at: At, paging: PageAsked, asked: SkillsAsked) -> Response:
    """Skills by name; filters narrow each other."""
    opened = at.open()
    return opened.answer(skills.list_skills(opened.view, opened.window(paging), asked))


@router.get("/skills/{skill}", summary="One skill in full", response_model=shapes.Skill, responses=MOVED)
def get_skill(at: At, skill: Annotated[str, slug_path("The skill.", "agile-working")]) -> Response:
    """A skill: what mastery looks like at each level, which role levels need it, and how it relates to other skills."""
    opened = at.open()
    return opened.answer(skills.get_skill(opened.view, skill))


@router.get("/skill-groups", summary="All skill groups", response_model=Page[shapes.SkillGroupSummary])
def list_skill_groups(at: At, paging: PageAsked) -> Response:
    """Skill groups by name, each with its parents and children: a tree."""
    opened = at.open()
    return opened.answer(skills.list_skill_groups(opened.view, opened.window(paging)))


@router.get("/skill-groups/{group}", summary="One skill group", response_model=shapes.SkillGroup, responses=MOVED)
def get_skill_group(at: At, group: Annotated[str, slug_path("The skill group.", "leadership")]) -> Response:
    """A heading over skills, with its own skills; `/skills?group=` lists those of the groups below it too."""
    opened = at.open()
    return opened.answer(skills.get_skill_group(opened.view, group))
