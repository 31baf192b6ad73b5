"""The layers around every route, one a manner."""

from fastapi import FastAPI
from starlette.routing import Route

from app.api import docs
from app.api.failures import Failures
from app.kit.bodies import Bodies, Unread
from app.kit.compression import Compression
from app.kit.cors import Cors
from app.kit.directory import Directory
from app.kit.head import Head
from app.kit.key_addresses import KeyAddresses
from app.kit.media_types import Acceptable, Readable
from app.kit.methods import Methods
from app.kit.private import Private
from app.kit.request_ids import RequestIds
from app.kit.security_headers import SecurityHeaders
from app.kit.targets import Targets

_PAGES = ("/openapi.json", *(route.path for route in docs.router.routes if isinstance(route, Route)))


def add_layers(app: FastAPI, *, keyed: bool = False) -> None:
    """Put the layers around an application that has all its routes; they know these by its OpenAPI document.

    ``keyed`` makes every answer private.
    """
    directory = Directory(lambda: app.openapi()["paths"], _PAGES)
    # Each one stands around those above it. What comes after Failures works on every answer; what is before may raise
    # problems.
    app.add_middleware(Readable, directory=directory)
    app.add_middleware(Bodies)
    app.add_middleware(Acceptable, directory=directory)
    app.add_middleware(Methods, directory=directory)
    app.add_middleware(Compression)
    app.add_middleware(KeyAddresses)
    app.add_middleware(Failures)
    if keyed:
        app.add_middleware(Private)
    app.add_middleware(Unread)
    app.add_middleware(Head)
    app.add_middleware(Cors, directory=directory)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Targets)
    app.add_middleware(RequestIds)
