"""What lint finds in an edition, as readers see it."""

from collections import Counter
from collections.abc import Sequence

from app.framework.lint import RULES, Finding, Severity, lint
from app.kit.paging import Window
from app.kit.problems import InvalidParameter
from app.reading.pages import page
from app.reading.shapes import lint as shapes
from app.reading.shapes.common import Reference
from app.reading.view import KINDS, View


def list_findings(view: View, window: Window, severity: Severity | None, rule: str | None) -> shapes.Findings:
    """What lint finds, rule by rule, errors first; of one severity or rule. InvalidParameter for an unknown rule."""
    if rule is not None and rule not in RULES:
        raise InvalidParameter.of("rule", f"names no rule of lint; known are: {', '.join(RULES)}")
    found = _findings(view)
    asked = [each for each in found if severity in (None, each.severity) and rule in (None, each.rule)]
    shown = page(asked, window, lambda each: _finding(view, each))
    return shapes.Findings(items=shown.items, total=shown.total, next=shown.next, counts=counts(found))


def counts(found: Sequence[Finding]) -> shapes.FindingCounts:
    """How many findings there are of each severity, and of each rule."""
    severities = Counter(each.severity for each in found if each.open)
    return shapes.FindingCounts(
        error=severities["error"],
        warning=severities["warning"],
        waived=sum(not each.open for each in found),
        rules=dict(Counter(each.rule for each in found if each.open)),
    )


def _findings(view: View) -> tuple[Finding, ...]:
    # A second or so in the largest editions, and the same for every page.
    kept = view.look.memo.setdefault("lint", {})
    if "findings" not in kept:
        kept["findings"] = lint(view.edition)
    found: tuple[Finding, ...] = kept["findings"]
    return found


def _finding(view: View, found: Finding) -> shapes.Finding:
    return shapes.Finding(
        rule=found.rule,
        severity=found.severity,
        place=found.place,
        kind=found.kind,
        key=found.key,
        message=found.message,
        waived=found.waived,
        thing=_thing(view, found.place.split("/")[1:]),
    )


def _thing(view: View, steps: Sequence[str]) -> Reference | None:
    """The innermost thing at a place in the document."""
    if steps[0] in ("framework", "sources", "waivers"):
        return None
    found = getattr(view.edition, steps[0])[int(steps[1])]
    if steps[0] in ("roles", "scales") and "levels" in steps[2:3]:
        found = found.levels[int(steps[3])]
    elif steps[0] == "scales":
        return view.scale(found)
    return view.refer(KINDS[type(found)], found)
