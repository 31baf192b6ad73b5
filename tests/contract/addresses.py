"""Addresses that lead somewhere: for every operation the values of its path, found by following hrefs."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from starlette.testclient import TestClient

Values = dict[str, str]


class Addresses:
    """Which values of a path parameter lead somewhere on one server, learnt from the ``href`` of all its lists."""

    def __init__(self, client: TestClient, document: dict[str, Any]) -> None:
        self.client = client
        self.document = document
        self.known: dict[str, dict[str, None]] = {}
        self._learn()

    def found(self, path: str, operation: dict[str, Any]) -> Values | None:
        """Values with which the path of an operation answers 200; None where this server has nothing of the kind."""
        names, asked = re.findall(r"\{(\w+)\}", path), required(operation)
        for values in self._candidates(names, declared(operation)):
            method = "GET" if "requestBody" not in operation else "HEAD"
            if method == "HEAD" or self.client.request(method, path.format(**values), params=asked).is_success:
                return values
        return None

    def _candidates(self, names: list[str], told: Values) -> Iterator[Values]:
        yield told
        if not names:
            return
        # Mostly only the last part is unknown: a role or skill below an edition that is there.
        fixed = {name: told[name] if told[name] in self.known[name] else next(iter(self.known[name])) for name in
                 names[:-1] if self.known.get(name)}  # fmt: skip
        rest = [name for name in names if name not in fixed]
        everything = dict.fromkeys(chain(self.known.get(names[-1], ()), *self.known.values()))
        for value in everything:
            yield told | fixed | dict.fromkeys(rest, value)

    def _learn(self) -> None:
        patterns = [_pattern(path) for path in self.document["paths"]]
        seen, waiting = set[str](), ["/v1/frameworks"]
        while waiting:
            address = waiting.pop(0)
            if address in seen:
                continue
            seen.add(address)
            for told in addresses_in(self.client.get(address).json()):
                for match in filter(None, (pattern.fullmatch(told) for pattern in patterns)):
                    for name, value in match.groupdict().items():
                        self.known.setdefault(name, {}).setdefault(value)
                if told.count("/") <= 6:  # down to the lists of an edition, not to every thing
                    waiting.append(told)
        self.known.get("edition", {}).setdefault("current")


def declared(operation: dict[str, Any]) -> Values:
    """What an operation itself gives as the examples of its path."""
    needed = [one for one in operation.get("parameters", []) if one["in"] == "path"]
    return {one["name"]: str(one.get("example", one["schema"].get("examples", ["missing"])[0])) for one in needed}


def required(operation: dict[str, Any]) -> Values:
    """What must be in the query of an operation, by its own examples."""
    needed = [one for one in operation.get("parameters", []) if one["in"] == "query" and one.get("required")]
    return {one["name"]: str(one["schema"]["examples"][0]) for one in needed}


def addresses_in(answer: Any) -> Iterator[str]:
    """Every path-absolute address in an answer, without query and fragment."""
    match answer:
        case dict():
            for key, value in answer.items():
                if isinstance(value, str) and value.startswith("/") and key not in {"type", "pointer"}:
                    yield re.sub(r"[?#].*", "", value)
                yield from addresses_in(value)
        case list():
            for each in answer:
                yield from addresses_in(each)


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))
