"""A garden in which every text says a word that stands nowhere else: whoever meets the word has seen a draft."""

import json
from collections.abc import Mapping
from typing import Any

from app.exchange.native import document, parse
from app.framework.release import Release
from tests.worlds import garden

MARK = "zqxvjk"
#: Of the same length, and in nothing at all: what is asked with it must be answered as with the mark.
NOTHING = "xqzkjv"
VERSION = f"{MARK}.1"
#: The rules of waivers are not among them: those are words of ours, and others are refused.
_TEXTS = {
    "name", "title", "description", "note", "notes", "text", "summary", "publisher", "attribution", "section", "reason",
    "unit", "value", "place",
}  # fmt: skip
_LISTS_OF_TEXTS = {"alternative_names", "grades", "statements"}
_SLUGS = {
    "slug", "skill", "scale", "stage", "level", "from_level", "from", "to", "groups", "families", "parents", "skills",
    "role_levels",
}  # fmt: skip
_ADDRESSES = {"url", "homepage", "uri"}


def marked(framework: str) -> Release:
    """The garden as a draft of a framework: its texts, slugs, codes and label marked; keys and ids as they were."""
    said = _marked(document(garden()), "")
    said |= {"framework": said["framework"] | {"slug": framework, "key": framework}, "version": VERSION}
    said["skills"].append({"slug": f"{MARK}-grafting", "name": f"Grafting {MARK}"})
    return parse(json.dumps(said).encode(), "marked.json")


def _marked(told: Any, field: str) -> Any:
    match told:
        case dict() if field == "levels":  # statements by mastery level
            return {_slug(level): _marked(lines, "statements") for level, lines in told.items()}
        case dict():
            return {name: _marked(value, name) for name, value in _keyed(told).items()}
        case list():
            return [_marked(each, field if isinstance(each, str) else "") for each in told]
        case str():
            return _marked_text(told, field)
        case _:
            return told


def _marked_text(told: str, field: str) -> str:
    if field in _TEXTS | _LISTS_OF_TEXTS:
        return f"{told} {MARK}"
    if field in _SLUGS:
        return _slug(told)
    return f"https://{MARK}.example" if field in _ADDRESSES else told


def _keyed(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """A thing says the key that it has by its slug of before."""
    return {"key": told["slug"], **told} if "name" in told and "slug" in told else told


def _slug(path: str) -> str:
    return "/".join(f"{MARK}-{slug}" for slug in path.split("/"))
