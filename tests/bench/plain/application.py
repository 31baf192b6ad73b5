"""The application of the plain way."""

from fastapi import FastAPI
from sqlalchemy import Engine

from tests.bench.plain import ladders, skills


def build_plain(engine: Engine) -> FastAPI:
    """The plain way over a database."""
    app = FastAPI()
    app.state.engine = engine
    app.include_router(ladders.router)
    app.include_router(skills.router)
    return app
