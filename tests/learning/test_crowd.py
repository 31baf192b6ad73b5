"""Eight processes write the same courses at once, and a reader follows: nothing is lost, doubled or out of order."""

import multiprocessing
import random
import time
from collections import Counter

from sqlalchemy import Engine

from app.events.following import CourseEntry, CourseFeed, Seen
from app.framework.course import course_text
from app.store import listing_courses
from app.store.scope import reading
from tests.learning.classroom import Classroom
from tests.learning.crowd import Told, crowd

PROCESSES, ROUNDS = 8, 10


def followed(engine: Engine, busy: "multiprocessing.pool.AsyncResult[list[Told]]") -> list[CourseEntry]:
    """What a reader sees that follows the feed with pauses, until all is quiet."""
    feed, chance, seen = CourseFeed(engine), random.Random(8), list[CourseEntry]()  # noqa: S311  # no secret
    while True:
        was_busy = not busy.ready()
        page = feed.follow(Seen(seen[-1].position, seen[-1].mark) if seen else Seen(), 3).entries
        seen += page
        if not page and not was_busy:
            return seen
        time.sleep(chance.choice((0, 0, 0.005, 0.05)))


def test_eight_processes_write_at_once_and_a_reader_misses_nothing(room: Classroom) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.learning.crowd"])
    with context.Pool(PROCESSES) as pool:
        asked = [(room.address, room.keys["school"], number, ROUNDS) for number in range(PROCESSES)]
        busy = pool.starmap_async(crowd, asked, chunksize=1)
        seen = followed(room.engine, busy)
        told = busy.get()
    answers = sum((each.answers for each in told), Counter[tuple[str, int]]())
    assert {status for _, status in answers} <= {200, 201, 204, 404}, answers  # whoever waits for a lock gets it
    assert {deed for deed, status in answers if status == 404} <= {"retire"}
    assert [entry.position for entry in seen] == list(range(1, sum(each.entries for each in told) + 1))
    replayed: dict[str, str] = {}
    for entry in seen:
        assert (entry.action == "created") == (entry.external_id not in replayed)
        if entry.course is None:
            del replayed[entry.external_id]
        else:
            replayed[entry.external_id] = course_text(entry.course)
    with reading(room.engine) as connection:
        there = listing_courses.list_courses(connection, listing_courses.Wanted(), 0, 100)
    assert {one.external_id: course_text(one.course) for one in there} == replayed
