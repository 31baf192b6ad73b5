"""Read all that a server holds through the client that openapi-python-client made; run outside the tests' environment.

``read_everything.py ADDRESS OPENAPI_DOCUMENT KEY`` prints a line for every operation: its id and how many answers it
gave. Everything is found by following ``href`` and ``next`` from the list of frameworks; every answer must come back
as the type that the client promises.
"""

import importlib
import json
import keyword
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

Operation = tuple[str, str, re.Pattern[str], dict[str, Any]]


def operations(document: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))
        for method, told in methods.items():
            if method == "get" and "application/json" in told["responses"].get("200", {}).get("content", {}):
                yield told["operationId"], told["tags"][0].lower().replace(" ", "_"), pattern, told


def addresses(answer: Any) -> Iterator[str]:
    if isinstance(answer, dict):
        for value in answer.values():
            if isinstance(value, str) and value.startswith("/"):
                yield value.partition("#")[0]
            yield from addresses(value)
    if isinstance(answer, list):
        for each in answer:
            yield from addresses(each)


def read(client: Any, address: str, told: list[Operation]) -> tuple[str, Any] | None:
    """The answer at an address through the client's own function; None where no operation reads it."""
    parts = urlsplit(address)
    for name, tag, pattern, operation in told:
        if match := pattern.fullmatch(parts.path):
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            given = {"limit": 3} if any(one["name"] == "limit" for one in operation.get("parameters", [])) else {}
            numbers = {one["name"] for one in operation.get("parameters", []) if one["schema"].get("type") == "integer"}
            found = {**given, **match.groupdict(), **query}
            asked = {_called(name): int(value) if name in numbers else value for name, value in found.items()}
            function = importlib.import_module(f"capframe_client.api.{tag}.{name}").sync_detailed
            answer = function(client=client, **asked)
            assert answer.status_code == 200, (address, answer.status_code, answer.content)
            sent = json.loads(answer.content)
            got = [each.to_dict() for each in parsed] if isinstance(parsed := answer.parsed, list) else parsed.to_dict()
            assert json.loads(json.dumps(got).replace("+00:00", "Z")) == sent, address
            return name, sent
    return None


def _called(name: str) -> str:
    """What a parameter is called in Python."""
    return f"{name}_" if keyword.iskeyword(name) else name


def starts(document: dict[str, Any]) -> Iterator[str]:
    """The address of every operation, with its own examples where something has to be said."""
    for path, methods in document["paths"].items():
        parameters = methods.get("get", {}).get("parameters", [])
        if "get" in methods:
            at = path.format(**{one["name"]: one["example"] for one in parameters if one["in"] == "path"})
            asked = {one["name"]: one["schema"]["examples"][0] for one in parameters if _is_asked(one)}
            yield f"{at}?{urlencode(asked)}" if asked else at


def _is_asked(parameter: dict[str, Any]) -> bool:
    return parameter["in"] == "query" and bool(parameter.get("required"))


def main(base: str, file: str, key: str) -> None:
    sys.path.insert(0, str(Path.cwd()))
    made = importlib.import_module("capframe_client").AuthenticatedClient
    client = made(base_url=base, token=key, raise_on_unexpected_status=True)
    document = json.loads(Path(file).read_text(encoding="utf-8"))
    told, given = list(operations(document)), list(starts(document))
    bearing = {"Authorization": f"Bearer {key}"}
    waiting, seen, counted = given.copy(), set[str](), Counter[str]()
    while waiting:
        address = waiting.pop()
        if address in seen or (address in given and httpx.get(base + address, headers=bearing).status_code == 404):
            continue  # the seed has no skill groups and no role families to show
        seen.add(address)
        if answered := read(client, address, told):
            counted[answered[0]] += 1
            waiting += addresses(answered[1])
    sys.stdout.writelines(f"{name} {counted[name]}\n" for name, *_ in told)


if __name__ == "__main__":
    main(*sys.argv[1:])
