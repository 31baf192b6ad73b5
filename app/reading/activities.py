"""Activities, as readers see them."""

from typing import Any

from app.framework.activity import Activity
from app.kit.paging import Window
from app.reading.filters import ActivityFilter, matching_activities
from app.reading.pages import page
from app.reading.shapes import activities as shapes
from app.reading.shapes.common import Page
from app.reading.view import View, codes

_ALL = ActivityFilter()


def list_activities(view: View, window: Window, asked: ActivityFilter = _ALL) -> Page[shapes.Activity]:
    """Activities by name."""
    return page(matching_activities(view, asked), window, lambda activity: _activity(view, activity))


def get_activity(view: View, slug: str) -> shapes.Activity:
    """An activity."""
    return _activity(view, view.thing(Activity, slug))


def _activity(view: View, activity: Activity) -> shapes.Activity:
    return shapes.Activity(
        **activity_fields(view, activity),
        role_levels=view.rungs(activity.role_levels),
        codes=codes(activity),
        source=view.source(activity.source),
    )


def activity_fields(view: View, activity: Activity) -> dict[str, Any]:
    """What every shape of an activity says."""
    return {
        **view.named("activity", activity),
        "text": activity.text,
        "kind": activity.kind,
        "form": activity.form,
        "skills": view.refer_all("skill", activity.skills, view.look.skills),
    }
