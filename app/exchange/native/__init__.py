"""The native format: an edition as one document of YAML or JSON that loses nothing (docs/native-format.md)."""

from app.exchange.native import parts
from app.exchange.native.parts import entry_json
from app.exchange.native.reading import parse, refusal_of_waivers
from app.exchange.native.schemas import components, schema
from app.exchange.native.shape import FORMAT
from app.exchange.native.single import Body, StillNamed, read_body, with_body
from app.exchange.native.writing import document, render, render_compact

__all__ = [
    "FORMAT",
    "Body",
    "StillNamed",
    "components",
    "document",
    "entry_json",
    "parse",
    "parts",
    "read_body",
    "refusal_of_waivers",
    "render",
    "render_compact",
    "schema",
    "with_body",
]
