"""The JSON Schema of the native document, whole or as named parts of another document."""

from typing import Any

import msgspec

from app.exchange.native.parts import LISTS
from app.exchange.native.shape import Document

Schema = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> Schema:
    """The JSON Schema (2020-12) of the document."""
    told = msgspec.json.schema(Document)
    return {"$schema": _DRAFT, **told, "$defs": {name: _plain(name, shape) for name, shape in told["$defs"].items()}}


def components(prefix: str, place: str) -> dict[str, Schema]:
    """The shapes of a document as schemas of an OpenAPI document, by their names there.

    ``prefix`` stands before each name, ``place`` is where the document keeps its schemas.
    """
    _, shapes = msgspec.json.schema_components([Document], ref_template=f"{place}{prefix}{{name}}")
    return {f"{prefix}{name}": _plain(name, shape) for name, shape in shapes.items()}


def _plain(name: str, shape: Schema) -> Schema:
    """A shape that says what is read: what may be left out may also be empty."""
    said = {field: _property(told) for field, told in shape["properties"].items()}
    if name == Document.__name__:
        for field in LISTS:
            said[field].setdefault("description", f"All {field.replace('_', ' ')} of the edition")
    return {**shape, "description": shape["description"].replace("``", "`"), "properties": said}


def _property(told: Schema) -> Schema:
    if told.get("default", ...) not in ("", [], {}):
        return dict(told)
    kept = {key: value for key, value in told.items() if key != "default"}
    if "minLength" in kept:
        kept["minLength"] = 0
    if "pattern" in kept:
        kept["pattern"] = kept["pattern"].removesuffix("$") + "?$"
    if "enum" in kept:
        kept["enum"] = [*kept["enum"], ""]
    return kept
