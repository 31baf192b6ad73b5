"""Keys and ids: what stays the same when names change.

Every thing has an immutable key, its first slug; ``id = uuid5(NAMESPACE, "{framework key}/{kind}/{key}")``.
"""

import hashlib
import re
from collections.abc import Container
from typing import Literal, get_args
from uuid import UUID, uuid5

from app.framework.slugs import MOST

ThingKind = Literal["mastery_level", "stage", "skill_group", "skill", "role_family", "role", "role_level", "activity"]
PartKind = Literal["statement", "responsibility", "requirement", "progression"]
Kind = ThingKind | PartKind
THING_KINDS: tuple[ThingKind, ...] = get_args(ThingKind)
#: The kinds whose ids are written down when an edition is published, and that can be retired.
LASTING_KINDS: tuple[str, ...] = (*THING_KINDS, "statement")

#: Constant for ever: ids that consumers have stored depend on it.
NAMESPACE = UUID("5c7f2d8e-41b6-5f0a-9d53-c0a1f3a4e7b2")
_NAMESPACE = NAMESPACE.bytes
#: The digit of an id that holds its variant, by the digit of the hash in its place.
_VARIANT = dict(zip("0123456789abcdef", "89ab" * 4, strict=True))
_ID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def identify(framework_key: str, kind: str, key: str) -> UUID:
    """The id of a thing or part, the same in every edition, database and process."""
    return uuid5(NAMESPACE, f"{framework_key}/{kind}/{key}")


def identify_text(framework_key: str, kind: str, key: str) -> str:
    """The same id as text, without the cost of a UUID object: a page of requirements shows a thousand of them."""
    text = hashlib.sha1(_NAMESPACE + f"{framework_key}/{kind}/{key}".encode()).hexdigest()  # noqa: S324  # RFC 9562, 5.5
    return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{_VARIANT[text[16]]}{text[17:20]}-{text[20:32]}"


def is_id(text: str) -> bool:
    """Whether a text has the form of an id, in any case."""
    return _ID.fullmatch(text) is not None


def requirement_key(role_level: str, skill: str) -> str:
    """A requirement is what one role level (key) needs of one skill (key)."""
    return f"{role_level}/{skill}"


def progression_key(origin: str, target: str, kind: str) -> str:
    """A progression is known by its two ends (role level keys) and its kind."""
    return f"{origin}/{target}/{kind}"


def relation_key(origin: str, target: str, kind: str) -> str:
    """A relation, which has no id, is told apart by its two ends (skill keys) and its kind."""
    return f"{origin}/{target}/{kind}"


def retirement_key(kind: str, key: str) -> str:
    """A retirement, which has no id, is told apart by what it retires."""
    return f"{kind}/{key}"


def part_key(owner: str, level: str | None, wording: str) -> str:
    """The key of a statement or responsibility: 16 hex digits of a hash of its owner, level and first wording.

    ``owner`` is ``skill/KEY``, ``requirement/KEY`` or ``role_level/KEY``.
    """
    return hashlib.sha256("\n".join((owner, level or "", wording)).encode()).hexdigest()[:16]


def free_key(wanted: str, taken: Container[str]) -> str:
    """The wanted key, or with a number behind it, from ``-2`` on, that is not taken.

    It is the first such number where the numbers taken have no gaps. A key too long for its form is cut before it.
    """
    if wanted not in taken:
        return wanted
    # Doubled, then halved: a file with a thousand equal names must not be counted through a thousand times.
    low, high = 1, 2
    while _numbered(wanted, high) in taken:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _numbered(wanted, middle) in taken else (low, middle)
    return _numbered(wanted, high)


def _numbered(wanted: str, number: int) -> str:
    most = 2 * MOST + 1 if "/" in wanted else MOST
    return f"{wanted[: most - len(f'-{number}')].rstrip('-')}-{number}"
