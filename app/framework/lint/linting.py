"""Running the rules over an edition, and setting its waivers against what they find."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.framework.content import Content
from app.framework.history import Waiver
from app.framework.lint.finding import Finding, Found, Rule, finding
from app.framework.lint.rules import RULES, STALE
from app.framework.lint.subject import Subject


def lint(content: Content) -> tuple[Finding, ...]:
    """Everything the rules find, waived or not: rule by rule in the order of ``RULES``, each in the document's order.

    No two findings of a rule are at one place. A finding that a waiver of the content names bears its reason.
    """
    waivers = {(waiver.rule, waiver.place): waiver for waiver in reversed(content.waivers)}
    found = [_waived(each, waivers) for each in _found(content, RULES)]
    return (*found, *_stale(content, found))


def lint_errors(content: Content) -> tuple[Finding, ...]:
    """What ``lint`` finds that stops a publish, without looking for the rest."""
    return tuple(_found(content, {slug: rule for slug, rule in RULES.items() if rule.severity == "error"}))


def _found(content: Content, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    subject = Subject(content)
    for rule in rules.values():
        for found in rule.check(subject) if rule.check else ():
            yield finding(rule, found)


def _waived(each: Finding, waivers: Mapping[tuple[str, str], Waiver]) -> Finding:
    waiver = waivers.get((each.rule, each.place))
    return replace(each, waived=waiver.reason) if waiver and each.severity == "warning" else each


def _stale(content: Content, found: list[Finding]) -> Iterator[Finding]:
    """The waivers that waive nothing."""
    waived = {(each.rule, each.place) for each in found if not each.open}
    for number, waiver in enumerate(content.waivers):
        if (waiver.rule, waiver.place) not in waived:
            key = f"{waiver.rule} {waiver.place}"
            yield finding(STALE, Found(("waivers", number), "waiver", key, _useless(waiver)))


def _useless(waiver: Waiver) -> str:
    rule = RULES.get(waiver.rule)
    if rule is None:
        return f"A waiver names the rule '{waiver.rule}', which there is not."
    if rule is STALE:
        return f"A waiver names the rule '{waiver.rule}', whose findings cannot be waived."
    if rule.severity == "error":
        return f"A waiver names the rule '{waiver.rule}', whose findings are errors, which cannot be waived."
    return f"A waiver names '{waiver.rule}' at '{waiver.place}', where that rule finds nothing."
