"""Entity tags: strong ones from the bytes of an answer, and the matching of If-None-Match (RFC 9110, 13.1.2)."""

import hashlib
import re

_TAG = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')


def strong_etag(body: bytes) -> str:
    """The tag of a body, quotes included: 32 hex digits of its SHA-256, so equal bytes have equal tags anywhere."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def none_match(etag: str, if_none_match: str | None) -> bool:
    """Whether an answer with this tag must be sent in full; False means 304.

    The comparison is the weak one. A header that is not a list of tags matches nothing.
    """
    if if_none_match is None:
        return True
    if if_none_match.strip() == "*":
        return False
    return etag.strip('"') not in tags(if_none_match)


def tags(header: str) -> list[str]:
    """The tags that a header lists, without quotes and marks of weakness; none where it is no list of tags."""
    return _TAG.findall(header)
