"""What OpenAPI says of bodies and answers in the native form: its shapes, by the prefix under which they stand."""

from typing import Any

from app.exchange import native

PREFIX, PLACE = "Native", "#/components/schemas/"
JSON = "application/json"

Schema = dict[str, Any]


def shapes() -> dict[str, Schema]:
    """All shapes of the native document, by their names in an OpenAPI document."""
    return native.components(PREFIX, PLACE)


def shape(*names: str) -> Schema:
    """A shape by its name in the native document, or any of several."""
    refs = [{"$ref": f"{PLACE}{PREFIX}{name}"} for name in names]
    return refs[0] if len(refs) == 1 else {"anyOf": refs}


#: An entry of a list that has slugs, and a whole list of what has none.
THING = shape("Skill", "Role", "Activity", "Scale", "Stage", "Source", "Heading")
LIST: Schema = {
    "anyOf": [{"type": "array", "items": shape(name)} for name in ("Progression", "Relation", "Retirement", "Waiver")]
}


def gives(schema: Schema) -> dict[str, Any]:
    """The ``openapi_extra`` of a route that answers this."""
    return {"responses": {"200": {"content": {JSON: {"schema": schema}}}}}


def takes(schema: Schema) -> dict[str, Any]:
    """The ``openapi_extra`` of a route that takes this."""
    return {"requestBody": {"required": True, "content": {JSON: {"schema": schema}}}}


def exchanges(schema: Schema) -> dict[str, Any]:
    """The ``openapi_extra`` of a route that takes and answers this."""
    return {**takes(schema), **gives(schema)}


def makes(schema: Schema) -> dict[int | str, dict[str, Any]]:
    """The ``responses`` of a route that answers this as something new."""
    return {201: {"description": "It is new; Location is its address.", "content": {JSON: {"schema": schema}}}}
