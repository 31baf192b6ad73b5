"""Where an id leads: to the thing in the current edition, or to what is known of it since it is gone."""

from collections.abc import Callable

from msgspec import to_builtins

from app.catalogue import Catalogue, Given
from app.framework.standing import find_standing
from app.kit.problems import Gone, NotFound
from app.reading.frameworks import edition_reference
from app.reading.shapes import gone as shapes
from app.reading.standing import address_of, show_standing
from app.reading.view import View, framework_path, id_text
from app.store.editions import EditionRecord

CURRENT = "current"


def find_address(catalogue: Catalogue, wanted: str, root: str, readable: Callable[[str], bool]) -> str:
    """The address of what has an id (as text): a thing, a statement or a framework that the caller may read.

    NotFound where no published edition has given it out, or where it is not in force yet; Gone where it was retired or
    withdrawn.
    """
    wanted = wanted.lower()
    given = catalogue.find_given([wanted]).get(wanted)
    if given is None or not readable(given.framework):
        return _framework(catalogue, wanted, root, readable)
    view = _current(catalogue, given.framework, root)
    if view and (standing := find_standing(view.edition, given.kind, given.key)):
        return address_of(view, standing, wanted)
    raise _missing(catalogue, given, view, root)


def _framework(catalogue: Catalogue, wanted: str, root: str, readable: Callable[[str], bool]) -> str:
    for record in catalogue.frameworks():
        if readable(record.slug) and id_text(record.about.key, "framework", record.about.key) == wanted:
            return framework_path(root, record.slug)
    raise NotFound(
        "No published edition has given this id to a thing or statement. What has no address of its own, such as a"
        " requirement, is found by its framework's migrate."
    )


def _current(catalogue: Catalogue, framework: str, root: str) -> View | None:
    try:
        release = catalogue.release(framework, CURRENT)
    except NotFound:  # everything was withdrawn, or is in force later
        return None
    return View(release=release, framework=framework, root=root)


def _missing(catalogue: Catalogue, given: Given, view: View | None, root: str) -> Gone | NotFound:
    past, kind = catalogue.past_of(given), given.kind.replace("_", " ")
    if past.last is None:
        there = past.coming.envelope if past.coming else None
        when = f" It comes with edition {there.version}, in force from {there.effective_from}." if there else ""
        return NotFound(f"No edition in force has this {kind}.{when}")
    cause = _cause(past.last, view)
    told = shapes.Retired(
        id=given.id,
        cause=cause,
        kind=given.kind,
        name=past.name,
        last_edition=edition_reference(past.last, root),
        reason=past.reason,
        replaced_by=[_heir(view, given.kind, key, root) for key in past.replaced_by] if view else [],
    )
    version = past.last.envelope.version
    if cause == "retired":
        detail = f"The {kind} {past.name!r} was retired: edition {version} was the last to have it."
    else:
        detail = f"No edition in force has the {kind} {past.name!r}: the last to have it, {version}, was withdrawn."
    return Gone(detail, members={"retired": to_builtins(told)})


def _cause(last: EditionRecord, view: View | None) -> shapes.Cause:
    """Retired is what a later edition that stands did without; else nobody said that it should go."""
    stands = view is not None and view.release.envelope.precedence > last.envelope.precedence
    return "retired" if stands else "withdrawn"


def _heir(view: View, kind: str, key: str, root: str) -> shapes.Heir:
    own = view.part_id(kind, key)  # type: ignore[arg-type]  # of a kind that can be retired
    standing = find_standing(view.edition, kind, key)
    if standing is None:
        return shapes.Heir(id=own, name=None, href=f"{root}/v1/id/{own}")
    shown = show_standing(view, standing)
    return shapes.Heir(id=own, name=shown.name, href=shown.href)
