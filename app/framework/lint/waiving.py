"""Waivers that can waive nothing, ever: they name a rule that there is not."""

from collections.abc import Iterable
from difflib import get_close_matches

from app.framework.history import Waiver
from app.framework.lint.rules import RULES

_MOST_SHOWN = 60


def in_vain(waivers: Iterable[Waiver], standing: Iterable[Waiver]) -> dict[Waiver, str]:
    """The waivers of rules that there are not, but for those that stand already, each with the end of a sentence.

    What stands may waive a rule that a later release has no more; lint tells of it.
    """
    there = set(standing)
    return {each: unknown_rule(each.rule) for each in waivers if each.rule not in RULES and each not in there}


def unknown_rule(rule: str) -> str:
    """What to say of a rule that there is not: which come near, else which there are."""
    near = get_close_matches(rule, RULES, n=2, cutoff=0.6)
    told = f"near to it: {', '.join(near)}" if near else f"known are {', '.join(RULES)}"
    shown = rule if len(rule) <= _MOST_SHOWN else f"{rule[:_MOST_SHOWN]}…"
    return f"names the rule {shown!r}, which there is not; {told}"
