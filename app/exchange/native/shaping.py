"""From plain data to the document's shape, and what msgspec finds wrong with it in words for an author."""

import re
from collections.abc import Iterator
from typing import Any, get_args, get_origin

import msgspec

from app.exchange.native.places import Steps, Tree, follow
from app.exchange.native.shape import FORMAT, Document, Statements

_AT = re.compile(r"(?s)(.*) - at `\$(.*)`")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]|\[(\.\.\.)\]")
_EXPECTED = re.compile(r"Expected `(.+?)`, got `(.+?)`")
_MISSING = re.compile(r"Object missing required field `(\w+)`")
_UNKNOWN = re.compile(r"(?s)Object contains unknown field `(.*)`")
_NOUNS = {
    "str": "a text", "int": "a whole number", "bool": "true or false", "array": "a list", "object": "an object",
    "str | object": "a text or an object",
}  # fmt: skip

Found = tuple[Steps, str]


def shaped(tree: Tree) -> Document:
    """The document that plain data holds; UnreadableFile with the first fault of each of its things."""
    if found := _wrong_format(tree.plain):
        raise tree.refusal([found])
    if found := _misfit(tree, tree.plain, Document):
        inside = list(_misfits_inside(tree))
        raise tree.refusal(inside if found in inside else [found, *inside])
    return msgspec.convert(tree.plain, Document, strict=tree.form == "json")


def shaped_as(tree: Tree, kind: Any) -> Any:
    """Plain data as one entry of a document, or one list of them; UnreadableFile with its first fault."""
    if found := _misfit(tree, tree.plain, kind):
        raise tree.refusal([found])
    return msgspec.convert(tree.plain, kind)


def _wrong_format(plain: Any) -> Found | None:
    if not isinstance(plain, dict):
        return (), f"must be an object that starts with `format: {FORMAT}`"
    if (format_ := plain.get("format")) is None:
        return (), f"has no format; a document of this kind says `format: {FORMAT}`"
    if format_ == FORMAT:
        return None
    name, _, number = FORMAT.partition("/")
    if isinstance(format_, str) and re.fullmatch(rf"{name}/\d{{1,4}}", format_) and format_ > f"{name}/{number}":
        return ("format",), f"is {format_}, newer than {FORMAT}, which is what this program reads"
    return ("format",), f"must be {FORMAT}, not {format_!r}"


def _misfits_inside(tree: Tree) -> Iterator[Found]:
    """The first fault of every entry of the document's lists."""
    for field in msgspec.structs.fields(Document):
        entries = tree.plain.get(field.encode_name)
        if get_origin(field.type) is tuple and isinstance(entries, list):
            for number, entry in enumerate(entries):
                if found := _misfit(tree, entry, get_args(field.type)[0]):
                    yield (field.encode_name, number, *found[0]), found[1]


def _misfit(tree: Tree, plain: Any, kind: Any) -> Found | None:
    try:
        msgspec.convert(plain, kind, strict=tree.form == "json")
    except msgspec.ValidationError as error:
        found = _AT.fullmatch(str(error))
        message, path = found.groups() if found else (str(error), "")
        return _in_words(message, tuple(_steps(tree, plain, path)), plain)
    return None


def _steps(tree: Tree, plain: Any, path: str) -> Iterator[str | int]:
    """The steps of a msgspec path, which does not say under which level of a skill a statement stands."""
    for name, number, somewhere in _STEP.findall(path):
        if somewhere:
            step: str | int = next((key for key, value in plain.items() if _misfit(tree, value, Statements)), "")
        else:
            step = name or int(number)
        yield step
        plain = follow(plain, (step,))


def _in_words(message: str, steps: Steps, plain: Any) -> Found:
    if found := _UNKNOWN.fullmatch(message):
        return (*steps, found[1]), "is no field of the format"
    if found := _MISSING.fullmatch(message):
        return steps, f"has no {found[1]}"
    if found := _EXPECTED.fullmatch(message):
        expected, got = found.groups()
        if got == "null":
            return steps, "has no value; leave out what you do not have"
        value = follow(plain, steps)
        shown = _NOUNS.get(got, got) if isinstance(value, list | dict) else repr(value)
        return steps, f"must be {_NOUNS.get(expected, expected)}, not {shown}"
    if "date" in message:
        return steps, f"must be a date such as 2024-04-01, not {follow(plain, steps)!r}"
    return steps, message
