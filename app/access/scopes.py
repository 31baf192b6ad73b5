"""Scopes: a ladder on which each rung includes those below it, and ``learn`` beside it.

::

    admin ⊃ publish ⊃ edit ⊃ propose ⊃ read        learn

A rung holds over one framework or over all. ``learn`` binds a key to one provider of courses.
"""

from collections.abc import Mapping
from typing import Literal, get_args

Rung = Literal["admin", "publish", "edit", "propose", "read"]
Scope = Literal["admin", "publish", "edit", "propose", "read", "learn"]

#: Every scope, with what it lets a key do.
SCOPES: Mapping[Scope, str] = {
    "admin": "make frameworks, providers and webhooks, manage keys; and all that publish allows",
    "publish": "publish and withdraw editions; and all that edit allows",
    "edit": "make, change and read drafts, read the audit; and all that propose allows",
    "propose": "suggest changes; and all that read allows",
    "read": "read what is published, where the server asks for a key to read",
    "learn": "write the courses of one provider, and what they teach",
}
LADDER: tuple[Rung, ...] = get_args(Rung)


def includes(held: Rung | None, wanted: Rung) -> bool:
    """Whether a rung includes another; each includes itself."""
    return held is not None and LADDER.index(held) <= LADDER.index(wanted)


def highest(rungs: set[Rung]) -> Rung | None:
    """The rung that includes all the others; None of none."""
    return min(rungs, key=LADDER.index, default=None)
