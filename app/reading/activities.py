"""Activities, as readers see them."""

from typing import Any

from app.framework.activity import Activity
from app.kit.paging import Window
from app.reading.pages import page
from app.reading.shapes import roles as shapes
from app.reading.shapes.common import Page
from app.reading.view import View, at_slug, codes


def list_activities(view: View, window: Window) -> Page[shapes.Activity]:
    """Activities by name."""
    return page(view.edition.activities, window, lambda activity: _activity(view, activity))


def get_activity(view: View, slug: str) -> shapes.Activity:
    """An activity."""
    return _activity(view, at_slug("activity", slug, view.edition.activities))


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
