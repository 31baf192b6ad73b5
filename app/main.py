"""The application as a server runs it: settings become an engine, a catalogue and routes. Wiring only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.api.application import build_application
from app.catalogue import Catalogue
from app.settings import Settings
from app.store.engine import open_engine


def create_app(settings: Settings) -> FastAPI:
    """The application over the database of the settings, which is neither created nor migrated here."""
    engine = open_engine(settings.database_url)

    @asynccontextmanager
    async def closing(_: FastAPI) -> AsyncIterator[None]:
        yield
        engine.dispose()

    return build_application(Catalogue(engine, settings.editions_kept), settings.root_path, closing)
