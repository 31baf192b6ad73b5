"""Courses written: one put or retired, or a whole batch. Each call is one transaction, under the provider's lock."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from app.framework.course import Course, course_id, course_text, read_course
from app.kit.preconditions import Precondition
from app.kit.problems import Fault, InvalidBody, NotFound
from app.reading.shapes.batches import Outcome
from app.store import courses
from app.store.asking import changing
from app.store.courses import Anchor, Change, Stamp, There
from app.store.providers import ProviderRecord, find_provider

Render = Callable[[Course], bytes]
Anchors = Mapping[str, Anchor]
#: Faults that the refusal of a whole batch tells.
_MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class Item:
    """A course of a batch: what it is to be, or what is wrong with it. ``seen`` are the skills (ids) that somebody has
    looked at by the edition in force."""

    external_id: str | None
    course: Course | None
    faults: tuple[Fault, ...] = ()
    seen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch that was written: its items with what became of each, and how many absent courses were retired."""

    items: Sequence[tuple[Item, Outcome]]
    retired: int

    @property
    def counts(self) -> dict[str, int]:
        """How many items have each outcome, zeros too, and how many courses were retired."""
        times = Counter(outcome for _, outcome in self.items)
        outcomes: tuple[Outcome, ...] = ("created", "changed", "unchanged", "refused")
        return {**{outcome: times[outcome] for outcome in outcomes}, "retired": self.retired}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a batch is written. ``atomic``: all of it or nothing. ``replace``: what is not in it is retired; also then
    all or nothing, and never all that there is, unless ``force`` says that this is meant."""

    replace: bool = False
    atomic: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A course that is to be written: its provider (slug), the provider's id for it, and the state that was seen of it.

    ``render`` makes of a course the bytes that its address answers, to compare tags with.
    """

    provider: str
    external_id: str
    condition: Precondition
    render: Render

    def check(self, there: Course | None) -> None:
        """PreconditionFailed where something else is there than was seen."""
        self.condition.honour(self.render(there) if there else None)


def put_course(
    engine: Engine, aim: Aim, course: Course, anchors: Anchors, stamp: Stamp, *, seen: frozenset[str] = frozenset()
) -> bool:
    """Put a course in the place of what is there; whether there was none. The same again changes nothing, but that
    skills (ids) which were ``seen`` by the edition in force count as mapped by it."""
    with changing(engine) as connection:
        record = _locked(connection, aim.provider)
        there, now = _there(connection, record, aim.external_id)
        aim.check(now)
        if now != course:
            own = course_id(aim.provider, aim.external_id)
            change = Change(external_id=aim.external_id, id=own, there=there, course=course)
            courses.write(connection, record.id, [change], anchors, stamp)
        if there:
            _note_seen(connection, [(there, course, seen)], anchors)
    return now is None


def retire_course(engine: Engine, aim: Aim, stamp: Stamp) -> None:
    """Retire a course; NotFound where there is none."""
    with changing(engine) as connection:
        record = _locked(connection, aim.provider)
        there, now = _there(connection, record, aim.external_id)
        aim.check(now)
        if there is None or now is None:
            raise no_course(aim.provider, aim.external_id)
        change = Change(external_id=aim.external_id, id=there.id, there=there, course=None)
        courses.write(connection, record.id, [change], {}, stamp)


def put_batch(
    engine: Engine, provider: str, items: Sequence[Item], anchors: Anchors, *, manner: Manner, stamp: Stamp
) -> Batch:
    """Put many courses at once; InvalidBody, and nothing written, where the manner does not let that pass."""
    check_manner(items, manner)
    fine = {item.external_id: item.course for item in items if item.course and item.external_id}
    with changing(engine) as connection:
        record = _locked(connection, provider)
        there = courses.find_there(connection, record.id, fine)
        changes = list(_changes(provider, fine, there))
        live = courses.find_live(connection, record.id) if manner.replace else {}
        named = {item.external_id for item in items}
        gone = [
            Change(external_id=name, id=own.id, there=own, course=None)
            for name, own in live.items()
            if name not in named
        ]
        courses.write(connection, record.id, [*changes, *gone], anchors, stamp)
        looked = ((there.get(item.external_id or ""), item) for item in items)
        _note_seen(connection, [(own, item.course, item.seen) for own, item in looked if own and item.course], anchors)
    written: dict[str | None, Outcome] = {change.external_id: _outcome(change) for change in changes}
    told = [(item, written.get(item.external_id, "unchanged") if item.course else "refused") for item in items]
    return Batch(items=told, retired=len(gone))


def check_manner(items: Sequence[Item], manner: Manner) -> None:
    """InvalidBody where a batch may not be written in this manner."""
    faulty = [(at, item) for at, item in enumerate(items) if not item.course]
    if faulty and (manner.atomic or (manner.replace and not manner.force)):
        why = (
            "with atomic=true that is all or nothing"
            if manner.atomic
            else "with replace=true they might be taken for absent; mend them, or add force=true to have the others"
            " replaced and these left as they are"
        )
        told = [
            Fault(detail=each.detail, pointer=f"/{at}{each.pointer or ''}")
            for at, item in faulty
            for each in item.faults
        ]
        detail = f"{len(faulty):,} of {len(items):,} courses are faulty, and {why}. Nothing was written."
        raise InvalidBody(detail, errors=told[:_MOST_TOLD])
    if manner.replace and not items and not manner.force:
        fault = Fault(detail="is empty: with replace=true that retires every course; add force=true if so", pointer="")
        raise InvalidBody("The batch is empty, and would retire every course. Nothing was written.", errors=[fault])


def no_course(provider: str, external_id: str) -> NotFound:
    """There is no such course, or it was retired."""
    return NotFound(f"The provider {provider!r} has no course {external_id!r}.")


def no_provider(provider: str) -> NotFound:
    """There is no such provider."""
    return NotFound(f"There is no provider {provider!r}; whoever runs the server enters it with POST /v1/providers.")


def _locked(connection: Connection, provider: str) -> ProviderRecord:
    record = find_provider(connection, provider, lock=True)
    if record is None:
        raise no_provider(provider)
    return record


def _there(connection: Connection, record: ProviderRecord, external_id: str) -> tuple[There | None, Course | None]:
    there = courses.find_there(connection, record.id, [external_id]).get(external_id)
    return there, read_course(there.content) if there and there.content is not None else None


def _changes(provider: str, wanted: Mapping[str, Course], there: Mapping[str, There]) -> Sequence[Change]:
    """What differs from what is there."""
    return [
        Change(external_id=name, id=course_id(provider, name), there=there.get(name), course=course)
        for name, course in wanted.items()
        if name not in there or there[name].content != course_text(course)
    ]


def _note_seen(
    connection: Connection, looked: Iterable[tuple[There, Course, Collection[str]]], anchors: Anchors
) -> None:
    """Have what somebody saw in courses that were there before count as mapped by the edition in force."""
    by_edition: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for there, course, seen in looked:
        for taught in course.teaches if seen else ():
            if taught.skill in seen:
                by_edition[anchors[taught.framework].edition_id].append((there.number, taught.skill))
    for edition_id, mapped in by_edition.items():
        courses.anchor_again(connection, edition_id, mapped)


def _outcome(change: Change) -> Outcome:
    return "created" if change.action == "created" else "changed"
