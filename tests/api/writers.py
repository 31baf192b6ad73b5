"""Before a server that can be written to, on either database: the garden published, a draft of it, and keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from httpx2 import Response
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.access.issuing import Wanted, create_key
from app.access.scopes import Scope
from app.access.secrets import Secret
from app.authoring.importing import import_release
from app.framework.release import Envelope
from app.main import create_app
from app.settings import Settings
from tests.worlds import garden

FRAMEWORK = "/v1/frameworks/gardening"
PUBLISHED, DRAFT = f"{FRAMEWORK}/editions/2024.1", f"{FRAMEWORK}/editions/next"


class Writer:
    """A client with a key over everything, and what it is easily asked."""

    def __init__(self, engine: Engine, client: TestClient) -> None:
        self.engine, self.client = engine, client
        self.key = self.make_key("admin", name="Head of profession")
        client.headers["X-API-Key"] = self.key.text

    def make_key(self, scope: Scope, framework: str | None = None, name: str = "Somebody") -> Secret:
        wanted = Wanted(name=name, scopes=frozenset({scope}), framework=framework)
        return create_key(self.engine, wanted)

    def audit(self, **parameters: str) -> list[dict[str, Any]]:
        """The entries of the audit, newest first."""
        answer = self.client.get(f"{FRAMEWORK}/audit", params={"limit": "200", **parameters})
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    def put(self, address: str, **fields: Any) -> Response:
        """Change fields of an entry of content that is there."""
        there = self.client.get(address)
        return self.client.put(address, json=there.json() | fields, headers={"If-Match": there.headers["ETag"]})


@contextmanager
def writing_to(engine: Engine, address: str) -> Iterator[Writer]:
    """The garden published as 2024.1 and as the draft ``next``."""
    import_release(engine, garden(), keyless=False, publishing=True)
    begun = replace(garden(), envelope=Envelope(version="next"))
    import_release(engine, begun, keyless=False, publishing=False)
    with TestClient(create_app(Settings(database_url=address)), follow_redirects=False) as client:
        yield Writer(engine, client)


def problem(answer: Response) -> tuple[int, str]:
    """The status of a refusal, and the last part of its type."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    return answer.status_code, answer.json()["type"].rpartition("/")[2]
