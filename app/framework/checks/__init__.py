"""What makes content *an* edition: every rule that is checked while one is built.

``findings`` yields each broken rule with its place; whether it is a *good* edition is the business of lint.
"""

from collections.abc import Iterator
from itertools import chain

from app.framework.checks.finding import Finding
from app.framework.checks.keys import repeated_keys, repeated_slugs
from app.framework.checks.order import broken_orders, circles, loops
from app.framework.checks.references import dangling_references, requirement_faults, retirement_faults
from app.framework.checks.texts import unfit_texts
from app.framework.checks.values import unknown_values
from app.framework.content import Content

__all__ = ["Finding", "findings"]


def findings(content: Content) -> Iterator[Finding]:
    """Every broken rule of the model. The order is fixed: texts, keys, references, orders."""
    return chain(
        unfit_texts(content),
        unknown_values(content),
        repeated_keys(content),
        repeated_slugs(content),
        dangling_references(content),
        requirement_faults(content),
        retirement_faults(content),
        broken_orders(content),
        loops(content),
        circles(content),
    )
