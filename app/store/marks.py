"""Marks of entries of a feed: by one a reader who comes back shows which entry it has seen at its position."""

import hashlib
import json

#: What a mark looks like: as many bits as nobody meets by chance.
MARK_PATTERN = "^[0-9a-f]{12}$"


def mark(*facts: str | int) -> str:
    """The mark of an entry with facts that never change, one of them the microsecond at which it was written."""
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:12]
