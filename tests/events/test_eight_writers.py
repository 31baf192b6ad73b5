"""A reader that follows the feed, now and then, while eight writers publish."""

import random
import time
from typing import Any

from sqlalchemy import Engine, text
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.events.writers import Done, Writers, publish

SHARED = ("gardening", "forestry", "fishing")
EACH = 6


def sequences(engine: Engine) -> dict[Done, int]:
    """The sequence number of each edition, as the database has it."""
    query = "SELECT f.slug, e.version, e.sequence FROM edition e JOIN framework f ON f.id = e.framework_id"
    with engine.connect() as connection:
        return {("published", slug, version): number for slug, version, number in connection.execute(text(query))}


def test_a_reader_with_pauses_sees_every_publish_and_withdrawal_once_and_in_order(
    engine: Engine, database_url: str
) -> None:
    for framework in SHARED:
        publish(engine, framework, "0")
    writers, chance, seen = Writers(engine, 8, EACH, SHARED), random.Random(8), list[dict[str, Any]]()  # noqa: S311  # no secret
    with TestClient(create_app(Settings(database_url=database_url))) as client, writers.at_work():
        address = "/v1/changes?limit=2"
        while True:
            was_busy = writers.busy
            answer = client.get(address)
            assert answer.status_code == 200
            page = answer.json()
            address, seen = page["next"], seen + page["items"]
            if not page["items"] and not was_busy:
                break
            time.sleep(chance.choice((0, 0, 0.005, 0.05)))
    assert writers.failed == []
    assert [entry["position"] for entry in seen] == list(range(1, len(seen) + 1))
    told: list[Done] = [(entry["action"], entry["framework"]["slug"], entry["edition"]["version"]) for entry in seen]
    first: list[Done] = [("published", framework, "0") for framework in SHARED]
    assert sorted(told) == sorted(first + writers.done)
    assert len(writers.done) == 8 * (EACH + EACH // 3)
    numbers = sequences(engine)
    for framework in SHARED:
        order = [numbers[each] for each in told if each[:2] == ("published", framework)]
        assert order == list(range(1, len(order) + 1))
