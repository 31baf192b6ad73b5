"""Coverage as whole requests to a server at work that knows 100,000 courses; and a gap, which names courses too.

Each course teaches three skills, from and to levels drawn at random. The floor of a role level, and of a gap to it, is
its profile, which shows the same needs; that of a page of the edition a page of role levels with as many needs; that of
a sheet the writing of the same cells by the standard library, and that of what is unneeded a page of all courses.
"""

import asyncio
import csv
import io
import json
import random
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from starlette.types import ASGIApp

from app.api.application import build_application
from app.authoring.importing import import_release
from app.catalogue import Catalogue
from app.catalogue.watcher import watching
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.learning.courses import Courses
from app.learning.reaching import Reaches
from app.store.audit import COMMAND_LINE
from app.store.engine import open_engine
from tests.bench.asking import Ask, ask
from tests.bench.courses import ALL, BATCH, TAUGHT, send
from tests.bench.timing import Figures, megabytes, paired
from tests.databases import Databases

#: Needs of a page.
NEEDS = 200
Measured = tuple[str, Callable[[], object], Callable[[], object]]


def figures(
    databases: Databases, edition: Edition, runs: int, *, every: int = ALL
) -> Iterator[tuple[str, Figures | None, str]]:
    """What was measured, in which times, and more of it in words."""
    engine = open_engine(databases.migrated("sqlite"))
    import_release(engine, Release(envelope=Envelope(version="1"), edition=edition), keyless=False, publishing=True)
    catalogue = Catalogue(engine, 1)
    app = build_application(catalogue)
    courses: Courses = app.state.courses
    chance = random.Random(2019)  # noqa: S311  # no secret
    for number, at in enumerate(range(0, every, BATCH)):
        slug = f"provider-{number}"
        courses.create_provider(slug, slug, COMMAND_LINE)
        send(courses, slug, json.dumps(_courses(edition, chance, min(BATCH, every - at), slug)).encode())
    with watching(catalogue), asyncio.Runner() as runner:
        courses.offers.watched = True
        for what, ours, floor in _measured(edition, courses, partial(_asked, runner, app)):
            yield what, paired(ours, floor, runs), ""
    offered = courses.offers.current()
    held, _ = megabytes(lambda: _whole(Reaches(edition, offered, None)))
    yield "what is kept of an edition", None, f"{held:.0f}"
    engine.dispose()


def _whole(reaches: Reaches) -> Reaches:
    assert reaches.whole.needs
    return reaches


def _asked(runner: asyncio.Runner, app: ASGIApp, target: str, body: bytes = b"") -> bytes:
    answers = []

    async def one() -> None:  # a task that gives back a long answer has asyncio write it out, whatever for
        answers.append(await ask(app, Ask(target, body)))

    runner.run(one())
    return answers[0]


def _measured(edition: Edition, courses: Courses, asked: Callable[..., bytes]) -> Iterator[Measured]:
    look, at = edition.lookup, f"/v1/frameworks/{edition.framework.slug}/editions/1"
    level = max(look.role_levels.values(), key=lambda level: len(level.requirements))
    path = look.path("role_level", level)
    profile = partial(asked, f"{at}/roles/{look.role_of(level).slug}/levels/{level.slug}")
    yield "a role level / its profile", partial(asked, f"{at}/coverage?role_level={path}"), profile
    skills = [{"skill": look.skills[need.skill].slug, "level": None} for need in level.requirements[::2]]
    gap = json.dumps({"role_level": path, "profile": {"mastery": skills}}).encode()
    yield "a gap / the profile of the role level", partial(asked, f"{at}/gap", gap), profile
    as_many = max(1, NEEDS * len(look.role_levels) // sum(len(one.requirements) for one in look.role_levels.values()))
    page = partial(asked, f"{at}/role-levels?include=requirements&limit={as_many}")
    yield "a page of the edition / of role levels", partial(asked, f"{at}/coverage?limit={NEEDS}"), page
    sheet, kept = partial(asked, f"{at}/coverage?format=csv"), courses._reaching._held  # what is measured
    cells = partial(_write, list(csv.reader(io.StringIO(sheet().decode(), newline=""))))
    yield "the edition as a sheet / its cells", sheet, cells
    yield "the same after a course changed / its cells", _after(partial(_change, courses, edition), sheet), cells
    yield "the same with nothing kept / its cells", _after(kept.clear, sheet), cells
    unneeded = partial(asked, f"{at}/courses/unneeded?limit={NEEDS}")
    yield "what is unneeded / a page of courses", unneeded, partial(asked, f"/v1/courses?limit={NEEDS}")


def _after(first: Callable[[], object], then: Callable[[], object]) -> Callable[[], object]:
    def both() -> None:
        first()
        then()

    return both


def _write(lines: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()


def _change(courses: Courses, edition: Edition) -> None:
    told = _courses(edition, random.Random(), 1, "provider-0")  # noqa: S311  # no secret
    send(courses, "provider-0", json.dumps(told).encode())


def _courses(edition: Edition, chance: random.Random, number: int, slug: str) -> list[dict[str, Any]]:
    """Courses on skills drawn at random, each from one level to another, or with none stated."""
    look, told = edition.lookup, []
    for at in range(number):
        taught = []
        for skill in chance.sample(edition.skills, min(TAUGHT, len(edition.skills))):
            scale = look.scale_of(skill)
            ranked = [None, *(level.slug for level in scale.levels)] if scale else [None]
            low, high = sorted(chance.choices(range(len(ranked)), k=2))
            levels = {"from_level": ranked[low], "to_level": ranked[high]}
            taught.append({"framework": edition.framework.slug, "skill": skill.slug, **levels})
        named = {"external_id": str(at), "title": f"Course {at}", "url": f"https://{slug}.example/{at}"}
        told.append({**named, "duration_minutes": chance.choice([None, 30, 60, 480, 960]), "teaches": taught})
    return told
