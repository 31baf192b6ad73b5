"""Courses, for readers: lists, one course, and what happened to them."""

from typing import Annotated

from fastapi import Depends, Path, Query, Request
from starlette.responses import Response

from app.api.answering import answer
from app.api.callers import readable
from app.api.context import CoursesHappened, Held, Learning, root_path
from app.api.documented import NOT_MODIFIED, READ, problems
from app.api.filters import by_text
from app.api.followed import Stopped
from app.api.parameters import SLUG_PATTERN, Limit, PageAsked, ProviderAsked
from app.api.rooms import room
from app.kit.paging import DEFAULT_LIMIT, Window
from app.kit.text import Slug, rule_of
from app.learning.filtering import CourseFilter, wanted_courses
from app.reading import courses
from app.reading.courses import Views
from app.reading.pages import numbered_place
from app.reading.shapes import courses as shapes
from app.reading.shapes.common import Page

router = room(prefix="/v1/courses", tags=["Courses"])

_HEX = "[0-9a-fA-F]"
_UUID = f"^{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}$"


async def _course_filter(
    skill: Annotated[
        str | None,
        Query(
            description="Only courses that teach this skill, by its id.",
            examples=["23797ee5-9967-595c-b9e9-0c1b6ff1b2c3"],
            pattern=_UUID,
            max_length=36,
        ),
    ] = None,
    level: Annotated[
        str | None,
        Query(
            description="With `skill`: only courses that lead to at least this mastery of it, by slug or id.",
            examples=["working"],
            pattern=SLUG_PATTERN,
            max_length=rule_of(Slug).most,
        ),
    ] = None,
    provider: ProviderAsked = None,
    q: Annotated[str | None, by_text("Only courses with this text in their title, whatever its case.", "agile")] = None,
) -> CourseFilter:
    return CourseFilter(skill=skill, level=level, provider=provider, q=q)


@router.get("", summary="All courses", response_model=Page[shapes.Course], responses=NOT_MODIFIED | problems(422, 500))
def list_courses(
    request: Request,
    learning: Learning,
    catalogue: Held,
    paging: PageAsked,
    asked: Annotated[CourseFilter, Depends(_course_filter)],
) -> Response:
    """Every course of every provider, in the order in which they first came. What each teaches is named as the edition
    in force has it."""
    views = Views(catalogue, root_path(request), readable(request))
    wanted = wanted_courses(learning, views, asked)
    window = Window(
        path=f"{root_path(request)}/v1/courses",
        filters=tuple((name, value) for name, value in request.query_params.items() if name not in ("limit", "cursor")),
        limit=paging.limit,
    ).at(paging.cursor)
    total, records = learning.list(wanted, numbered_place(window) or 0, window.limit + 1)
    return answer(request, courses.list_courses(records, total, window, views))


@router.get("/changes", summary="What happened to courses", response_model=shapes.CourseChanges,
            responses=NOT_MODIFIED | problems(422, 500))  # fmt: skip
def list_course_changes(
    request: Request,
    happened: CoursesHappened,
    after: Stopped,
    limit: Annotated[Limit, Query(description="Entries in a page.")] = DEFAULT_LIMIT,
) -> Response:
    """One entry for each course that came, changed or was retired, in the order in which it happened.

    Positions rise by one and an entry never changes. Whoever follows `next`, from page to page and later on again, sees
    every entry once and misses none, whoever writes meanwhile.
    """
    found = happened.follow(after, limit)
    shown = courses.show_changes(found, root_path(request), after, limit, readable(request))
    return answer(request, shown, links={"next": shown.next})


@router.get("/{course}", summary="One course", response_model=shapes.Course, responses=READ)
def get_course(
    request: Request,
    learning: Learning,
    catalogue: Held,
    course: Annotated[
        str,
        Path(
            description="The course's id.",
            examples=["4439d095-f62e-5ddb-bd92-fdd6658a3931"],
            pattern=_UUID,
            max_length=36,
            json_schema_extra={"format": "uuid"},
        ),
    ],
) -> Response:
    """A course: what it is, where it is found, and what it teaches, named as the edition in force has it."""
    views = Views(catalogue, root_path(request), readable(request))
    return answer(request, courses.show_course(learning.get(course.lower()), views))
