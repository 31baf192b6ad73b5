"""Between an edition's values and its rows, noun group by noun group, both ways side by side."""

from collections.abc import Iterator
from itertools import chain, starmap
from typing import Any

from app.framework.content import Content
from app.framework.edition import Edition
from app.store.rows import about, activities, mastery, roles, skills
from app.store.rows.source import Row, Rows

__all__ = ["Row", "Rows", "content_of", "edition_of", "rows_of"]


def rows_of(content: Content) -> Iterator[Row]:
    """Every row of an edition's content. Pure: the same content gives the same rows."""
    return chain(
        about.framework_rows(content.framework),
        *map(about.source_rows, content.sources),
        *map(mastery.scale_rows, content.scales),
        *map(mastery.stage_rows, content.stages),
        *map(skills.skill_group_rows, content.skill_groups),
        *map(skills.skill_rows, content.skills),
        *map(skills.relation_rows, content.relations),
        *map(roles.role_family_rows, content.role_families),
        *map(roles.role_rows, content.roles),
        *map(activities.activity_rows, content.activities),
        *map(roles.progression_rows, content.progressions),
        *map(about.retirement_rows, content.retirements),
        *starmap(about.waiver_rows, enumerate(content.waivers)),
    )


def edition_of(rows: Rows) -> Edition:
    """The edition whose rows these are, checked like any other."""
    return Edition(**_nouns(rows))


def content_of(rows: Rows) -> Content:
    """The content whose rows these are, some of an edition's, not checked."""
    return Content(**_nouns(rows))


def _nouns(rows: Rows) -> dict[str, Any]:
    statements = skills.read_statements(rows)
    return {
        "framework": about.read_framework(rows),
        "scales": mastery.read_scales(rows),
        "stages": mastery.read_stages(rows),
        "sources": about.read_sources(rows),
        "skill_groups": skills.read_skill_groups(rows),
        "skills": skills.read_skills(rows, statements),
        "relations": skills.read_relations(rows),
        "role_families": roles.read_role_families(rows),
        "roles": roles.read_roles(rows, statements),
        "activities": activities.read_activities(rows),
        "progressions": roles.read_progressions(rows),
        "retirements": about.read_retirements(rows),
        "waivers": about.read_waivers(rows),
    }
