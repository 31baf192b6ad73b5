"""Courses: batches of 10,000 beside the bare insertion of the same rows; and, of 100,000, what readers wait for.

Each course teaches three skills of a framework of so many. The floor of a batch is one executemany a table through the
driver, into tables without keys, checks, indexes or guard. The floor of what a process keeps in memory is the bare
SELECTs of the same rows; that of a page of the list a SELECT of as many courses.
"""

import json
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from sqlalchemy import Engine, text

from app.authoring.importing import import_release
from app.catalogue import Catalogue
from app.catalogue.watcher import watching
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.learning.batches import read_batch
from app.learning.courses import By, Courses, Manner, Wanted
from app.learning.offers import Offers
from app.learning.telling import show_batch
from app.store.audit import COMMAND_LINE
from app.store.engine import open_engine
from app.store.scope import reading, writing
from tests.bench.stores import paired_fresh
from tests.bench.timing import Figures, megabytes, paired
from tests.databases import Databases

#: Courses in a batch, all courses of the larger part, and skills that one teaches.
BATCH, ALL, TAUGHT = 10_000, 100_000, 3
_TABLES = ("course", "course_skill", "course_feed_entry")
_BY = By(COMMAND_LINE, lambda _: True)


def figures(
    databases: Databases, kind: str, edition: Edition, runs: int, *, batch: int = BATCH, every: int = ALL
) -> Iterator[tuple[str, Figures, str]]:
    """What was measured, in which times, and the memory in words."""
    address = databases.migrated(kind)
    engine = open_engine(address)
    import_release(engine, Release(envelope=Envelope(version="1"), edition=edition), keyless=False, publishing=True)
    catalogue = Catalogue(engine, 1)
    with watching(catalogue):
        courses = Courses(catalogue)
        yield from _batches(courses, engine, edition, runs, batch)
        yield from _reads(courses, engine, edition, runs, every)
    engine.dispose()
    databases.drop(address)


def _batches(
    courses: Courses, engine: Engine, edition: Edition, runs: int, batch: int
) -> Iterator[tuple[str, Figures, str]]:
    numbers = iter(range(1, 10 * runs + 10))

    def fresh() -> Callable[[], object]:
        slug = f"provider-{next(numbers)}"
        courses.create_provider(slug, slug, COMMAND_LINE)
        body = _body(edition, batch, slug)
        return lambda: send(courses, slug, body)

    def again(share: int) -> Callable[[], Callable[[], object]]:
        def prepare() -> Callable[[], object]:
            run, title = fresh(), "Another title"
            run()
            slug = f"provider-{next(numbers) - 1}"
            told = json.loads(_body(edition, batch, slug))
            changed = [each | {"title": title} if share and at % share == 0 else each for at, each in enumerate(told)]
            body = json.dumps(changed).encode()
            return lambda: send(courses, slug, body)

        return prepare

    floor = _bare(engine, batch)
    yield "batch, all new", paired_fresh(fresh, floor, runs), ""
    yield "batch, 1 % changed", paired_fresh(again(100), floor, runs), ""
    yield "batch, the same again", paired_fresh(again(0), floor, runs), ""


def _reads(
    courses: Courses, engine: Engine, edition: Edition, runs: int, every: int
) -> Iterator[tuple[str, Figures, str]]:
    total, _ = courses.list(Wanted(), 0, 1)
    for number in range(max(0, (every - total) // BATCH)):
        slug = f"more-{number}"
        courses.create_provider(slug, slug, COMMAND_LINE)
        send(courses, slug, _body(edition, BATCH, slug))
    held, peak = megabytes(lambda: Offers(engine).current())
    times = paired(lambda: Offers(engine).current(), lambda: _bare_selects(engine), runs)
    yield "all offers into memory / bare SELECTs", times, f"{held:.0f} held, {peak:.0f} peak"
    offers = courses.offers
    before = offers.current()
    one = _body(edition, 1, "provider-1")
    titles = count()

    def change() -> None:
        told = json.loads(one)[0] | {"title": f"Title {next(titles)}"}
        send(courses, "provider-1", json.dumps([told]).encode())
        offers.current()

    yield "one course changed and noticed / bare SELECTs", paired(change, lambda: _bare_selects(engine), 3), ""
    skill = before.skills()[0]
    wanted = Wanted(skill=skill)
    page = paired(lambda: courses.list(wanted, 0, 51), lambda: _bare_page(engine), runs)
    yield "a page of those that teach a skill / a page of all", page, ""


def send(courses: Courses, slug: str, body: bytes) -> None:
    """Put a batch of courses of a provider."""
    sent = read_batch(body, lambda *_, **__: (), lines=False)
    done = courses.put_batch(slug, sent, Manner(atomic=True), _BY)
    json.dumps(show_batch(done, "", slug).counts)


def _body(edition: Edition, number: int, slug: str) -> bytes:
    skills = edition.skills
    told: list[dict[str, Any]] = []
    for at in range(number):
        taught: list[dict[str, str]] = []
        for step in range(min(TAUGHT, len(skills))):
            skill = skills[(at + step * 7) % len(skills)]
            scale = edition.lookup.scale_of(skill)
            levels = {"from_level": scale.levels[0].slug, "to_level": scale.levels[-1].slug} if scale else {}
            if all(each["skill"] != skill.slug for each in taught):
                taught.append({"framework": edition.framework.slug, "skill": skill.slug, **levels})
        course = {
            "title": f"Course {at}",
            "url": f"https://{slug}.example/{at}",
            "description": "About it. " * 20 + "That is all.",
        }
        told.append({"external_id": str(at), "duration_minutes": 60, **course, "teaches": taught})
    return json.dumps(told).encode()


def _bare(engine: Engine, batch: int) -> Callable[[], Callable[[], object]]:
    """Inserts the rows of the batch that was written last into bare tables."""
    with writing(engine) as connection:
        for name in _TABLES:
            connection.execute(text(f'CREATE TABLE "bare_{name}" AS SELECT * FROM "{name}" WHERE 1 = 0'))
    mark = "?" if engine.dialect.name == "sqlite" else "%s"

    def prepare() -> Callable[[], object]:
        rows: dict[str, list[tuple[Any, ...]]] = {}
        with reading(engine) as connection:
            cursor: Any = connection.connection.cursor()
            for name in _TABLES:
                column = {"course": "number", "course_skill": "course", "course_feed_entry": "position"}[name]
                most = batch * (TAUGHT if name == "course_skill" else 1)
                cursor.execute(f'SELECT * FROM "{name}" ORDER BY {column} DESC LIMIT {most}')
                rows[name] = [tuple(row) for row in cursor.fetchall()]
            cursor.close()

        def insert() -> None:
            with writing(engine) as connection:
                cursor: Any = connection.connection.cursor()
                for name, listed in rows.items():
                    marks = ", ".join([mark] * len(listed[0]))
                    cursor.executemany(f'INSERT INTO "bare_{name}" VALUES ({marks})', listed)
                    cursor.execute(f'DELETE FROM "bare_{name}"')

        return insert

    return prepare


def _bare_selects(engine: Engine) -> None:
    with engine.connect() as connection:
        cursor: Any = connection.connection.cursor()
        for name in ("course", "course_skill", "course_statement"):
            cursor.execute(f'SELECT * FROM "{name}"')
            cursor.fetchall()
        cursor.close()


def _bare_page(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("SELECT * FROM course WHERE retired_at IS NULL ORDER BY number LIMIT 51")).all()
