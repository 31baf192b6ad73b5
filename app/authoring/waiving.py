"""Refusing what is written anew to waive a rule that there is not; what stands already is told by lint."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from app.exchange import native
from app.framework.history import Waiver
from app.framework.lint import in_vain
from app.kit.mendable import Mendable


class UnknownRules(Mendable):
    """Waivers name rules that there are not; ``wrong`` says of each what is wrong, as the end of a sentence."""

    def __init__(self, wrong: Mapping[Waiver, str]) -> None:
        super().__init__("\n".join(f"The waiver at {each.place!r} {told}" for each, told in wrong.items()))
        self.wrong = wrong


def refuse_unknown_rules(waivers: Iterable[Waiver], standing: Iterable[Waiver]) -> None:
    """UnknownRules where there are any but among the waivers that stand already."""
    if wrong := in_vain(waivers, standing):
        raise UnknownRules(wrong)


@contextmanager
def waivers_of(data: bytes, name: str) -> Iterator[None]:
    """Tell of unknown rules at their places in a native document: UnreadableFile."""
    try:
        yield
    except UnknownRules as refusal:
        raise native.refusal_of_waivers(data, name, refusal.wrong) from None
