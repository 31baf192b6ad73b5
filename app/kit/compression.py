"""gzip for who asks for it, as a representation of its own: with its own strong tag, and Vary.

The tag of the compressed bytes is that of the plain ones with ``-gzip`` inside its quotes. A client that still holds
either of the two is answered 304 under the tag it holds; one that cannot read gzip is never told to use it.
"""

import asyncio
import zlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kit.headers import accepts_coding, listed

#: Bytes below which compression gains nothing, and from which it leaves the event loop.
SMALLEST, LARGE = 1_000, 64_000
LEVEL = 5
_COMPRESSIBLE = ("application/json", "application/problem+json", "application/javascript", "image/svg+xml", "text/")


class Compression:
    """The layer that compresses. It holds back the start of an answer until the first part of its body shows the
    size."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        wanted = accepts_coding(listed(scope, b"accept-encoding"), "gzip")
        held = listed(scope, b"if-none-match") if wanted else ""
        inside = _with_plain_tags(scope) if '-gzip"' in held else scope
        await self.app(inside, receive, _Answer(send, wanted=wanted, held=held))


class _Answer:
    """One answer on its way out; ``held`` are the tags that the client has."""

    def __init__(self, send: Send, *, wanted: bool, held: str) -> None:
        self._send = send
        self._wanted = wanted
        self._held = held
        self._start: Message | None = None
        self._gzip: zlib._Compress | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        body, more = message.get("body", b""), message.get("more_body", False)
        if self._start:
            self._begin(self._start, large=more or len(body) >= SMALLEST)
            body = await self._packed(body, more)
            if self._gzip and not more:
                MutableHeaders(scope=self._start)["Content-Length"] = str(len(body))
            await self._send(self._start)
            self._start = None
        else:
            body = await self._packed(body, more)
        await self._send({**message, "body": body})

    def _begin(self, start: Message, *, large: bool) -> None:
        headers = MutableHeaders(scope=start)
        if start["status"] != 304 and not _is_compressible(start["status"], headers):
            return
        headers.add_vary_header("Accept-Encoding")
        packed = _packed_tag(headers.get("ETag", ""))
        if start["status"] == 304:
            if packed and packed in self._held:
                headers["ETag"] = packed
        elif self._wanted and large:
            self._gzip = zlib.compressobj(LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
            headers["Content-Encoding"] = "gzip"
            del headers["Content-Length"]
            if packed:
                headers["ETag"] = packed

    async def _packed(self, body: bytes, more: bool) -> bytes:
        if self._gzip is None:
            return body
        if len(body) < LARGE:
            return _pack(self._gzip, body, more)
        return await asyncio.to_thread(_pack, self._gzip, body, more)


def _pack(gzip: "zlib._Compress", body: bytes, more: bool) -> bytes:
    return gzip.compress(body) + gzip.flush(zlib.Z_SYNC_FLUSH if more else zlib.Z_FINISH)


def _is_compressible(status: int, headers: Headers) -> bool:
    kind = headers.get("Content-Type", "")
    return kind.startswith(_COMPRESSIBLE) and status != 206 and "Content-Encoding" not in headers


def _packed_tag(tag: str) -> str:
    return f'{tag[:-1]}-gzip"' if tag else ""


def _with_plain_tags(scope: Scope) -> Scope:
    # The application knows plain tags only.
    headers = [
        (name, value.replace(b'-gzip"', b'"') if name == b"if-none-match" else value)
        for name, value in scope["headers"]
    ]
    return {**scope, "headers": headers}
