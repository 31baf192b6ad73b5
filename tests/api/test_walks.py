"""Every list of the OpenAPI document, walked in small pages while a writer publishes: complete, no repeats, in order.

Nothing here names a list: whatever takes a cursor is walked, and whatever answers a page must take one.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.api.application import build_application
from app.authoring.importing import import_release
from app.exchange.native import parse
from app.main import create_app
from app.settings import Settings
from tests.api.seeded import GARDEN, reads
from tests.api.shelf import Shelf
from tests.worlds import GARDEN_YAML

DOCUMENT: dict[str, Any] = build_application(Shelf()).openapi()
LISTS = [
    read
    for read in reads(DOCUMENT)
    if {"limit", "cursor"} <= {one["name"] for one in read.told.get("parameters", [])}
    and not read.is_keyed
    and read.template != "/v1/frameworks/{framework}/diff"  # no list: its changes are walked in test_differences
    and "Courses" not in read.told["tags"]  # what changes these is no publish: they are walked in tests/learning
]
#: The first so many pages of a walk have an edition published beside them; then the writer rests, so that walks end.
DISTURBED = 2
#: By where it stands in the garden: what each edition has three more of, by a name and a rank.
MORE = {
    "default: true\n  levels:\n": "  - {{slug: level-{0}, name: Level {0}, rank: {1}}}",
    "\nstages:\n": "- {{slug: stage-{0}, name: Stage {0}, rank: {1}}}",
    "\nsources:\n": "- {{slug: book-{0}, title: A book {0}}}",
    "\nskill_groups:\n": "- {{slug: group-{0}, name: A group {0}}}",
    "\nskills:\n": "- {{slug: skill-{0}, name: A skill {0}, kind: competence}}",
    "\nrole_families:\n": "- {{slug: family-{0}, name: A family {0}}}",
    "\nroles:\n": "- {{slug: role-{0}, name: A role {0}, levels: [{{slug: rung-{0}, name: A rung {0}, rank: 1}}]}}",
    "\nactivities:\n": "- {{slug: activity-{0}, name: An activity {0}, text: Do {0}., kind: experience}}",
}


class Writer:
    """Publishes, in a thread of its own: in turn a new edition of the garden, and a new framework."""

    def __init__(self, engine: Engine, thread: ThreadPoolExecutor) -> None:
        self.published = 0
        self._engine, self._thread = engine, thread

    def publish_meanwhile(self) -> Future[None]:
        return self._thread.submit(self.publish)

    def publish(self) -> None:
        number = self.published + 1
        text = (
            GARDEN_YAML.replace('version: "2024.1"', f'version: "2024.1.{number}"') if self.published else GARDEN_YAML
        )
        if number > 1 and number % 2:  # slugs that come before all others, and after them
            text = text.replace("slug: gardening", f"slug: {'az'[number // 2 % 2]}-framework-{number}")
        for place, entry in MORE.items():
            more = "\n".join(entry.format(f"{number}-{part}", part + 3) for part in (1, 2, 3))
            assert text.count(place) == 1, place
            text = text.replace(place, f"{place}{more}\n")
        done = import_release(self._engine, parse(text.encode(), "more.yaml"), keyless=False, publishing=True).done
        assert done == "published", done
        self.published = number


@pytest.fixture
def writer(engine: Engine) -> Iterator[Writer]:
    with ThreadPoolExecutor(1) as thread:
        found = Writer(engine, thread)
        for _ in range(7):
            found.publish()
        yield found


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_a_walk_in_small_pages_while_a_writer_publishes_is_complete_and_repeats_nothing(
    database_url: str, writer: Writer, limit: int
) -> None:
    with TestClient(create_app(Settings(database_url=database_url))) as client:
        for read in LISTS:
            before, published = whole(client, read.address(*GARDEN)), writer.published
            pages = list(walk(client, read.address(*GARDEN), limit, writer))
            walked = [name for page in pages for name in names(page)]
            assert len(pages) > 1, f"{read}: nothing to walk"
            assert writer.published > published
            assert len(set(walked)) == len(walked), f"{read} repeats"
            if "{edition}" in read.template:
                assert walked == whole(client, home(pages[0])), f"{read} is not the whole of one edition"
            else:
                assert [name for name in walked if name in before] == before, f"{read} is not complete"
                after = whole(client, read.address(*GARDEN))
                assert [name for name in after if name in walked] == walked, f"{read} has another order"


def walk(client: TestClient, address: str, limit: int, writer: Writer) -> Iterator[Response]:
    """Page by page; the first pages are read while something is published."""
    following, read = f"{address}?limit={limit}", 0
    while following:
        meanwhile = writer.publish_meanwhile() if read < DISTURBED else None
        page = client.get(following)
        assert page.status_code == 200, page.text
        assert 0 < len(page.json()["items"]) <= limit
        yield page
        following, read = page.json()["next"], read + 1
        if meanwhile:
            meanwhile.result()  # it is there before the next page is asked for


def home(page: Response) -> str:
    """The address that the list of a page has for good."""
    return page.headers.get("Content-Location", page.url.path).partition("?")[0]


def whole(client: TestClient, address: str) -> list[str]:
    """The names of all entries, from one page."""
    page = client.get(address, params={"limit": 200})
    assert page.json()["next"] is None, f"{address} does not fit one page"
    return names(page)


def names(page: Response) -> list[str]:
    """What tells the entries of a page apart: addresses, slugs where they have none, of findings rule and place."""
    return [
        entry.get("href") or entry.get("slug") or f"{entry['rule']} {entry['place']}" for entry in page.json()["items"]
    ]


def test_every_answer_that_is_a_page_takes_a_limit_and_a_cursor() -> None:
    shapes = DOCUMENT["components"]["schemas"]
    fields = {name: shape.get("properties", {}) for name, shape in shapes.items()}
    lists = {name for name, held in fields.items() if {"items", "total", "next"} <= held.keys()}
    pages = {name for name in lists if "anyOf" in fields[name]["next"]}  # the feed alone has no end
    paged = {
        read.template
        for read in reads(DOCUMENT)
        if not read.is_keyed and "Courses" not in read.told["tags"]
        for content in read.told["responses"].get("200", {}).get("content", {}).values()
        if content.get("schema", {}).get("$ref", "").rpartition("/")[2] in pages
    }
    assert paged == {read.template for read in LISTS}
    assert len(paged) > 5
