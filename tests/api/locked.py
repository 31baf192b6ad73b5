"""A server with keys of every kind, over the seed, the garden, and a framework that has nothing but a draft.

::

    gardening   published      product-management   published      orchard   a draft alone
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from starlette.testclient import TestClient

from app.access import issuing
from app.access.issuing import Wanted, create_key
from app.access.scopes import LADDER, Scope
from app.access.secrets import Secret, make_secret
from app.authoring.importing import import_release
from app.main import create_app
from app.settings import Settings
from app.store.engine import open_engine
from tests.api.sample_routes import with_samples
from tests.api.seeded import seeded_database
from tests.worlds import garden

HERE, ELSEWHERE, HIDDEN, PROVIDER = "gardening", "product-management", "orchard", "school"


class Locked:
    """The address of the database and the secrets of its keys: by scope, for all, for HERE and for ELSEWHERE."""

    def __init__(self, folder: Path) -> None:
        self.address = seeded_database(folder)
        self.engine = open_engine(self.address)
        orchard = replace(garden().edition, framework=replace(garden().edition.framework, key=HIDDEN, slug=HIDDEN))
        import_release(self.engine, replace(garden(), edition=orchard), keyless=False, publishing=False)
        self.over_all = {scope: self.make(scope) for scope in LADDER}
        self.here = {scope: self.make(scope, framework=HERE) for scope in LADDER}
        self.elsewhere = {scope: self.make(scope, framework=ELSEWHERE) for scope in LADDER}
        self.learner = self.make("learn", provider=PROVIDER)
        self.expired, self.revoked = self.make("admin"), self.make("admin")
        issuing.change_key(self.engine, self.expired.id, expires_at=dt.datetime.now(dt.UTC))
        issuing.revoke_key(self.engine, self.revoked.id)

    def make(self, *scopes: Scope, framework: str | None = None, provider: str | None = None) -> Secret:
        wanted = Wanted(name="-".join(scopes), scopes=frozenset(scopes), framework=framework, provider=provider)
        return create_key(self.engine, wanted)

    @property
    def broken(self) -> list[str]:
        """What holds nowhere: expired, revoked, made up, misshapen."""
        return [self.expired.text, self.revoked.text, make_secret().text, "cf_misshapen"]


@contextmanager
def client_of(locked: Locked, reads: str = "open") -> Iterator[TestClient]:
    """A client that sends no key of its own accord."""
    settings = Settings(database_url=locked.address, reads="keyed" if reads == "keyed" else "open")
    with TestClient(with_samples(create_app(settings)), follow_redirects=False) as client:
        yield client


def bearing(secret: Secret | str) -> dict[str, str]:
    """The header that sends a key."""
    return {"Authorization": f"Bearer {secret.text if isinstance(secret, Secret) else secret}"}
