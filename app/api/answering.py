"""From a wire value to an answer: rendered once, with its tag, its cache rule and its links."""

from collections.abc import Mapping
from urllib.parse import quote

import msgspec
from fastapi import Request
from starlette.responses import Response

from app.kit.etags import none_match, strong_etag
from app.kit.headers import listed
from app.reading.shapes.common import Page

#: Below a published label nothing ever changes; a year is the most that caches promise.
IMMUTABLE = "public, max-age=31536000, immutable"
#: May be kept, but must be asked for again each time: the tag makes that cheap.
REVALIDATE = "no-cache"
NO_STORE = "no-store"
JSON = "application/json"


def answer(
    request: Request,
    value: object,
    *,
    cache: str = REVALIDATE,
    links: Mapping[str, str] | None = None,
    location: str | None = None,
) -> Response:
    """A wire value as JSON. ``links`` are addresses by relation; ``location`` is the fixed address of the same."""
    following = {"next": value.next} if isinstance(value, Page) and value.next else {}
    body = msgspec.json.encode(value)
    return answer_bytes(request, body, cache=cache, links={**(links or {}), **following}, location=location)


def report(value: object) -> Response:
    """What a write did, as JSON. It is not what its address holds, so it has no tag that a next write could send."""
    return Response(msgspec.json.encode(value), headers={"Cache-Control": NO_STORE}, media_type=JSON)


def answer_bytes(
    request: Request, body: bytes, *, cache: str, links: Mapping[str, str], location: str | None, media_type: str = JSON
) -> Response:
    """Finished bytes, or 304 where the client has them."""
    etag = strong_etag(body)
    headers = {"ETag": etag, "Cache-Control": cache, **beside(links, location)}
    if none_match(etag, listed(request.scope, b"if-none-match")):
        return Response(body, headers=headers, media_type=media_type)
    return Response(status_code=304, headers=headers)


def beside(links: Mapping[str, str], location: str | None) -> dict[str, str]:
    """The headers that name other addresses of an answer."""
    headers = {"Content-Location": location} if location else {}
    if links:
        headers["Link"] = ", ".join(f'<{_ascii(address)}>; rel="{relation}"' for relation, address in links.items())
    return headers


def _ascii(address: str) -> str:
    """An address as a header can carry it: publishers may write theirs in any script."""
    return quote(address, safe="!#$%&'()*+,/:;=?@[]~")
