"""Lint: whether an edition is a *good* one. Whether it is one at all is checked when it is built.

``RULES`` is the table of rules; ``lint`` answers everything they find, ``lint_errors`` what stops a publish, and
``in_vain`` the waivers of rules that there are not.
"""

from app.framework.lint.finding import Finding, Rule, Severity
from app.framework.lint.linting import lint, lint_errors
from app.framework.lint.rules import RULES
from app.framework.lint.waiving import in_vain, unknown_rule

__all__ = ["RULES", "Finding", "Rule", "Severity", "in_vain", "lint", "lint_errors", "unknown_rule"]
