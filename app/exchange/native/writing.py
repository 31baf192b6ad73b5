"""Writing a native document: a release as bytes that a person can edit and a diff tool can compare.

The order is fixed: by rank where there is one, else by name; references by name; what has only keys, by key.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import UNSET

from app.exchange.native import documents, shape
from app.exchange.native.parts import LISTS, entries
from app.exchange.native.places import Form
from app.exchange.native.yaml_text import yaml_text
from app.framework.release import Release


def render(release: Release, form: Form) -> bytes:
    """A release as a native document, UTF-8; ``parse`` gives back the same edition and the author's envelope."""
    if form == "json":
        return b"".join(_json(release))
    plain = msgspec.to_builtins(release_document(release), builtin_types=(dt.date,))
    return yaml_text(plain).encode()


def _json(release: Release) -> Iterator[bytes]:
    """The document thing by thing: the encoder lets no other thread run, so it gets little at a time."""
    yield _indented(_head(release)).removesuffix(b"\n}")
    for name in LISTS:
        opening = f',\n  "{name}": [\n    '.encode()
        for entry in entries(name, release.edition):
            yield opening
            yield _indented(entry).replace(b"\n", b"\n    ")
            opening = b",\n    "
        if getattr(release.edition, name):
            yield b"\n  ]"
    yield b"\n}\n"


def render_compact(release: Release) -> bytes:
    """The same document as JSON without blanks: what goes over the wire."""
    return b"".join(_compact(release))


def _compact(release: Release) -> Iterator[bytes]:
    """Thing by thing, as above."""
    yield msgspec.json.encode(_head(release)).removesuffix(b"}")
    for name in LISTS:
        opening = f',"{name}":['.encode()
        for entry in entries(name, release.edition):
            yield opening
            yield msgspec.json.encode(entry)
            opening = b","
        if getattr(release.edition, name):
            yield b"]"
    yield b"}"


def _indented(shaped: msgspec.Struct) -> bytes:
    return msgspec.json.format(msgspec.json.encode(shaped), indent=2)


def document(release: Release) -> dict[str, Any]:
    """A release as plain JSON data, in the document's order."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(release_document(release)))
    return plain


def release_document(release: Release) -> shape.Document:
    """A release in the document's shape."""
    lists = {name: tuple(entries(name, release.edition)) for name in LISTS}
    return msgspec.structs.replace(_head(release), **lists)


def _head(release: Release) -> shape.Document:
    envelope = release.envelope
    return shape.Document(
        format=shape.FORMAT,
        framework=documents.framework_document(release.edition.framework),
        version=envelope.version,
        effective_from=envelope.effective_from or UNSET,
        notes=envelope.notes or "",
    )
