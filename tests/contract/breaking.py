"""What in a new OpenAPI document breaks a client of the old one.

Requests must stay welcome and answers must keep their promises. So what a client *sends* may only be allowed more, and
what it *gets* may only be promised more: a lower ``maximum`` of a parameter breaks a client, and so does a higher one
of a number in an answer. A new operation, an optional parameter and a new property of an answer break nobody.
"""

from collections.abc import Iterator
from typing import Any, Literal

Schema = dict[str, Any]
Way = Literal["sent", "got"]
#: Bounds that allow less when they rise, and those that allow less when they fall.
LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems")
UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")


def breaks(old: Schema, new: Schema) -> list[str]:
    """Every break, as a sentence that starts with its place; none twice."""
    return list(dict.fromkeys(_Comparison(old, new).all()))


class _Comparison:
    """Two documents side by side; ``open`` are the pairs of named schemas being compared, for they may nest."""

    def __init__(self, old: Schema, new: Schema) -> None:
        self.old, self.new = old, new
        self.open: set[tuple[str, str, Way]] = set()

    def all(self) -> Iterator[str]:
        for path, methods in self.old["paths"].items():
            if path not in self.new["paths"]:
                yield f"{path}: the path is gone"
                continue
            for method, operation in methods.items():
                place, other = f"{method.upper()} {path}", self.new["paths"][path].get(method)
                yield from self.operation(place, operation, other) if other else [f"{place}: the operation is gone"]

    def operation(self, place: str, old: Schema, new: Schema) -> Iterator[str]:
        if old["operationId"] != new["operationId"]:
            yield f"{place}: the operationId was {old['operationId']}, is {new['operationId']}"
        yield from self.parameters(place, old, new)
        yield from self.body(place, old.get("requestBody", {}), new.get("requestBody", {}))
        for status, answer in old["responses"].items():
            if status not in new["responses"]:
                yield f"{place}: the answer {status} is gone"
            else:
                yield from self.contents(f"{place} {status}", answer, new["responses"][status], "got")

    def parameters(self, place: str, old: Schema, new: Schema) -> Iterator[str]:
        before, after = ({(one["in"], one["name"]): one for one in each.get("parameters", [])} for each in (old, new))
        for (where, name), parameter in before.items():
            if (where, name) not in after:
                yield f"{place}: the {where} parameter {name} is gone"
            else:
                spot = f"{place} parameter {name}"
                yield from self.schema(spot, parameter["schema"], after[where, name]["schema"], "sent")
        for (where, name), parameter in after.items():
            demanded = parameter.get("required") and not before.get((where, name), {}).get("required")
            if demanded:
                yield f"{place}: the {where} parameter {name} is newly required"

    def body(self, place: str, old: Schema, new: Schema) -> Iterator[str]:
        if new.get("required") and not old.get("required"):
            yield f"{place}: a body is newly required"
        yield from self.contents(f"{place} body", old, new, "sent")

    def contents(self, place: str, old: Schema, new: Schema, way: Way) -> Iterator[str]:
        for media_type, content in old.get("content", {}).items():
            if media_type not in new.get("content", {}):
                yield f"{place}: {media_type} is gone"
            else:
                after = new["content"][media_type]
                yield from self.schema(place, content.get("schema", {}), after.get("schema", {}), way)
        for name in old.get("headers", {}):
            if name not in new.get("headers", {}):
                yield f"{place}: the header {name} is gone"

    def schema(self, place: str, old: Schema, new: Schema, way: Way) -> Iterator[str]:
        mark = (old.get("$ref", ""), new.get("$ref", ""), way)
        if mark[0] and mark in self.open:
            return
        self.open.add(mark)
        if mark[0] and mark[1] and mark[0] != mark[1]:
            yield f"{place}: the schema was {_kind(old)}, is {_kind(new)}"
        before, after = _resolved(self.old, old), _resolved(self.new, new)
        if not {"anyOf", "oneOf"} & (before.keys() | after.keys()):
            yield from _values(place, before, after, way)
            yield from _bounds(place, before, after, way)
        yield from self.properties(place, before, after, way)
        for key in ("items", "additionalProperties"):
            was, now = before.get(key), after.get(key)
            if isinstance(was, dict) and isinstance(now, dict):
                yield from self.schema(f"{place}[]", was, now, way)
        yield from self.kinds(place, before, after, way)
        self.open.discard(mark)

    def properties(self, place: str, old: Schema, new: Schema, way: Way) -> Iterator[str]:
        before, after = old.get("properties", {}), new.get("properties", {})
        for name, told in before.items():
            if name not in after:
                yield f"{place}.{name}: the property is gone"
            else:
                yield from self.schema(f"{place}.{name}", told, after[name], way)
        was, now = set(old.get("required", [])), set(new.get("required", []))
        for name in sorted((now - was) if way == "sent" else (was - now) & after.keys()):
            yield f"{place}.{name}: newly required" if way == "sent" else f"{place}.{name}: no longer always there"

    def kinds(self, place: str, old: Schema, new: Schema, way: Way) -> Iterator[str]:
        """Alternatives, told apart by their type or name: one that is gone cannot be sent, a new one surprises."""
        before, after = _alternatives(old), _alternatives(new)
        for kind in before.keys() & after.keys() if len(before) > 1 or len(after) > 1 else ():
            yield from self.schema(place, before[kind], after[kind], way)
        missing, added = sorted(before.keys() - after.keys()), sorted(after.keys() - before.keys())
        if way == "sent":
            yield from (f"{place}: may no longer be {kind}" for kind in missing)
        elif before:
            free = any(_is_free(_resolved(self.old, each)) for each in before.values())
            told = [kind for kind in added if not (free and _resolved(self.new, after[kind]).get("type") == "object")]
            yield from (f"{place}: may now be {kind}" for kind in told)


