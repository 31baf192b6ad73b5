"""Many things at once, by id, path or code."""

from collections.abc import Sequence

from app.framework.identity import ThingKind
from app.framework.trace import Thing
from app.kit.problems import Fault, InvalidBody
from app.reading.shapes import lookups as shapes
from app.reading.view import View, id_text

Found = tuple[ThingKind, Thing]


def look_up(view: View, items: Sequence[shapes.LookupItem]) -> shapes.LookupAnswers:
    """Each item's thing or why there is none, in order; InvalidBody where an item does not say what to look for."""
    faults = [
        Fault(
            detail="must hold an id, or a kind and a path, or a code (with a kind, if wanted)", pointer=f"/items/{at}"
        )
        for at, item in enumerate(items)
        if _form(item) is None
    ]
    if faults:
        raise InvalidBody("Not every item says what to look for.", errors=faults)
    return shapes.LookupAnswers(items=[_answer(view, item) for item in items])


def _form(item: shapes.LookupItem) -> str | None:
    """By what an item asks: ``id``, ``path`` or ``code``; None where it is none of them or several."""
    given = tuple(name for name in ("id", "kind", "path", "code") if getattr(item, name) is not None)
    forms = {("id",): "id", ("kind", "path"): "path", ("code",): "code", ("kind", "code"): "code"}
    return forms.get(given)


def _answer(view: View, item: shapes.LookupItem) -> shapes.LookupAnswer:
    match _form(item):
        case "id":
            return _by_id(view, item, (item.id or "").lower())
        case "path":
            return _by_path(view, item)
        case _:
            return _by_code(view, item, item.code or "")


def _by_id(view: View, item: shapes.LookupItem, asked: str) -> shapes.LookupAnswer:
    if found := view.look.by_id.get(asked):
        return _thing(view, item, found)
    if gone := view.look.retired.get(asked):
        heirs = [heir for key in gone.replaced_by if (heir := _by_key(view, gone.kind, key))]
        detail = f"{gone.name!r} was retired{': ' + gone.reason if gone.reason else '.'}"
        return _none(view, item, "retired", detail, heirs)
    return _none(view, item, "not_found", "This edition has no thing with this id.")


def _by_path(view: View, item: shapes.LookupItem) -> shapes.LookupAnswer:
    kind, path = item.kind or "skill", item.path or ""
    scale = view.look.default_scale
    if kind == "mastery_level" and scale and "/" not in path:
        path = f"{scale.slug}/{path}"
    if thing := view.look.by_path.get((kind, path)):
        return _thing(view, item, (kind, thing))
    return _none(view, item, "not_found", f"This edition has no {kind.replace('_', ' ')} at this path.")


def _by_code(view: View, item: shapes.LookupItem, code: str) -> shapes.LookupAnswer:
    bearing = [found for found in view.look.by_code.get(code, ()) if item.kind in (None, found[0])]
    match bearing:
        case []:
            return _none(view, item, "not_found", "This edition has nothing with this code.")
        case [found]:
            return _thing(view, item, found)
        case _:
            return _none(view, item, "ambiguous", f"{len(bearing)} things of this edition carry this code.", bearing)


def _by_key(view: View, kind: str, key: str) -> Found | None:
    return view.look.by_id.get(id_text(view.edition.framework.key, kind, key))


def _thing(view: View, item: shapes.LookupItem, found: Found) -> shapes.LookupAnswer:
    return shapes.LookupAnswer(asked=item, thing=_found(view, found), problem=None)


def _none(
    view: View, item: shapes.LookupItem, reason: shapes.Reason, detail: str, candidates: Sequence[Found] = ()
) -> shapes.LookupAnswer:
    named = [_found(view, found) for found in candidates[: shapes.MOST_CANDIDATES]]
    problem = shapes.LookupProblem(reason=reason, detail=detail, candidates=named)
    return shapes.LookupAnswer(asked=item, thing=None, problem=problem)


def _found(view: View, found: Found) -> shapes.FoundThing:
    kind, thing = found
    return shapes.FoundThing(kind=kind, **view.named(kind, thing))
