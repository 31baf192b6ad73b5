"""An application without routes, and a directory of the addresses that it pretends to have."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.kit.directory import Directory

LONG = b'{"text": "' + b"long " * 1000 + b'"}'
TAG = '"tag"'


def told(*kinds: str, **more: Any) -> dict[str, Any]:
    return {"responses": {"200": {"content": {kind: {} for kind in kinds}}, "404": {"content": {"a/b": {}}}}, **more}


PATHS = {
    "/things": {"get": told("application/json")},
    "/things/{thing}": {"get": told("application/json"), "put": told(security=[{"key": []}])},
    "/things/{thing}/parts/{part}": {"get": told("application/json")},
    "/things/newest": {"get": told("application/json", "text/csv")},
    "/lookup": {"post": told("application/json", requestBody={"content": {"application/json": {}}})},
    "/compare": {"post": told("application/json", security=[{}, {"key": ["read"]}])},
}
DIRECTORY = Directory(lambda: PATHS, ["/docs", "/docs/{file}"])


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with its method and path; /long with a long body, /parts with the same in three, /body with the body."""
    if scope["type"] == "lifespan":
        for phase in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{phase}.complete"})
        return
    match scope["path"]:
        case "/long":
            answer = Response(LONG, headers={"ETag": TAG}, media_type="application/json")
        case "/same":
            answer = Response(status_code=304, headers={"ETag": TAG})
        case "/image":
            answer = Response(LONG, headers={"ETag": TAG}, media_type="image/png")
        case "/body":
            body = await Request(scope, receive).body()
            answer = Response(str(len(body)))
        case path:
            answer = Response(f"{scope['method']} {path}", media_type="application/json")
    await answer(scope, receive, send)


async def in_parts(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001  # an ASGI application
    headers = [
        (b"content-type", b"text/csv"),
        (b"etag", TAG.encode()),
        (b"content-length", str(len(LONG) * 3).encode()),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    for more in (True, True, False):
        await send({"type": "http.response.body", "body": LONG, "more_body": more})
