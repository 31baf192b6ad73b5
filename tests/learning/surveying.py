"""Asking a room which needs its courses cover, and telling the answer in few words."""

import csv
import io
from dataclasses import replace
from typing import Any

from app.framework.edition import Edition
from app.framework.role import RoleLevel
from tests.authoring.gardens import FIRST, SLUG
from tests.learning.classroom import SHEARS, Classroom
from tests.worlds import garden

EDITION = f"/v1/frameworks/{SLUG}/editions/{FIRST}"
COVERAGE, UNNEEDED = f"{EDITION}/coverage", f"{EDITION}/courses/unneeded"


def teaching(skill: str, low: str | None = None, high: str | None = None, **said: Any) -> dict[str, Any]:
    """A course on a skill of the garden."""
    return SHEARS | said | {"teaches": [{"framework": SLUG, "skill": skill, "from_level": low, "to_level": high}]}


def fill(room: Classroom) -> Classroom:
    """Courses on pruning: one to the first step, two to the second, one to both, one that says no level, and one from
    the top on."""
    room.must_put("novice", teaching("pruning", None, "novice", title="Hold the shears", duration_minutes=60))
    room.must_put("on", teaching("pruning", "novice", "skilled", title="On and on", duration_minutes=600))
    room.must_put("quick", teaching("pruning", "novice", "skilled", title="In a day", duration_minutes=300))
    room.must_put("slow", teaching("pruning", None, "skilled", title="From scratch"))
    room.must_put("about", teaching("pruning", title="All about pruning"))
    room.must_put("master", teaching("pruning", "master", title="What masters say"))
    return room


def asked(room: Classroom, address: str = COVERAGE, **query: str) -> Any:
    answer = room.client.get(address, params=query or None)
    assert answer.status_code == 200, answer.text
    return answer.json()


def sheet(room: Classroom, address: str = COVERAGE, **query: str) -> list[dict[str, str]]:
    """The lines of a sheet, each by its header."""
    answer = room.client.get(address, params={"format": "csv", **query})
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert answer.content.endswith(b"\r\n")
    return list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))


def told(item: dict[str, Any]) -> tuple[str, str, str | None, str, str | None]:
    """A need: of whom, for what, how well; its outcome; and how far courses lead."""
    return (
        item["role_level"]["slug"],
        item["skill"]["slug"],
        item["required"] and item["required"]["slug"],
        item["outcome"],
        item["reached"] and item["reached"]["slug"],
    )


def names(courses: list[dict[str, Any]]) -> list[str]:
    """The provider's own ids of courses."""
    return [course["external_id"] for course in courses]


def by_recall() -> Edition:
    """The garden with pruning on the other scale: fluent is what everybody needs of it."""
    edition = garden().edition

    def raised(level: RoleLevel) -> RoleLevel:
        needs = (
            replace(need, level="recall/fluent", from_level=None) if need.skill == "cutting" else need
            for need in level.requirements
        )
        return replace(level, requirements=tuple(needs))

    roles = (replace(role, levels=tuple(raised(level) for level in role.levels)) for role in edition.roles)
    skills = (
        replace(skill, scale="recall", statements=()) if skill.key == "cutting" else skill for skill in edition.skills
    )
    return replace(edition, roles=tuple(roles), skills=tuple(skills))
