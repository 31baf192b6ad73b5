"""Changes as plain JSON data, and back."""

import datetime as dt
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from app.framework.change import VERBS, Change, Place, Placed
from app.framework.digest import canonical
from app.framework.nouns import NOUNS, PLACE, Noun


class Unreadable(ValueError):
    """Plain data that is no change; the message says what is wrong, ``place`` where, as a JSON Pointer into it."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(f"{place or 'the change'} {message}")
        self.place, self.message = place, message


def plain(change: Change) -> dict[str, Any]:
    """A change as JSON data: what is None is left out, in values also what is empty or at its default; dates as text.

    A statement or responsibility that is added or removed has its ``place`` among its fields.
    """
    told = {"kind": change.kind, "key": change.key, "verb": change.verb}
    held = {"field": change.field, "old": change.old, "new": change.new}
    return told | {name: plain_value(value) for name, value in held.items() if value is not None}


def plain_value(value: Any) -> Any:
    """A value of a change as JSON data."""
    if isinstance(value, Placed):
        return canonical(value.part) | {PLACE: canonical(value.place)}
    return canonical(value)


def read_change(told: Mapping[str, Any]) -> Change:
    """The change that ``plain`` made this of; Unreadable if it is none."""
    if extra := set(told) - {"kind", "key", "verb", "field", "old", "new"}:
        raise Unreadable(f"/{min(extra)}", "is no part of a change")
    kind, key, verb, name = _read_heads(told)
    noun = NOUNS[kind]
    if name is None:
        side, other = ("new", "old") if verb == "added" else ("old", "new")
        if side not in told or other in told:
            raise Unreadable("", f"needs {side!r} and no {other!r}, for it tells what is {verb}")
        value = _read_whole(noun, told[side], f"/{side}")
        return Change(kind, key, verb, **{side: value})
    hint = _hint(noun, name)
    old, new = (_read(hint, told.get(side), f"/{side}") for side in ("old", "new"))
    return Change(kind, key, verb, name, old, new)


def _read_heads(told: Mapping[str, Any]) -> tuple[Any, str, Any, str | None]:
    kind, key, verb, name = (told.get(head) for head in ("kind", "key", "verb", "field"))
    if not isinstance(kind, str) or kind not in NOUNS:
        raise Unreadable("/kind", f"must be one of {', '.join(NOUNS)}")
    if not isinstance(key, str):
        raise Unreadable("/key", "must be a text")
    if verb not in VERBS:
        raise Unreadable("/verb", f"must be one of {', '.join(VERBS)}")
    if verb in {"added", "removed"}:
        if name is not None:
            raise Unreadable("/field", f"does not go with {verb!r}")
    elif name not in NOUNS[kind].told:
        raise Unreadable("/field", f"must be one of {', '.join(NOUNS[kind].told)}, of a {kind}")
    elif NOUNS[kind].renames(name) != (verb == "renamed"):
        raise Unreadable("/verb", f"of the field {name!r} is another")
    return kind, key, verb, name


def _hint(noun: Noun, name: str) -> Any:
    if name in noun.own:
        return _hints(noun.made_of)[name]  # type: ignore[arg-type]  # mypy takes the class for an instance
    return Place if name == PLACE else tuple[str, ...]


def _read_whole(noun: Noun, told: Any, at: str) -> Any:
    for name in noun.parts:
        if isinstance(told, dict) and name in told:
            raise Unreadable(f"{at}/{name}", "must be left out: each of them is a change of its own")
    if not noun.placed:
        return _read(noun.made_of, told, at)
    if not isinstance(told, dict) or PLACE not in told:
        raise Unreadable(at, f"must be an object with its {PLACE!r}")
    part = {name: value for name, value in told.items() if name != PLACE}
    return Placed(_read(noun.made_of, part, at), _read(Place, told[PLACE], f"{at}/{PLACE}"))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(hint: Any, told: Any, at: str) -> Any:
    """A value of the type that the hint says."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return None if told is None else _read(arguments[0], told, at)
    if origin is tuple:
        entries = _expect(list, told, at)
        return tuple(_read(arguments[0], entry, f"{at}/{number}") for number, entry in enumerate(entries))
    if origin is Literal:
        if told not in arguments:
            raise Unreadable(at, f"must be one of {', '.join(arguments)}")
        return told
    if hint is dt.date:
        return _read_date(told, at)
    return _read_fields(hint, told, at) if is_dataclass(hint) else _expect(hint, told, at)


def _expect(wanted: Any, told: Any, at: str) -> Any:
    # True is an int to Python.
    if type(told) is not wanted:
        words = {str: "a text", int: "a whole number", bool: "true or false", list: "a list", dict: "an object"}
        raise Unreadable(at, f"must be {words[wanted]}")
    return told


def _read_date(told: Any, at: str) -> dt.date:
    try:
        date = dt.date.fromisoformat(_expect(str, told, at))
    except ValueError:
        date = None
    # Python takes other forms of ISO 8601 too.
    if date is None or date.isoformat() != told:
        raise Unreadable(at, "must be a date such as 2024-04-01")
    return date


def _read_fields(kind: Any, told: Any, at: str) -> Any:
    hints, given = _hints(kind), _expect(dict, told, at)
    for field in fields(kind):
        if field.default is MISSING and field.name not in given:
            raise Unreadable(f"{at}/{field.name}", "is missing")
    for name in given:
        if name not in hints:
            raise Unreadable(f"{at}/{name}", "is unknown there")
    return kind(**{name: _read(hints[name], value, f"{at}/{name}") for name, value in given.items()})
