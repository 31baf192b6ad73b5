"""While the largest answers are made, at the size of ESCO, other requests are answered."""

import asyncio
import time
from functools import cache
from statistics import median
from typing import Any

import httpx
import pytest

from app.api.application import build_application
from app.framework.release import Envelope, Release
from tests.api.shelf import Shelf
from tests.bench import sizes

LARGE = "/v1/frameworks/bench/editions/1"


@cache
def large() -> Release:
    return Release(envelope=Envelope(version="1"), edition=sizes.edition(sizes.L))


class LargeShelf(Shelf):
    """One edition of size L, whatever is asked for."""

    def release(self, *_: object, **__: object) -> Release:
        return large()


async def seconds_of_others(address: str, body: Any = None) -> tuple[float, list[float]]:
    """How long an answer takes (to a GET, or a POST with a body), and how long others took meanwhile."""
    transport = httpx.ASGITransport(app=build_application(LargeShelf()))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        await client.get("/livez")
        others, start = [], time.perf_counter()
        method = "POST" if body else "GET"
        answer = asyncio.create_task(client.request(method, address, json=body))
        while not answer.done():
            before = time.perf_counter()
            assert (await client.get("/livez")).status_code == 200
            others.append(time.perf_counter() - before)
            await asyncio.sleep(0.001)
        assert (await answer).status_code == 200
        return time.perf_counter() - start, others


@pytest.mark.parametrize("below", ["/matrix", "/content", "/pathway"])
def test_others_are_answered_while_a_large_answer_is_made(below: str) -> None:
    expect_others_to_be_answered(*asyncio.run(seconds_of_others(LARGE + below)))


def people(number: int, skills: int) -> list[dict[str, Any]]:
    """So many people who hold so many skills, as large as a request may say."""
    held = [{"skill": skill.slug, "level": "level-2"} for skill in large().edition.skills[:skills]]
    return [{"mastery": held}] * number


def test_others_are_answered_while_the_gaps_of_a_large_team_are_added_up() -> None:
    paths = [f"{role.slug}/rung-1" for role in large().edition.roles[:50]]
    body = {"profiles": people(200, 50), "role_levels": paths}
    expect_others_to_be_answered(*asyncio.run(seconds_of_others(f"{LARGE}/gap/team", body)))


def test_others_are_answered_while_the_moves_of_an_expert_are_found() -> None:
    [expert] = people(1, 5_000)
    expect_others_to_be_answered(*asyncio.run(seconds_of_others(f"{LARGE}/moves?limit=200", {"profile": expert})))


def expect_others_to_be_answered(whole: float, others: list[float]) -> None:
    assert len(others) > 3
    # In ratio to the large answer, for a slow machine slows both; a blocked event loop would make them equal.
    assert median(others) < whole / 10
    assert max(others) < whole / 2
