"""The digest: which content it is, whatever database, process or order it came from."""

import datetime as dt
import hashlib
import json
from dataclasses import fields
from functools import cache
from typing import Any

from app.framework.edition import Edition


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(kind) if field.init)


def canonical(value: Any) -> Any:
    """A frozen value as plain JSON data, with every field left out that is absent or at its default.

    Leaving out the absent is what lets a new optional field keep old digests as they are.
    """
    if isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [canonical(entry) for entry in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    defaults = _defaults(type(value))  # type: ignore[arg-type]  # mypy takes the class for an instance
    held = ((name, default, getattr(value, name)) for name, default in defaults)
    return {name: canonical(one) for name, default, one in held if one not in (None, (), default)}


def canonical_json(edition: Edition) -> bytes:
    """Canonical JSON of the content: sorted keys, no blanks, UTF-8, only texts, whole numbers and booleans."""
    plain = canonical(edition)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(edition: Edition) -> str:
    """SHA-256 of the canonical JSON, 64 hex digits."""
    return hashlib.sha256(canonical_json(edition)).hexdigest()
