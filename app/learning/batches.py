"""Reading a batch of courses, JSON or NDJSON: each course by itself, so that one that is faulty spoils no other."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from app.kit.problems import Fault, InvalidBody, MalformedRequest
from app.kit.strict_json import NoJson, UnfitJson, read_json
from app.kit.text import ExternalId, fault, rule_of
from app.kit.unfit import MOST_OF_ONE, body_fault, cut, pointer
from app.reading.shapes.courses import MOST_BATCH, CourseWanted

Check = Callable[..., Sequence[Fault]]
_COURSE = TypeAdapter(CourseWanted)


@dataclass(frozen=True, slots=True)
class Sent:
    """A course of a batch: what is wanted, or what is wrong with it. ``external_id`` as far as it can be read."""

    external_id: str | None
    wanted: CourseWanted | None
    faults: tuple[Fault, ...] = ()


def read_batch(body: bytes, check: Check, *, lines: bool) -> list[Sent]:
    """The courses of a batch in their order: of a JSON list, or of ``lines`` that hold an object each.

    ``check`` finds what else is wrong with one. MalformedRequest where it cannot be read at all; InvalidBody where it
    is no list or holds too many.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise MalformedRequest("The body is not in UTF-8.") from None
    found = _of_lines(text) if lines else _of_list(text)
    return _without_twins([_checked(sent, check) for sent in found])


def _checked(sent: Sent, check: Check) -> Sent:
    if sent.wanted is None or sent.external_id is None:
        return sent
    faults = tuple(check(sent.wanted, external_id=sent.external_id))
    return replace(sent, wanted=None, faults=faults) if faults else sent


def _of_lines(text: str) -> list[Sent]:
    found = [line for line in text.split("\n") if line.strip()]
    _check_number(len(found))
    return [_of_line(line) for line in found]


def _of_line(line: str) -> Sent:
    try:
        return _sent(read_json(line))
    except NoJson as error:
        place = f" ({error.place})" if error.place else ""
        return Sent(None, None, (Fault(detail=f"{error.message}{place}"),))
    except UnfitJson as error:
        return _unfit(error.plain, [Fault(detail=message, pointer=pointer(at)) for at, message in error.found])


def _of_list(text: str) -> list[Sent]:
    unfit: dict[object, list[Fault]] = defaultdict(list)
    try:
        plain = read_json(text)
    except NoJson as error:
        place = f" ({error.place})" if error.place else ""
        raise MalformedRequest(f"The body {error.message}{place}.") from None
    except UnfitJson as error:
        plain = error.plain
        for (*steps,), message in error.found:
            unfit[steps[0] if steps else None].append(Fault(detail=message, pointer=pointer(steps[1:])))
    if not isinstance(plain, list):
        raise InvalidBody("The body must be a list of courses.", errors=[Fault(detail="must be a list", pointer="")])
    _check_number(len(plain))
    return [_unfit(each, unfit[at]) if at in unfit else _sent(each) for at, each in enumerate(plain)]


def _check_number(number: int) -> None:
    if number > MOST_BATCH:
        message = f"holds {number:,} courses; a batch has at most {MOST_BATCH:,}: send several"
        raise InvalidBody(f"The body {message}.", errors=[Fault(detail=message, pointer="")])


def _sent(plain: Any) -> Sent:
    try:
        wanted = _COURSE.validate_python(plain)
    except ValidationError as error:
        return _unfit(plain, [body_fault(each, each["loc"]) for each in error.errors(include_url=False)])
    if wanted.external_id is None:
        return Sent(None, None, (Fault(detail="is missing: a course of a batch needs it", pointer="/external_id"),))
    return Sent(wanted.external_id, wanted)


def _unfit(plain: Any, faults: Iterable[Fault]) -> Sent:
    given = plain.get("external_id") if isinstance(plain, dict) else None
    known = given if isinstance(given, str) and not fault(given, rule_of(ExternalId)) else None
    return Sent(known, None, tuple(cut([*faults], MOST_OF_ONE)))


def _without_twins(found: Sequence[Sent]) -> list[Sent]:
    """Of several with one id none is meant for certain, so all are refused."""
    times = Counter(sent.external_id for sent in found if sent.external_id is not None)
    twice = {name for name, number in times.items() if number > 1}
    detail = "stands more than once in the batch; send each course once"
    twin = Fault(detail=detail, pointer="/external_id")
    return [
        replace(sent, wanted=None, faults=(twin, *sent.faults)) if sent.external_id in twice else sent for sent in found
    ]
