"""One of several processes that write the courses of shared providers at once."""

import json
import random
from collections import Counter
from dataclasses import dataclass, field

from httpx2 import Response
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings

NAMES = [f"c{number}" for number in range(6)]
LEVELS = ("novice", "skilled", "master")


@dataclass(slots=True)
class Told:
    """What one process met: every answer, and how many entries of the feed its writes should have made."""

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    entries: int = 0


def crowd(address: str, key: str, number: int, rounds: int) -> Told:
    """Put, send and retire in a mixed order that is this number's own."""
    told, chance = Told(), random.Random(number)  # noqa: S311  # an order, no secret
    with TestClient(create_app(Settings(database_url=address)), headers={"X-API-Key": key}) as client:
        base = "/v1/providers/school/courses"
        for turn in range(rounds):
            deed = chance.choice(("put", "put", "bulk", "replace", "retire"))
            name = chance.choice(NAMES)
            course = _course(chance, f"{number}.{turn}")
            if deed == "put":
                answer = client.put(f"{base}/{name}", json=course)
                told.entries += answer.is_success  # its title is like no other: it always changes something
            elif deed == "retire":
                answer = client.delete(f"{base}/{name}")
                told.entries += answer.is_success
            else:
                some = chance.sample(NAMES, 3)
                batch = [_course(chance, f"{number}.{turn}.{each}") | {"external_id": each} for each in some]
                answer = client.post(f"{base}/bulk", params={"replace": json.dumps(deed == "replace")}, json=batch)
                told.entries += _entries(answer)
            told.answers[deed, answer.status_code] += 1
    return told


def _course(chance: random.Random, title: str) -> dict[str, object]:
    low, high = sorted((chance.randrange(3), chance.randrange(3)))
    taught = {"framework": "gardening", "skill": "pruning", "from_level": LEVELS[low], "to_level": LEVELS[high]}
    return {"title": title, "url": "https://school.example/1", "teaches": [taught]}


def _entries(answer: Response) -> int:
    if not answer.is_success:
        return 0
    counts = answer.json()["counts"]
    return int(counts["created"] + counts["changed"] + counts["retired"])
