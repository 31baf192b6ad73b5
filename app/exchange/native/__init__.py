"""The native format: an edition as one document of YAML or JSON that loses nothing (docs/native-format.md)."""

from typing import Any

import msgspec

from app.exchange.native import parts
from app.exchange.native.parts import entry_json
from app.exchange.native.reading import parse
from app.exchange.native.shape import FORMAT, Document
from app.exchange.native.single import Body, StillNamed, read_body, with_body
from app.exchange.native.writing import document, render, render_compact

__all__ = [
    "FORMAT",
    "Body",
    "StillNamed",
    "document",
    "entry_json",
    "parse",
    "parts",
    "read_body",
    "render",
    "render_compact",
    "schema",
    "with_body",
]


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the document."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Document)}
