"""What a secret of Capframe looks like, so that whoever writes a log or reads an address knows one when it passes."""

import re

#: ``cf_``, ten characters that may be shown, 32 that may not, and a checksum of six: docs/keys.md.
SECRET = re.compile(r"cf_([0-9a-z]{10})_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}")
#: A secret with a slip in it gives away as much as a right one: whatever starts like one and is longer than an id.
_NEARLY = re.compile(r"cf_(?:([0-9a-z]{10})[_-][0-9A-Za-z_-]{4,}|[0-9A-Za-z_-]{14,})")


def holds_secret(text: str) -> bool:
    """Whether a text holds something of that form, right or made up."""
    return "cf_" in text and SECRET.search(text) is not None


def without_secrets(text: str) -> str:
    """The text with only the id left of each secret, also of one that is cut short or has too much in it."""
    return _NEARLY.sub(_known, text) if "cf_" in text else text


def _known(found: re.Match[str]) -> str:
    return f"cf_{found[1]}_[secret]" if found[1] else "cf_[secret]"
