"""Rows of activities."""

from collections.abc import Iterator
from sys import intern

from app.framework.activity import Activity
from app.store.rows.source import Row, Rows, code_rows, list_rows, source_columns, source_of


def activity_rows(activity: Activity) -> Iterator[Row]:
    """A row for the activity, one for each skill, role level and code."""
    named = (activity.key, activity.slug, activity.name)
    yield "activity", (*named, activity.text, activity.kind, activity.form, *source_columns(activity))
    yield from list_rows("activity_skill", activity.key, activity.skills)
    yield from list_rows("activity_role_level", activity.key, activity.role_levels)
    yield from code_rows("activity", activity, activity.key)


def read_activities(rows: Rows) -> tuple[Activity, ...]:
    """All activities."""
    codes, skills, levels = rows.codes("activity"), rows.lists("activity_skill"), rows.lists("activity_role_level")
    return tuple(
        Activity(
            key=key,
            slug=slug,
            name=name,
            text=text,
            kind=kind,
            form=form,
            skills=tuple(map(intern, skills.get(key, ()))),
            role_levels=tuple(map(intern, levels.get(key, ()))),
            codes=codes.get(key, ()),
            source=source_of(source, section),
        )
        for key, slug, name, text, kind, form, source, section in rows.of("activity")
    )