def _resolved(document: Schema, schema: Schema) -> Schema:
    found: Schema = schema
    while "$ref" in found:
        found = document["components"][found["$ref"].split("/")[2]][found["$ref"].split("/")[3]]
    return found


def _alternatives(schema: Schema) -> dict[str, Schema]:
    inner = schema.get("anyOf") or schema.get("oneOf") or ([schema] if "type" in schema or "$ref" in schema else [])
    return {_kind(each): each for each in inner}


def _kind(schema: Schema) -> str:
    return str(schema.get("$ref", schema.get("type", "anything"))).rpartition("/")[2]


def _is_free(schema: Schema) -> bool:
    """Whether any object at all fits."""
    return schema.get("type") == "object" and not schema.get("properties") and bool(schema.get("additionalProperties"))


def _values(place: str, old: Schema, new: Schema, way: Way) -> Iterator[str]:
    before, after = _listed(old), _listed(new)
    if way == "sent" and after is not None:
        gone = [value for value in before if value not in after] if before is not None else ["anything else"]
        yield from (f"{place}: may no longer be {value}" for value in gone)
    if way == "got" and before is not None:
        added = [value for value in after if value not in before] if after is not None else ["anything else"]
        yield from (f"{place}: may now be {value}" for value in added)


def _listed(schema: Schema) -> list[Any] | None:
    return [schema["const"]] if "const" in schema else schema.get("enum")


def _bounds(place: str, old: Schema, new: Schema, way: Way) -> Iterator[str]:
    narrow, wide = (old, new) if way == "got" else (new, old)
    for key in (*LOWER, *UPPER):
        if key not in narrow:
            continue
        sign = 1 if key in LOWER else -1
        if key not in wide or sign * narrow[key] > sign * wide[key]:
            yield f"{place}: {key} was {old.get(key, 'none')}, is {new.get(key, 'none')}"
    for key in ("pattern", "format"):
        if key in narrow and narrow[key] != wide.get(key):
            yield f"{place}: {key} was {old.get(key, 'none')}, is {new.get(key, 'none')}"
