"""What the rooms below refuse in words for people, as the problems that HTTP answers."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from app.access import issuing
from app.authoring.importing import ImportRefused
from app.authoring.publishing import AlreadyPublished, BrokenContent, LintRefused, NoSuchEdition, NotInForce
from app.exchange.fault import Fault as FileFault
from app.exchange.fault import UnreadableFile
from app.kit.conflicts import KeyEnded, LintErrors, NotADraft, NotPublished
from app.kit.mendable import Mendable
from app.kit.problems import BrokenDraft, Fault, InvalidBody, NotFound, Problem
from app.store.asking import TOLD

_MOST_FAULTS = 50


@contextmanager
def as_problems() -> Iterator[None]:
    """Turn what is said to people into problems."""
    try:
        yield
    except Mendable as refusal:
        for kind, told in _TOLD.items():
            if isinstance(refusal, kind):
                raise told(refusal) from refusal
        raise


def _unreadable(refusal: UnreadableFile) -> Problem:
    faults = [_fault(each) for each in refusal.faults[:_MOST_FAULTS]]
    return InvalidBody("What was sent cannot be read as what it is to be.", errors=faults)


def _fault(each: FileFault) -> Fault:
    if each.file == "body.json" and each.place[:1] in ("", "/"):
        return Fault(detail=each.message, pointer=each.place)
    place = f"{each.file}, {each.place}" if each.place else each.file
    return Fault(detail=f"{place}: {each.message}")


def _broken(refusal: BrokenContent) -> Problem:
    faults = [Fault(detail=str(finding)) for finding in refusal.findings[:_MOST_FAULTS]]
    return BrokenDraft(f"{refusal}.", errors=faults)


def _lint(refusal: LintRefused) -> Problem:
    faults = [Fault(detail=each.message, pointer=each.place) for each in refusal.findings]
    return LintErrors("The draft is not published: lint finds errors in it.", errors=faults)


#: The more special stand before what they are a kind of.
_TOLD: Mapping[type[Mendable], Callable[[Any], Problem]] = {
    UnreadableFile: _unreadable,
    ImportRefused: lambda refusal: InvalidBody(f"{refusal}."),
    NoSuchEdition: lambda refusal: NotFound(f"{str(refusal).partition(';')[0]}."),
    BrokenContent: _broken,
    LintRefused: _lint,
    AlreadyPublished: lambda refusal: NotADraft(f"{refusal}."),
    NotInForce: lambda refusal: NotPublished(f"{refusal}."),
    issuing.NoSuchKey: lambda _: NotFound("There is no key with this id."),
    issuing.KeyEnded: lambda refusal: KeyEnded(f"{refusal}."),
    **TOLD,
}
