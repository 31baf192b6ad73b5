"""One of several processes that write the same framework at once, each a whole server for itself.

There is one draft at a time: whoever finds none begins the next one, based on what was published last. So every edit
that was let in must be in every edition published later, and counters that everybody raises tell whether one was lost.
"""

import random
from collections import Counter
from dataclasses import dataclass, field

from httpx2 import Response
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings

EDITIONS = "/v1/frameworks/gardening/editions"
#: Skills in whose note everybody counts.
COUNTERS = ("pruning", "plant-knowledge")


@dataclass(slots=True)
class Told:
    """What one process did: how often each counter was raised, what it made and published, and every answer."""

    raised: Counter[str] = field(default_factory=Counter)
    made: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    answers: Counter[tuple[str, int, str]] = field(default_factory=Counter)


def race(address: str, key: str, number: int, rounds: int) -> Told:
    """Edit, make and publish in a mixed order that is this number's own."""
    told, chance = Told(), random.Random(number)  # noqa: S311  # an order, no secret
    with TestClient(create_app(Settings(database_url=address)), headers={"X-API-Key": key}) as client:
        for turn in range(rounds):
            draft = _draft(client, told)
            if draft is None:
                continue
            deed = chance.choice(("raise", "raise", "make", "publish", "publish"))
            if deed == "raise":
                _raise(client, told, draft, chance.choice(COUNTERS))
            elif deed == "make":
                _make(client, told, draft, f"made-{number}-{turn}")
            elif _noted(told, "publish", client.post(f"{EDITIONS}/{draft}/publish")).status_code == 200:
                told.published.append(draft)
    return told


def _noted(told: Told, deed: str, answer: Response) -> Response:
    kind = "" if answer.status_code < 400 else str(answer.json()["type"])
    told.answers[deed, answer.status_code, kind] += 1
    return answer


def _draft(client: TestClient, told: Told) -> str | None:
    """The label of the draft; None where another process began it just now."""
    newest = client.get(EDITIONS, params={"limit": 1}).json()["items"][0]
    if newest["status"] == "draft":
        return str(newest["version"])
    wanted = {"version": str(int(newest["version"]) + 1), "based_on": newest["version"]}
    made = _noted(told, "begin", client.post(EDITIONS, json=wanted))
    return wanted["version"] if made.status_code == 201 else None


def _raise(client: TestClient, told: Told, draft: str, counter: str) -> None:
    address = f"{EDITIONS}/{draft}/content/skills/{counter}"
    there = client.get(address)
    skill = there.json()
    skill["note"] = str(int(skill.get("note", "0")) + 1)
    answer = _noted(told, "raise", client.put(address, json=skill, headers={"If-Match": there.headers["ETag"]}))
    told.raised[counter] += answer.status_code == 200


def _make(client: TestClient, told: Told, draft: str, slug: str) -> None:
    address = f"{EDITIONS}/{draft}/content/skills/{slug}"
    answer = client.put(address, json={"slug": slug, "name": slug}, headers={"If-None-Match": "*"})
    if _noted(told, "make", answer).status_code == 201:
        told.made.append(slug)
