"""Slugs: the part of an address that is made from a name."""

import re
import unicodedata

MOST = 120

#: Letters that no Unicode decomposition takes apart, and signs that carry the meaning of a name.
_SPELLED = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "œ": "oe", "Œ": "oe", "đ": "d", "Đ": "d",
        "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ł": "l", "Ł": "l", "ı": "i", "&": " and ", "'": "", "’": "",
    }
)  # fmt: skip
_TECHNICAL = (
    (re.compile(r"(?<=\w)\+\+"), "-plus-plus "),
    (re.compile(r"(?<=\w)#"), "-sharp "),
    (re.compile(r"(?:^|(?<=\s))\.(?=\w)"), "dot-"),
)


def slugify(name: str) -> str:
    """Lower-case ASCII letters, digits and single hyphens, at most 120; empty when nothing of the name is left.

    ``C#`` becomes ``c-sharp``, ``C++`` ``c-plus-plus``, ``.NET`` ``dot-net``. A long name is cut between words.
    """
    for pattern, spelled in _TECHNICAL:
        name = pattern.sub(spelled, name)
    plain = unicodedata.normalize("NFKD", name.translate(_SPELLED)).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if len(slug) <= MOST:
        return slug
    cut = slug[: MOST + 1].rpartition("-")[0] or slug[:MOST]
    return cut.strip("-")
