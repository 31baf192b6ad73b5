"""The story of a learning platform: what the page says that is answered, is answered."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.main import create_app
from app.settings import Settings
from tests.contract.seed import seeded
from tests.docs.blocks import ROOT, script
from tests.docs.test_blocks import run
from tests.running import running

PAGE = ROOT / "docs/learning-platform.md"
EDITION = "/v1/frameworks/product-management/editions/current"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, httpx.Client]]:
    """What the code of the page prints, and the server when it has run."""
    place: Path = tmp_path_factory.mktemp("platform")
    database = seeded(place)
    with running(create_app(Settings(database_url=database))) as address, httpx.Client(base_url=address) as client:
        done = run(script(PAGE).replace("http://127.0.0.1:8000", address), place, database)
        assert done.returncode == 0, done.stderr
        yield done.stdout, client


def shown() -> list[str]:
    """The lines that the page shows as answers."""
    text = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [line for kind, code in blocks if not kind for line in code.splitlines()]


def test_every_answer_that_the_page_shows_is_given(told: tuple[str, httpx.Client]) -> None:
    lines = told[0].splitlines()
    assert len(shown()) == 8
    assert [line for line in shown() if line not in lines] == []


def test_a_dozen_courses_are_loaded_and_the_hole_is_found_and_closed(told: tuple[str, httpx.Client]) -> None:
    lines = told[0].splitlines()
    assert "{'created': 12, 'changed': 0, 'unchanged': 0, 'refused': 0, 'retired': 0}" in told[0]
    counts = [line for line in lines if line.startswith("{'covered'")]
    before, closed = "{'covered': 3, 'partly': 3, 'uncovered': 8}", "{'covered': 4, 'partly': 2, 'uncovered': 8}"
    assert counts[:3] == [before, before, closed]
    assert "problem-ownership covered holes: [] chain: ['problem-1', 'problem-2']" in lines


def test_the_course_that_nobody_needs_stands_in_the_sheet(told: tuple[str, httpx.Client]) -> None:
    [line] = [line for line in told[0].splitlines() if line.startswith("open-academy,agile-5,")]
    assert line.endswith(",agile-working,Agile working,expert,,level,expert")


def test_a_person_gets_statements_activities_and_courses(told: tuple[str, httpx.Client]) -> None:
    text = told[0].partition("problem-ownership by 3\n")[2].partition("product-ownership by")[0]
    statement, activities, courses = text.splitlines()[:3]
    assert len(statement.removeprefix("  to be able to: ")) > 10
    assert "negotiate-between-teams" in activities
    assert courses == "  courses: ['Whose problem is it?']"


def test_what_is_certain_is_mended_and_the_rest_is_named_for_people(told: tuple[str, httpx.Client]) -> None:
    text, client = told
    reports = re.findall(r"^(?:limits|digital)-1 .*$", text, re.MULTILINE)
    assert [line.partition(" ")[0] for line in reports] == ["limits-1", "digital-1", "digital-1"]
    assert "product-management 2026.1: 1 carried over, 0 noted under a new name, 1 left" in text
    left = r"^Digital perspective \(.*\): 1 for a person to decide: open-academy digital-1 \(The digital world\)$"
    assert re.search(left, text, re.MULTILINE)
    assert client.get(f"{EDITION}/courses/stale").json()["items"] == []
    [mended] = client.get("/v1/courses", params={"q": "holds a product back"}).json()["items"]
    assert [each["skill"]["slug"] for each in mended["teaches"]] == ["problem-ownership"]
    names = {"role_level": "product-manager/senior-product-manager"}
    items = client.get(f"{EDITION}/coverage", params=names).json()["items"]
    assert len(items) == 12
    [item] = [item for item in items if item["skill"]["slug"] == "problem-ownership"]
    assert "limits-1" in [course["external_id"] for course in item["courses"]]
