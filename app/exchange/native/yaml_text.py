"""Plain data as YAML text: one line a text, short objects on one line, and never a fold that shifts with a word.

PyYAML's own emitters either fold by width, so that one word moves many lines of a diff, or escape every emoji.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

#: An object that does not fit on a line of this width is written field under field.
WIDTH = 110
#: Small values that stay on one line, however wide.
_SMALL = frozenset({"source", "licence", "span", "codes"})
#: Lists of slugs and names, written on one line.
_IN_LINE = frozenset(
    {"alternative_names", "groups", "families", "parents", "grades", "skills", "role_levels", "replaced_by"}
)
#: The nouns that people edit most: always field under field, however short.
_SPREAD = frozenset({"framework", "scales", "skills", "roles", "activities"})

_UNPRINTABLE = re.compile("[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:.*\S)?")
_UNPLAIN = re.compile(r": |:$| #")
_UNPLAIN_IN_FLOW = re.compile(r"[,\[\]{}:]| #")
_LOOKS = yaml.resolver.Resolver()


def yaml_text(plain: dict[str, Any]) -> str:
    """YAML that reads back as the same data when every scalar but dates, whole numbers and booleans is a text."""
    return "".join(f"{line}\n" for line in _fields(plain, ""))


def _fields(plain: dict[str, Any], pad: str) -> Iterator[str]:
    for field, value in plain.items():
        head = f"{pad}{_scalar(field)}:"
        short = _short(field, value, len(head) + 1)
        if short is not None:
            yield f"{head} {short}"
        elif isinstance(value, dict):
            yield head
            yield from _fields(value, pad + "  ")
        elif isinstance(value, list | tuple):
            yield head
            for entry in value:
                yield from _entry(field, entry, pad)
        else:
            yield f"{head} |-"
            yield from (f"{pad}  {line}" if line else "" for line in value.split("\n"))


def _entry(field: str, entry: Any, pad: str) -> Iterator[str]:
    """An entry of a list, which starts in the column of the list's name."""
    short = _short(field, entry, len(pad) + 2)
    if short is not None:
        yield f"{pad}- {short}"
        return
    lines = _fields(entry, pad + "  ")
    yield f"{pad}- {next(lines)[len(pad) + 2 :]}"
    yield from lines


def _short(field: str, value: Any, column: int) -> str | None:
    """A value on one line; None when it takes several."""
    if not isinstance(value, dict | list | tuple):
        return None if _is_block(value) else _scalar(value)
    if field in _SPREAD and not _is_slugs(value):
        return None
    flow = _flow(field, value)
    fits = flow is not None and (field in _SMALL or column + len(flow) <= WIDTH)
    return flow if fits else None


def _flow(field: str, value: Any) -> str | None:
    if isinstance(value, dict):
        parts = [(name, _flow(name, one)) for name, one in value.items()]
        if any(part is None for _, part in parts):
            return None
        return "{" + ", ".join(f"{_scalar(name, flow=True)}: {part}" for name, part in parts) + "}"
    if isinstance(value, list | tuple):
        if field not in _IN_LINE or not _is_slugs(value):
            return None
        return "[" + ", ".join(_scalar(entry, flow=True) for entry in value) + "]"
    return None if _is_block(value) else _scalar(value, flow=True)


def _is_slugs(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(entry, str) for entry in value)


def _is_block(value: Any) -> bool:
    return isinstance(value, str) and "\n" in value and value == value.strip() and not _UNPRINTABLE.search(value)


def _scalar(value: Any, *, flow: bool = False) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    unplain = _UNPLAIN_IN_FLOW if flow else _UNPLAIN
    if _PLAIN.fullmatch(value) and not unplain.search(value) and not _UNPRINTABLE.search(value) and _is_text(value):
        return str(value)
    quoted = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)


def _is_text(value: str) -> bool:
    """Whether other readers of YAML, which go by looks, take it for a text too: not ``no``, not ``2024.1``."""
    tag = _LOOKS.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    return bool(tag == "tag:yaml.org,2002:str")
