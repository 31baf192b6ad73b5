"""A desk to edit drafts at: a server over the garden, published, on either database; a fresh draft for each test."""

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from app.access.issuing import Wanted, create_key
from app.access.secrets import Secret
from app.authoring.importing import import_release
from app.main import create_app
from app.settings import Settings
from app.store.engine import open_engine
from tests.api.locked import bearing
from tests.authoring.dumps import Dump, dump
from tests.databases import Databases
from tests.worlds import garden

FRAMEWORK = "/v1/frameworks/gardening"
OTHER = "orchard"
#: A write as it is sent: verb, address below the content, body and headers.
NEW = {"If-None-Match": "*"}


@dataclass(slots=True)
class Desk:
    """A client with the editor's key, and the ways to ask it."""

    client: TestClient
    address: str
    outsider: Secret
    labels: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def draft(self) -> "Draft":
        """A draft of its own, based on the published garden."""
        label = f"draft.{next(self.labels)}"
        answer = self.client.post(f"{FRAMEWORK}/editions", json={"version": label, "based_on": "2024.1"})
        assert answer.status_code == 201, answer.text
        return Draft(self, f"{FRAMEWORK}/editions/{label}")

    def rows(self) -> Dump:
        """All that the database holds, but for when a key was last used."""
        engine = open_engine(self.address)
        found = dump(engine)
        engine.dispose()
        del found["access_key"]
        return found


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft at its address; paths are below its content."""

    desk: Desk
    base: str

    def get(self, path: str) -> Any:
        answer = self.desk.client.get(f"{self.base}/content/{path}".rstrip("/"))
        assert answer.status_code == 200, answer.text
        return answer.json()

    def tag(self, path: str) -> str:
        answer = self.desk.client.get(f"{self.base}/content/{path}", headers={"Accept-Encoding": "identity"})
        return str(answer.headers["ETag"])

    def send(self, path: str, body: object, **headers: str) -> Response:
        """A PUT of a value as JSON, or of bytes as they are."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"Content-Type": "application/json"} | {name.replace("_", "-"): value for name, value in headers.items()}
        return self.desk.client.put(f"{self.base}/content/{path}", content=content, headers=sent)

    def put(self, path: str, body: object) -> Response:
        """A PUT in the place of what is there, and what it answers is what a GET of its new address answers."""
        answer = self.send(path, body, If_Match=self.tag(path))
        assert answer.status_code == 200, answer.text
        self._check_answer(answer, answer.headers.get("Content-Location", f"{self.base}/content/{path}"))
        return answer

    def make(self, path: str, body: object) -> Response:
        """A PUT of something new."""
        answer = self.send(path, body, If_None_Match="*")
        assert answer.status_code == 201, answer.text
        self._check_answer(answer, answer.headers["Location"])
        return answer

    def _check_answer(self, answer: Response, address: str) -> None:
        again = self.desk.client.get(address, headers={"Accept-Encoding": "identity"})
        assert (again.status_code, again.content) == (200, answer.content)
        assert again.headers["ETag"] == answer.headers["ETag"].replace("-gzip", "")
        assert answer.headers["Cache-Control"] == "no-store"

    def delete(self, path: str, **headers: str) -> Response:
        sent = {name.replace("_", "-"): value for name, value in headers.items()} or {"If-Match": "*"}
        return self.desk.client.delete(f"{self.base}/content/{path}", headers=sent)

    def read(self, path: str) -> Any:
        """What readers see below the draft."""
        answer = self.desk.client.get(f"{self.base}/{path}".rstrip("/"))
        assert answer.status_code == 200, answer.text
        return answer.json()


@contextmanager
def opened(databases: Databases, kind: str) -> Iterator[Desk]:
    """A desk over a new database of a kind."""
    address = databases.migrated(kind)
    engine = open_engine(address)
    import_release(engine, garden(), keyless=False, publishing=True)
    orchard = replace(garden().edition.framework, key=OTHER, slug=OTHER)
    other = replace(garden(), edition=replace(garden().edition, framework=orchard))
    import_release(engine, other, keyless=False, publishing=True)
    editor = create_key(engine, Wanted(name="Editor", scopes=frozenset({"publish"}), framework="gardening"))
    outsider = create_key(engine, Wanted(name="Other", scopes=frozenset({"publish"}), framework=OTHER))
    engine.dispose()
    with TestClient(create_app(Settings(database_url=address))) as client:
        client.headers.update(bearing(editor))
        yield Desk(client, address, outsider)
    databases.drop(address)
