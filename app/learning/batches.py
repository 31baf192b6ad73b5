"""Reading a batch of courses, JSON or NDJSON: each course by itself, so that one that is faulty spoils no other."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from pydantic import TypeAdapter, ValidationError

from app.framework.course import MOST_TAUGHT
from app.kit.problems import Fault, InvalidBody, MalformedRequest
from app.kit.strict_json import NoJson, TooMuchJson, UnfitJson, read_json
from app.kit.text import ExternalId, fault, rule_of
from app.kit.unfit import MOST_OF_ONE, body_fault, cut, pointer
from app.reading.shapes.courses import MOST_BATCH, MOST_MAPPED, CourseWanted

# A line that is not blank, but for its beginning: looking for that first would take long among blanks.
_FILLED = re.compile(r"\S[^\n]*")
# Objects and lists of a course, and of all of them: what holds more is no batch, and takes long to read.
_MOST_PARTS = 2 + 2 * MOST_TAUGHT
_MOST_PARTS_OF_ALL = 1 + 2 * MOST_BATCH + 2 * MOST_MAPPED
Check = Callable[..., Sequence[Fault]]
_COURSE = TypeAdapter(CourseWanted)


@dataclass(frozen=True, slots=True)
class Sent:
    """A course of a batch: what is wanted, or what is wrong with it. ``external_id`` as far as it can be read; ``line``
    is where it stands in lines, from 1."""

    external_id: str | None
    wanted: CourseWanted | None
    faults: tuple[Fault, ...] = ()
    line: int | None = None


def read_batch(body: bytes, check: Check, *, lines: bool) -> list[Sent]:
    """The courses of a batch in their order: of a JSON list, or of ``lines`` that hold an object each.

    ``check`` finds what else is wrong with one. MalformedRequest where it cannot be read at all; InvalidBody where it
    is no list or holds too many. A byte order mark before it is taken off, as it is from files.
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MalformedRequest("The body is not in UTF-8.") from None
    found = _of_lines(text) if lines else _of_list(text)
    _check_mapped(found)
    return _without_twins([_checked(sent, check) for sent in found])


def _checked(sent: Sent, check: Check) -> Sent:
    if sent.wanted is None or sent.external_id is None:
        return sent
    faults = tuple(check(sent.wanted, external_id=sent.external_id))
    return replace(sent, wanted=None, faults=faults) if faults else sent


def _of_lines(text: str) -> list[Sent]:
    found: list[Sent] = []
    number, seen = 1, 0
    matches = list(islice(_FILLED.finditer(text), MOST_BATCH + 1))
    _check_number(len(matches))
    for match in matches:
        begun = text.rfind("\n", 0, match.start()) + 1
        number, seen = number + text.count("\n", seen, begun), begun
        found.append(_of_line(text[begun : match.end()], number))
    return found


def _of_line(line: str, number: int) -> Sent:
    try:
        return replace(_sent(read_json(line, most=_MOST_PARTS)), line=number)
    except NoJson as error:
        place = error.place.replace("line 1,", f"line {number},") or f"line {number}"
        return Sent(None, None, (Fault(detail=f"{error.message} ({place})"),), number)
    except UnfitJson as error:
        faults = [Fault(detail=message, pointer=pointer(at)) for at, message in error.found]
        return replace(_unfit(error.plain, faults), line=number)


def _of_list(text: str) -> list[Sent]:
    unfit: dict[object, list[Fault]] = defaultdict(list)
    try:
        plain = read_json(text, most=_MOST_PARTS_OF_ALL)
    except TooMuchJson as error:
        raise _too_many(f"{error.message}; send several batches") from None
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
        raise _too_many(f"holds more than {MOST_BATCH:,} courses, which is the most that a batch has: send several")


def _check_mapped(found: Sequence[Sent]) -> None:
    number = sum(len(sent.wanted.teaches) for sent in found if sent.wanted)
    if number > MOST_MAPPED:
        raise _too_many(f"teaches {number:,} skills in all; a batch has at most {MOST_MAPPED:,}: send several")


def _too_many(message: str) -> InvalidBody:
    return InvalidBody(f"The body {message}.", errors=[Fault(detail=message, pointer="")])


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
