"""The addresses of an API as its OpenAPI document tells them: which methods each answers, what it gives and takes.

The layers that need to know this ask here, and so a new route has its manners without saying so.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from starlette.types import Scope

#: Where a document names further media types of a body: those that generators of clients know nothing of.
ALSO_READS = "x-also-reads"
_SCOPE_KEY = "capframe.place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method of an address. ``gives`` and ``takes`` are media types, none where nothing is told; ``keyed`` asks
    for a key, which is more than taking one."""

    gives: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()
    keyed: bool = False

    @classmethod
    def told(cls, operation: Mapping[str, Any]) -> "Operation":
        """What an operation of an OpenAPI document says."""
        good = [answer for status, answer in operation.get("responses", {}).items() if status.startswith("2")]
        security = operation.get("security", [])
        body = operation.get("requestBody", {})
        return cls(
            gives=frozenset(kind for answer in good for kind in answer.get("content", {})),
            takes=frozenset((*body.get("content", {}), *body.get(ALSO_READS, ()))),
            keyed=bool(security) and {} not in security,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An address: its template, its operations by method, and the Allow header that names them all."""

    template: str
    operations: Mapping[str, Operation]
    allow: str

    @classmethod
    def told(cls, template: str, operations: Mapping[str, Mapping[str, Any]]) -> "Place":
        """What a path of an OpenAPI document says; HEAD comes with GET, OPTIONS with everything."""
        found = {method.upper(): Operation.told(operation) for method, operation in operations.items()}
        also = {"OPTIONS", "HEAD"} if "GET" in found else {"OPTIONS"}
        return cls(template=template, operations=found, allow=", ".join(sorted(also | found.keys())))


@dataclass(slots=True)
class _Node:
    """A segment of paths: what follows it by name, what follows it whatever its name, and what ends here."""

    named: dict[str, "_Node"] = field(default_factory=dict)
    other: "_Node | None" = None
    place: Place | None = None

    def below(self, segment: str) -> "_Node":
        if not segment.startswith("{"):
            return self.named.setdefault(segment, _Node())
        self.other = self.other or _Node()
        return self.other

    def find(self, segments: list[str]) -> Place | None:
        if not segments:
            return self.place
        first, *rest = segments
        named = self.named.get(first)
        found = named.find(rest) if named else None
        return found or (self.other.find(rest) if self.other and first else None)


class Directory:
    """The addresses of the ``paths`` of a document, read when first asked; ``pages`` are GETs that it leaves out."""

    def __init__(self, paths: Callable[[], Mapping[str, Any]], pages: Iterable[str] = ()) -> None:
        self._paths = paths
        self._pages = tuple(pages)

    def place(self, scope: Scope) -> Place | None:
        """The address that a request asks for; None where the document has none such. Found once a request."""
        if _SCOPE_KEY not in scope:
            segments = path_below_root(scope).split("/")
            # As deep as this no address lies, and a path may be nothing but slashes.
            scope[_SCOPE_KEY] = self._top.find(segments) if len(segments) < 30 else None
        found: Place | None = scope[_SCOPE_KEY]
        return found

    @cached_property
    def _top(self) -> _Node:
        top = _Node()
        for template, operations in {**{page: {"get": {}} for page in self._pages}, **self._paths()}.items():
            node = top
            for segment in template.split("/"):
                node = node.below(segment)
            node.place = Place.told(template, operations)
        return top


def path_below_root(scope: Scope) -> str:
    """The path of a request without the root path, which a proxy may have taken off or left on."""
    path: str = scope["path"]
    root: str = scope.get("root_path", "")
    return path[len(root) :] if root and path.startswith(f"{root}/") else path


def template(scope: Scope) -> str | None:
    """The template of a request's address, once a layer has asked for it; None where there is none."""
    found: Place | None = scope.get(_SCOPE_KEY)
    return found.template if found else None
