"""406 and 415: the formats that an address gives and takes, as its document tells them."""

from starlette.types import ASGIApp, Receive, Scope, Send

from app.kit.bodies import has_body
from app.kit.directory import Directory, Operation
from app.kit.headers import accepts, listed
from app.kit.problems import NotAcceptable, UnsupportedMediaType


class Acceptable:
    """The layer that raises NotAcceptable where Accept leaves out all that an address gives. Problems go out anyway."""

    def __init__(self, app: ASGIApp, directory: Directory) -> None:
        self.app = app
        self.directory = directory

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        operation = _operation(self.directory, scope)
        if operation and operation.gives:
            asked = listed(scope, b"accept")
            if not any(accepts(asked, kind) for kind in operation.gives):
                raise NotAcceptable(f"This address gives {', '.join(sorted(operation.gives))}.")
        await self.app(scope, receive, send)


class Readable:
    """The layer that raises UnsupportedMediaType for a body in a format that an address does not take."""

    def __init__(self, app: ASGIApp, directory: Directory) -> None:
        self.app = app
        self.directory = directory

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        operation = _operation(self.directory, scope)
        if operation and operation.takes and has_body(scope):
            kind = listed(scope, b"content-type").partition(";")[0].strip().lower()
            coding = listed(scope, b"content-encoding").strip().lower()
            if kind not in operation.takes or coding not in ("", "identity"):
                known = ", ".join(sorted(operation.takes))
                raise UnsupportedMediaType(f"This address reads {known}, uncompressed.", headers={"Accept": known})
        await self.app(scope, receive, send)


def _operation(directory: Directory, scope: Scope) -> Operation | None:
    place = directory.place(scope) if scope["type"] == "http" else None
    return place.operations.get(scope["method"]) if place else None
