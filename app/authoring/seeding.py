"""The seed: the editions that come with Capframe, in the native format under seed/FRAMEWORK/VERSION.yaml."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from app.authoring.importing import import_release
from app.exchange import native
from app.store import editions
from app.store.problem import ContentConflict
from app.store.scope import reading

FOLDER = Path(__file__).parents[2] / "seed"


@dataclass(frozen=True, slots=True, order=True)
class Seed:
    """A seed document; where it lies says which edition it is, so that a start need not read it."""

    framework: str
    version: str
    path: Path


def seeds() -> list[Seed]:
    """All seed documents, by framework and version."""
    return sorted(Seed(path.parent.name, path.stem, path) for path in FOLDER.glob("*/*.yaml"))


def missing_seeds(engine: Engine) -> list[Seed]:
    """The seed documents whose edition the database does not have, not even as a draft."""
    with reading(engine) as connection:
        return [seed for seed in seeds() if editions.find_edition(connection, seed.framework, seed.version) is None]


def plant(engine: Engine, seed: Seed) -> None:
    """Import and publish a seed document; fine where another process has done so meanwhile."""
    release = native.parse(seed.path.read_bytes(), seed.path.name)
    try:
        import_release(engine, release, keyless=False, publishing=True)
    except ContentConflict:
        if seed in missing_seeds(engine):
            raise
