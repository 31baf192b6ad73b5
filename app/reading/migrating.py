"""What became of stored ids, as it is shown."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from app.catalogue import Catalogue
from app.framework.migrate import Fate, Outcome, Step, migrate
from app.framework.release import Release
from app.kit.problems import Fault, InvalidBody, NotFound
from app.reading.shapes import migrating as shapes
from app.reading.standing import show_standing
from app.reading.view import View

_SAID: Mapping[str, str] = {
    "reworded": "It reads so differently now that it may mean something else.",
    "moved": "It stands elsewhere now, or at another mastery level.",
    "several": "More than one thing took its place, or what took a part of its place is gone too.",
    "unknown": "No published edition has given out this id.",
    "malformed": "This is no id: ids are 32 hexadecimal digits with four hyphens.",
}


def releases_between(catalogue: Catalogue, framework: str, origin: str, to: str) -> list[Release]:
    """The editions with two labels and all published ones between them, in the order in which they come into force.

    InvalidBody where a label names none, or the second the earlier one.
    """
    first, last = (_named(catalogue, framework, field, label) for field, label in (("from", origin), ("to", to)))
    start, end = first.envelope.precedence, last.envelope.precedence
    if end < start:
        fault = Fault(pointer="/to", detail=f"names an edition that is earlier than {first.envelope.version}")
        raise InvalidBody("Ids are carried forward only: 'to' must not be earlier than 'from'.", errors=[fault])
    listed = sorted(catalogue.editions(framework), key=lambda record: record.envelope.precedence)
    inside = [
        record.envelope.version
        for record in listed
        if record.envelope.status == "published" and start < record.envelope.precedence < end
    ]
    between = [catalogue.release(framework, version) for version in inside]
    return [first, *between, *([last] if end > start else [])]


def _named(catalogue: Catalogue, framework: str, field: str, label: str) -> Release:
    try:
        return catalogue.release(framework, label)
    except NotFound as missing:
        fault = Fault(pointer=f"/{field}", detail="names no published edition of this framework")
        raise InvalidBody(missing.detail, errors=[fault]) from None


def carry_ids(
    catalogue: Catalogue, views: Sequence[View], ids: Sequence[str], readable: Callable[[str], bool]
) -> shapes.MigrateAnswer:
    """What became of ids from the first of the views to the last, in the order asked.

    Ids that the first does not know are looked for among all frameworks that are ``readable``.
    """
    fates = migrate([view.edition for view in views], ids)
    unknown = {each.lower() for each, fate in fates.items() if fate.why == "unknown"}
    given = catalogue.find_given(unknown) if unknown else {}
    known = {each: found.framework for each, found in given.items() if readable(found.framework)}
    shown = {each: _migrated(views, each, fate, known.get(each.lower())) for each, fate in fates.items()}
    first: dict[str, int] = {}
    items = []
    for at, each in enumerate(ids):
        before = first.setdefault(each, at)
        items.append(shown[each] if before == at else replace(shown[each], repeats=before))
    times = Counter(item.outcome for item in items)
    return shapes.MigrateAnswer(
        editions=[view.release.envelope.version for view in views],
        counts={outcome: times[outcome] for outcome in get_args(Outcome)},
        items=items,
    )


def _migrated(views: Sequence[View], asked: str, fate: Fate, framework: str | None) -> shapes.Migrated:
    why, detail = _reason(fate, framework, views[0])
    return shapes.Migrated(
        id=asked,
        outcome=fate.outcome,
        why=why,
        detail=detail,
        was=show_standing(views[0], fate.was) if fate.was else None,
        now=[show_standing(views[-1], standing) for standing in fate.now],
        steps=[_step(views, step) for step in fate.steps],
        repeats=None,
    )


def _reason(fate: Fate, framework: str | None, view: View) -> tuple[shapes.Why | None, str | None]:
    if fate.why != "unknown" or framework is None:
        return fate.why, _SAID[fate.why] if fate.why else None
    if framework == view.framework:
        version = view.release.envelope.version
        return (
            "elsewhen",
            f"Other editions of this framework have it; {version} neither has it nor retires it.",
        )
    return "other_framework", f"It belongs to the framework {framework!r}: ask that one."


def _step(views: Sequence[View], step: Step) -> shapes.MigrateStep:
    here, before = views[step.at], views[max(step.at - 1, 0)]
    return shapes.MigrateStep(
        edition=here.release.envelope.version,
        what=step.what,
        id=here.part_id(step.kind, step.key),  # type: ignore[arg-type]  # of a kind that has ids
        old=show_standing(before, step.old) if step.old else None,
        new=show_standing(here, step.new) if step.new else None,
        reason=step.reason,
        replaced_by=[here.part_id(kind, key) for kind, key in step.by],  # type: ignore[arg-type]  # as above
    )
