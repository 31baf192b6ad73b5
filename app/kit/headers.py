"""Headers of a request that hold lists: joined over their repetitions, and weighed (RFC 9110, 5.2 and 12.4.2)."""

from starlette.types import Scope


def listed(scope: Scope, name: bytes) -> str:
    """The value of a list header, its repetitions joined; empty where it is absent. The name is in lower case."""
    return ", ".join(value.decode("latin-1") for key, value in scope["headers"] if key == name)


def weights(header: str) -> dict[str, float]:
    """What a header such as Accept asks for, in lower case, each with its weight from 0 to 1; what has no form is 0."""
    found = {}
    for entry in header.lower().split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        given = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        if name:
            found[name] = _number(given)
    return found


def _number(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0


def accepts(header: str, media_type: str) -> bool:
    """Whether an Accept header lets a media type through; the most specific entry decides, none lets all in."""
    asked = weights(header)
    family = media_type.partition("/")[0]
    return not asked or next((asked[each] > 0 for each in (media_type, f"{family}/*", "*/*") if each in asked), False)


def accepts_coding(header: str, coding: str) -> bool:
    """Whether an Accept-Encoding header asks for a coding; no header asks for none."""
    asked = weights(header)
    return asked.get(coding, asked.get("*", 0.0)) > 0
