"""A waiver marks what it accepts, and one that accepts nothing is told."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.framework.edition import Edition
from app.framework.history import Waiver
from app.framework.lint import Finding, in_vain, lint, lint_errors
from tests.framework.lint.gardens import GARDEN, found
from tests.strategies import editions


def waiving(rule: str, place: str, *others: Waiver, on: Edition = GARDEN) -> Edition:
    return replace(on, waivers=(*others, Waiver(rule=rule, place=place, reason="So be it.")))


def untold(finding: Finding) -> tuple[str, str, str, bool]:
    """A finding without its place: that of a waiver moves when another comes before it."""
    return (finding.rule, finding.kind, finding.key, finding.open)


def test_a_waived_warning_is_told_with_its_reason() -> None:
    [first, second] = found(waiving("level-without-statements", "/skills/1"), "level-without-statements")
    assert (first.place, first.waived, first.open) == ("/skills/1", "So be it.", False)
    assert (second.place, second.waived, second.open) == ("/skills/2", None, True)


def test_a_waiver_at_a_place_without_a_finding_is_stale() -> None:
    [finding] = found(waiving("level-without-statements", "/skills/0"), "stale-waiver")
    assert (finding.place, finding.severity, finding.kind) == ("/waivers/0", "warning", "waiver")
    assert finding.message == (
        "A waiver names 'level-without-statements' at '/skills/0', where that rule finds nothing."
    )


def test_a_waiver_of_a_rule_that_there_is_not_is_stale() -> None:
    [finding] = found(waiving("be-nice", "/skills/0"), "stale-waiver")
    assert finding.message == "A waiver names the rule 'be-nice', which there is not."


def test_an_error_cannot_be_waived() -> None:
    broken = replace(GARDEN, framework=replace(GARDEN.framework, description="TBC"))
    edition = waiving("placeholder-text", "/framework/description", on=broken)
    assert [each.open for each in lint_errors(edition)] == [True]
    assert [each.open for each in found(edition, "placeholder-text")] == [True]
    [finding] = found(edition, "stale-waiver")
    assert "are errors, which cannot be waived" in finding.message


def test_only_new_waivers_of_rules_that_there_are_not_are_in_vain() -> None:
    old, new, fine = (
        Waiver(rule=rule, place="/skills/0", reason="Why not?") for rule in ("be-nice", "stale-waver", "stale-waiver")
    )
    assert in_vain([old, new, fine], [old]) == {
        new: "names the rule 'stale-waver', which there is not; near to it: stale-waiver"
    }
    moved = replace(old, place="/skills/1")
    assert in_vain([moved], [old])[moved].startswith("names the rule 'be-nice', which there is not; known are ")


def test_a_stale_waiver_cannot_be_waived() -> None:
    stale = Waiver(rule="be-nice", place="/skills/0", reason="Why not?")
    edition = waiving("stale-waiver", "/waivers/0", stale)
    assert [each.open for each in found(edition, "stale-waiver")] == [True, True]


def test_two_waivers_of_one_finding_are_no_fault() -> None:
    twice = Waiver(rule="level-without-statements", place="/skills/1", reason="Another reason.")
    edition = waiving("level-without-statements", "/skills/1", twice)
    assert found(edition, "stale-waiver") == []
    assert found(edition, "level-without-statements")[0].waived == "Another reason."


@given(editions(), st.integers(0, 999))
def test_waiving_a_finding_marks_it_and_nothing_else(edition: Edition, chosen: int) -> None:
    before = lint(edition)
    warnings = [each for each in before if each.open and each.severity == "warning" and each.rule != "stale-waiver"]
    if not warnings:
        return
    one = warnings[chosen % len(warnings)]
    waiver = Waiver(rule=one.rule, place=one.place, reason="Accepted.")
    after = lint(replace(edition, waivers=(*edition.waivers, waiver)))
    wanted = [replace(each, waived="Accepted.") if each == one else each for each in before]
    assert [untold(each) for each in after] == [untold(each) for each in wanted]
    assert [each for each in after if each.rule != "stale-waiver"] == [
        each for each in wanted if each.rule != "stale-waiver"
    ]
