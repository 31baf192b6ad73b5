"""What a secret of Capframe looks like, so that whoever writes a log or reads an address knows one when it passes."""

import re

#: ``cf_``, ten characters that may be shown, 32 that may not, and a checksum of six: docs/keys.md.
SECRET = re.compile(r"cf_([0-9a-z]{10})_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}")


def holds_secret(text: str) -> bool:
    """Whether a text holds something of that form, right or made up."""
    return "cf_" in text and SECRET.search(text) is not None


def without_secrets(text: str) -> str:
    """The text with only the id left of each secret."""
    return SECRET.sub(r"cf_\1_[secret]", text) if "cf_" in text else text
