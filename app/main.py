"""The application as a server runs it: settings become an engine, a catalogue and routes. Wiring only."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI

from app.access.keyring import Keyring
from app.api.application import build_application
from app.catalogue import Catalogue
from app.catalogue.watcher import watching
from app.kit import access_log, logs, server
from app.learning.offers import Offers
from app.settings import Settings
from app.store.engine import open_engine

#: Connections that are kept for noticing what others write: the catalogue's look, the keys', and one to spare.
_NOTICING = 3


def create_app(settings: Settings) -> FastAPI:
    """The application over the database of the settings, which is neither created nor migrated here."""
    engine = open_engine(settings.database_url, read_only=settings.read_only)
    noticing = open_engine(settings.database_url, read_only=settings.read_only, connections=_NOTICING)
    catalogue = Catalogue(engine, settings.editions_kept, noticing=noticing)
    keyring = Keyring(engine, noting=not settings.read_only, noticing=noticing)

    @asynccontextmanager
    async def watched(app: FastAPI) -> AsyncIterator[None]:
        offers: Offers = app.state.courses.offers
        with watching(catalogue, keyring.refresh, keyring.flush, offers.refresh):
            keyring.watched = offers.watched = True
            yield
            offers.watched = False
        keyring.close()
        engine.dispose()
        noticing.dispose()

    return build_application(catalogue, settings.root_path, watched, keyring, keyed=settings.reads == "keyed")


def create_server(settings: Settings, style: logs.Style) -> server.Server:
    """The server of that application, with a line a request on standard error."""
    form = access_log.json_line if style == "json" else access_log.text_line
    app = access_log.AccessLog(create_app(settings), form, _write)
    return server.Server(
        uvicorn.Config(
            app,
            http=server.Protocol,
            ws="none",
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=server.GRACE,
        )
    )


def _write(lines: str) -> None:
    sys.stderr.write(lines)
    sys.stderr.flush()
