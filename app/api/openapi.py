"""The OpenAPI document, finished: what FastAPI reads off the routes, in plain names, bounded, with real examples.

Everything here follows from the document and from tables that stand elsewhere, so a new route needs nothing of its own.
The examples are what the server answers over the seed; ``python -m tests.contract write`` asks it and keeps them in
``examples.json``.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from app.api.documented import declare_refusals, security_schemes
from app.api.native_schemas import shapes
from app.api.problems import MEDIA_TYPE as PROBLEM_JSON
from app.exchange.native.strict import MOST_BYTES
from app.kit.problem_table import PROBLEM_TYPES
from app.kit.problems import BrokenDraft, ProblemType
from app.kit.text import Line, Name, Prose, Slug, rule_of

_SLUG = rule_of(Slug)
#: By operation: the values of its path, its body where it is a write, its answers by media type; and by their types,
#: problems met for real.
EXAMPLES = Path(__file__).with_name("examples.json")
#: No number in an answer needs more than 32 bits.
MOST_NUMBER = 2**31 - 1
#: What a text in an answer can hold at most, by the name of its field; the longest kind of text for all others.
MOST_TEXT = {"slug": _SLUG.most, "name": rule_of(Name).most, "text": rule_of(Line).most}
MOST_ANY_TEXT = rule_of(Prose).most
#: An edition goes in as a document of so many bytes, and no entry of a list takes fewer than four of them.
MOST_ENTRIES = MOST_BYTES // 4
#: What the form of a text is, by the name of its field.
FORMS = {
    "slug": {"pattern": f"^{_SLUG.pattern.pattern}$" if _SLUG.pattern else ""},
    "href": {"format": "uri-reference"},
    "next": {"format": "uri-reference"},
}
_EXAMPLE = "#/components/examples/"

Schema = dict[str, Any]


def finish(document: Schema, root_path: str = "", *, keyed: bool = False) -> Schema:
    """The document as clients get it, below a root path; the one that FastAPI made is left alone.

    ``keyed`` says that reading needs a key too.
    """
    done = _plainly_named(document)
    done["servers"] = [{"url": root_path or "/", "description": "This server, in production.", "x-internal": False}]
    done["info"]["description"] += f"\nNew here? Spend [the first five minutes]({root_path}/start)."
    examples = kept_examples()
    done["components"]["securitySchemes"] = security_schemes()
    for path, operation in operations(done):
        if keyed and "security" in operation:
            operation["security"] = [each for each in operation["security"] if each]
        declare_refusals(path, operation)
        _show_answer(operation, examples["answers"].get(operation["operationId"], {}))
        _show_problems(operation)
        _show_body(operation, done["components"]["schemas"], examples["bodies"].get(operation["operationId"]))
        _show_path(operation, examples["paths"].get(operation["operationId"], {}))
    done["components"]["examples"] = _problem_examples(done["paths"], examples["problems"])
    _bound(done["components"]["schemas"])
    _bound(done["paths"])
    return done


def operations(document: Schema) -> Iterator[tuple[str, Schema]]:
    """Every operation of an OpenAPI document, in its order, with its path."""
    for path, methods in document["paths"].items():
        yield from ((path, operation) for operation in methods.values())


@cache
def kept_examples() -> Mapping[str, Any]:
    """What ``examples.json`` holds."""
    found: Mapping[str, Any] = json.loads(EXAMPLES.read_bytes())
    return found


def _plainly_named(document: Schema) -> Schema:
    text = re.sub(r'Page_(\w+?)_(?=")', r"\1Page", json.dumps(document))
    tidy: Schema = json.loads(text)
    tidy["components"]["schemas"] |= shapes()
    for name, declared in tidy["components"]["schemas"].items():
        declared["title"] = name
    return tidy


def _problem_examples(paths: Schema, real: Mapping[str, Any]) -> Schema:
    told = json.dumps(paths)
    return {
        slug: {"summary": each.title, "value": real.get(slug) or _plain_problem(each)}
        for slug, each in PROBLEM_TYPES.items()
        if f'"{_EXAMPLE}{slug}"' in told
    }


def _plain_problem(each: ProblemType) -> Schema:
    told = {"type": f"/problems/{each.slug}", "title": each.title, "status": each.status, "detail": f"{each.title}."}
    return {**told, "errors": [], "request_id": "3f0c8a5e9b7d4c21", **each.members}


def _show_answer(operation: Schema, real: Mapping[str, Any]) -> None:
    for status, answer in operation["responses"].items():
        for media_type, content in answer.get("content", {}).items() if status < "300" else ():
            if media_type in real:
                content["example"] = real[media_type]


def _show_body(operation: Schema, schemas: Mapping[str, Schema], real: Any) -> None:
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        if real is not None and media_type == "application/json":
            content["example"] = real
            continue
        schema = schemas.get(content.get("schema", {}).get("$ref", "").rpartition("/")[2], {})
        shown = {name: told["examples"][0] for name, told in schema.get("properties", {}).items() if "examples" in told}
        if shown:
            content.setdefault("example", shown)


def _show_problems(operation: Schema) -> None:
    for status, answer in operation["responses"].items():
        if status < "400":
            continue
        types = [each for each in PROBLEM_TYPES.values() if str(each.status) == status and _can_meet(operation, each)]
        shown = {each.slug: {"$ref": f"{_EXAMPLE}{each.slug}"} for each in types}
        schema = next(iter(answer["content"].values()))["schema"]
        answer["content"] = {PROBLEM_JSON: {"schema": schema, **({"examples": shown} if shown else {})}}


def _can_meet(operation: Schema, problem: ProblemType) -> bool:
    if problem.status == BrokenDraft.type.status and problem != BrokenDraft.type:  # the others are met by writes alone
        return any(scopes != ["read"] for each in operation.get("security", []) for scopes in each.values())
    return "body" not in problem.slug or "requestBody" in operation


def _show_path(operation: Schema, real: Mapping[str, str]) -> None:
    # Only what an address needs: an example of a filter would be filled in on /docs, and filter.
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path":
            declared = parameter["schema"].pop("examples", [None])
            shown = real.get(parameter["name"], declared[0])
            parameter["example"] = int(shown) if parameter["schema"]["type"] == "integer" else shown


def _bound(told: Any, name: str = "") -> None:
    """Give every number, text and list below a bound where it states none."""
    if isinstance(told, list):
        for each in told:
            _bound(each, name)
    if not isinstance(told, dict):
        return
    if isinstance(told.get("type"), str):
        for key, value in _bounds(told, name).items():
            told.setdefault(key, value)
    for key, value in told.items():
        if key not in {"example", "examples", "default", "enum", "const"}:
            _bound(value, name if key in {"anyOf", "items"} else key)


def _bounds(schema: Schema, name: str) -> Schema:
    match schema["type"]:
        case "integer":
            low = schema.get("exclusiveMinimum", 0)
            return {"format": "int32", "minimum": low, "maximum": MOST_NUMBER}
        case "string" if not schema.keys() & {"enum", "const"}:
            by_format = {"uuid": 36, "date": 10, "date-time": 35}.get(schema.get("format", ""))
            return {"maxLength": by_format or MOST_TEXT.get(name, MOST_ANY_TEXT), **FORMS.get(name, {})}
        case "array":
            return {"maxItems": MOST_ENTRIES, "items": {}}
    return {}
