"""Things and parts of an edition with their addresses."""

from app.framework.mastery import Scale
from app.framework.role import Requirement, Responsibility
from app.framework.standing import Standing
from app.framework.trace import Statement, Thing
from app.reading.shapes.migrating import Stood
from app.reading.view import View


def show_standing(view: View, standing: Standing) -> Stood:
    """A thing or part with its id and address."""
    own = view.part_id(standing.kind, standing.key)  # type: ignore[arg-type]  # of a kind that has ids
    value = standing.value
    return Stood(
        kind=standing.kind,  # type: ignore[arg-type]  # of a kind that has ids
        id=own,
        slug=value.slug if isinstance(value, Thing | Scale) else None,
        name=_name(view, value),
        href=address_of(view, standing, own),
    )


def _name(view: View, value: object) -> str | None:
    match value:
        case Thing() | Scale():
            return value.name
        case Statement() | Responsibility():
            return value.text
        case Requirement():
            return view.look.skills[value.skill].name
    return None


def address_of(view: View, standing: Standing, own: str) -> str:
    """The address of a thing; of a part (with its own id) that of what it is shown with, and the id as a fragment."""
    value, holder = standing.value, standing.holder
    if isinstance(value, Scale):
        return view.scale(value).href
    if isinstance(value, Thing):
        return view.refer(standing.kind, value).href  # type: ignore[arg-type]  # of a thing's kind
    if holder is None:
        return f"{view.path}/pathway#{own}"
    owner = view.look.skills[holder[1]] if holder[0] == "skill" else view.look.role_levels[holder[1]]
    return f"{view.refer(holder[0], owner).href}#{own}"
