"""The page about lint says of every rule what the code says, and of the real framework what lint finds."""

import csv
import io
import re
from collections import Counter

import pytest

from app.exchange.govuk import parse
from app.framework.edition import Edition
from app.framework.lint import RULES, lint, lint_errors
from tests.docs.blocks import ROOT
from tests.exchange.test_govuk_real import files
from tests.real_data import needs_real_data

PAGE = (ROOT / "docs/lint.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def govuk() -> Edition:
    return parse(*files(), slug="ddat").edition


def test_every_rule_has_its_entry_and_every_entry_is_a_rule() -> None:
    entries = re.findall(r"^### (\S+)\n\n(.*?)\n\n", PAGE, re.MULTILINE | re.DOTALL)
    told = {slug: " ".join(text.split()) for slug, text in entries}
    assert list(told) == list(RULES)
    for rule in RULES.values():
        assert told[rule.slug] == f"**{rule.title}** ({rule.severity}). {rule.why} {rule.do}"


@needs_real_data
def test_the_counts_of_the_real_framework_are_those_of_the_page(govuk: Edition) -> None:
    counts = Counter(finding.rule for finding in lint(govuk))
    table = "\n".join(f"| `{slug}` | {counts[slug]} |" for slug in RULES if counts[slug])
    assert f"|---|---|\n{table}\n\n" in PAGE, f"the page should say:\n{table}"


@needs_real_data
def test_the_real_framework_can_be_published(govuk: Edition) -> None:
    assert lint_errors(govuk) == ()


@needs_real_data
def test_what_its_publisher_is_known_to_have_left_is_found(govuk: Edition) -> None:
    findings = [finding for finding in lint(govuk) if finding.rule == "level-without-statements"]
    levels = [re.search(r"statement for (.*?)[.,]", finding.message) for finding in findings]
    assert sum(len(found[1].split(" and ")) for found in levels if found) == 60
    skills = govuk.skills
    undescribed = {skills[int(finding.place.rpartition("/")[2])].name for finding in lint(govuk)
                   if finding.rule == "skill-without-description"}  # fmt: skip
    rows = csv.DictReader(io.StringIO(files()[0].data.decode("utf-8-sig")))
    missing = {row["Skill Name"].strip() for row in rows if row["Skill Description"].strip() == "MISSING"}
    assert len(missing) == 36
    assert missing < undescribed
