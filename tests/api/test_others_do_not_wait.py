"""While the largest answers are made, at the size of ESCO, other requests are answered."""

import asyncio
import time
from functools import cache
from statistics import median

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


async def seconds_of_others(address: str) -> tuple[float, list[float]]:
    """How long an answer takes, and how long others took meanwhile."""
    transport = httpx.ASGITransport(app=build_application(LargeShelf()))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        await client.get("/livez")
        others, start = [], time.perf_counter()
        answer = asyncio.create_task(client.get(address))
        while not answer.done():
            before = time.perf_counter()
            assert (await client.get("/livez")).status_code == 200
            others.append(time.perf_counter() - before)
            await asyncio.sleep(0.001)
        assert (await answer).status_code == 200
        return time.perf_counter() - start, others


@pytest.mark.parametrize("below", ["/matrix", "/content", "/pathway"])
def test_others_are_answered_while_a_large_answer_is_made(below: str) -> None:
    whole, others = asyncio.run(seconds_of_others(LARGE + below))
    assert len(others) > 3
    # In ratio to the large answer, for a slow machine slows both; a blocked event loop would make them equal.
    assert median(others) < whole / 10
    assert max(others) < whole / 2
