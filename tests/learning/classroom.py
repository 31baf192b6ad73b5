"""A server with the garden and two providers of courses, on either database, and what a provider easily asks of it.

::

    school, academy     each with a key of its own        gardening 2024.1 in force
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from httpx2 import Response
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.access.issuing import Wanted, create_key
from app.framework.edition import Edition
from app.framework.identity import identify_text
from app.main import create_app
from app.settings import Settings
from tests.authoring.dumps import Dump, dump
from tests.authoring.gardens import FIRST, SLUG, publish, release
from tests.worlds import garden

#: Courses as providers send them.
SHEARS = {"title": "Shears and saws", "url": "https://school.example/shears"}
PRUNE = {
    "title": "Prune like a master",
    "url": "https://school.example/prune",
    "description": "Two days in an orchard.",
    "language": "en-GB",
    "duration_minutes": 720,
    "format": "on site",
    "teaches": [{"framework": SLUG, "skill": "pruning", "from_level": "novice", "to_level": "skilled"}],
}


def own_id(kind: str, key: str) -> str:
    """The id of something in the garden."""
    return identify_text(SLUG, kind, key)


PRUNING, LEADING, PLANTS = (own_id("skill", key) for key in ("cutting", "leading-a-crew", "plant-knowledge"))
NOVICE, SKILLED, MASTER = (own_id("mastery_level", f"mastery/{key}") for key in ("novice", "skilled", "expert"))


@dataclass(slots=True)
class Classroom:
    """A client with the key of the provider ``school``; the others' keys are in ``keys``."""

    engine: Engine
    address: str
    client: TestClient
    keys: dict[str, str] = field(default_factory=dict)

    def path(self, external_id: str, provider: str = "school") -> str:
        return f"/v1/providers/{provider}/courses/{external_id}"

    def put(self, external_id: str, course: Any, **headers: str) -> Response:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.put(self.path(external_id), json=course, headers=sent)

    def must_put(self, external_id: str, course: Any) -> Any:
        answer = self.put(external_id, course)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    def own(self, external_id: str) -> Response:
        return self.client.get(self.path(external_id))

    def delete(self, external_id: str, **headers: str) -> Response:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.delete(self.path(external_id), headers=sent)

    def bulk(self, courses: Any, *, lines: bool = False, **query: str) -> Response:
        """A batch: a value as JSON or as lines, or bytes as they are."""
        body = courses if isinstance(courses, bytes) else (
            "\n".join(json.dumps(each) for each in courses) if lines else json.dumps(courses)
        ).encode()  # fmt: skip
        kind = "application/x-ndjson" if lines else "application/json"
        return self.client.post(self.path("bulk"), content=body, params=query, headers={"Content-Type": kind})

    def feed(self) -> list[dict[str, Any]]:
        """All entries of the feed."""
        found: list[dict[str, Any]] = []
        address = "/v1/courses/changes?limit=200"
        while True:
            page = self.client.get(address).json()
            found += page["items"]
            if not page["items"]:
                return found
            address = page["next"]

    def listed(self, **filters: str) -> list[dict[str, Any]]:
        """All courses that fit, page by page."""
        found: list[dict[str, Any]] = []
        answer = self.client.get("/v1/courses", params={"limit": "200", **filters})
        while True:
            assert answer.status_code == 200, answer.text
            page = answer.json()
            found += page["items"]
            if page["next"] is None:
                assert page["total"] == len(found)
                return found
            answer = self.client.get(page["next"])

    def rows(self) -> Dump:
        """All that the database holds, but for when a key was last used."""
        found = dump(self.engine)
        del found["access_key"]
        return found

    def as_(self, who: str) -> dict[str, str]:
        """The header of another key."""
        return {"X-API-Key": self.keys[who]}

    def publish(self, version: str, edition: Edition, day: str = "2024-05-01") -> None:
        """Another edition of the garden; this process knows of it at once."""
        publish(self.engine, release(version, edition, day))
        self.client.app.state.catalogue.refresh()  # type: ignore[attr-defined]  # Starlette's type is any application


@contextmanager
def classroom(engine: Engine, address: str, **settings: Any) -> Iterator[Classroom]:
    """The garden published, both providers entered."""
    publish(engine, release(FIRST, garden().edition))
    keys = {
        "admin": Wanted(name="Admin", scopes=frozenset({"admin"})),
        "school": Wanted(name="School", scopes=frozenset({"learn", "read"}), provider="school"),
        "academy": Wanted(name="Academy", scopes=frozenset({"learn", "read"}), provider="academy"),
    }
    made = {name: create_key(engine, wanted).text for name, wanted in keys.items()}
    with TestClient(create_app(Settings(database_url=address, **settings))) as client:
        for slug in ("school", "academy"):
            body = {"slug": slug, "name": slug.capitalize()}
            assert client.post("/v1/providers", json=body, headers={"X-API-Key": made["admin"]}).status_code == 201
        client.headers["X-API-Key"] = made["school"]
        yield Classroom(engine, address, client, made)


def problem(answer: Response) -> tuple[int, str, dict[str | None, str]]:
    """The status of a refusal, the last part of its type, and its faults by place."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    told = answer.json()
    faults = {each["parameter"] or each["pointer"]: each["detail"] for each in told["errors"]}
    return answer.status_code, told["type"].rpartition("/")[2], faults
