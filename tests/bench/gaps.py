"""Gaps and moves as whole requests to a server at work, over the largest role level of an edition.

The floor of a gap is the profile of the same role level: it shows the same needs. The floor of moves is the gap of the
same person to every role level, one by one; that of a team the gap of everybody to every role level asked for.
"""

import asyncio
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
from app.framework.gap import Profile, gap
from app.framework.release import Envelope, Release
from app.framework.role import RoleLevel
from app.learning.offers import Offers
from app.store.engine import open_engine
from tests.bench.asking import Ask, ask
from tests.bench.timing import Figures, paired
from tests.databases import Databases

#: Skills that a person holds, and one who holds a great many; people and role levels of a team.
HELD, MANY, PEOPLE, ROLE_LEVELS = 40, 5_000, 200, 50
Measured = tuple[str, int, Callable[[], object], Callable[[], object]]


def figures(databases: Databases, edition: Edition, runs: int) -> Iterator[tuple[str, int, Figures]]:
    """What was asked, how many skills or pairs it was about, and the times: ours, and those of the floor."""
    engine = open_engine(databases.migrated("sqlite"))
    import_release(engine, Release(envelope=Envelope(version="1"), edition=edition), keyless=False, publishing=True)
    catalogue = Catalogue(engine, 1)
    app = build_application(catalogue)
    offers: Offers = app.state.courses.offers
    with watching(catalogue, offers.refresh), asyncio.Runner() as runner:
        offers.watched = True
        for what, number, ours, floor in _measured(edition, partial(_asked, runner, app)):
            yield what, number, paired(ours, floor, runs)
    engine.dispose()


def _asked(runner: asyncio.Runner, app: ASGIApp, target: str, body: bytes = b"") -> None:
    async def one() -> None:  # a task that gives back a long answer has asyncio write it out, whatever for
        await ask(app, Ask(target, body))

    runner.run(one())


def _measured(edition: Edition, asked: Callable[..., None]) -> Iterator[Measured]:
    look, at = edition.lookup, f"/v1/frameworks/{edition.framework.slug}/editions/1"
    chance = random.Random(2019)  # noqa: S311  # no secret
    level = max(look.role_levels.values(), key=lambda level: len(level.requirements))
    path = look.path("role_level", level)
    person, expert = _person(chance, edition, HELD), _person(chance, edition, MANY)
    team = [_person(chance, edition, HELD) for _ in range(PEOPLE)]
    levels = list(look.role_levels.values())[:ROLE_LEVELS]

    def one_by_one(people: list[Profile], to: list[RoleLevel]) -> int:
        return sum(gap(edition, each, level).distance for each in people for level in to)

    profile = partial(asked, f"{at}/roles/{look.role_of(level).slug}/levels/{level.slug}")
    every = list(look.role_levels.values())
    for what, who in (("gap", person), ("gap of an expert", expert)):
        body = _json({"role_level": path, "profile": _body(edition, who)})
        yield what, len(who.mastery), partial(asked, f"{at}/gap", body), profile
    body = _json({"role_level": path})
    of_level = Profile(mastery={need.skill: need.level for need in level.requirements})
    yield "moves", len(of_level.mastery), partial(asked, f"{at}/moves", body), partial(one_by_one, [of_level], every)
    for what, who in (("moves of a person", person), ("moves of an expert", expert)):
        body = _json({"profile": _body(edition, who)})
        yield what, len(who.mastery), partial(asked, f"{at}/moves", body), partial(one_by_one, [who], every)
    paths = [look.path("role_level", each) for each in levels]
    body = _json({"profiles": [_body(edition, each) for each in team], "role_levels": paths})
    pairs = len(team) * len(levels)
    yield "team", pairs, partial(asked, f"{at}/gap/team", body), partial(one_by_one, team, levels)


def _json(body: Any) -> bytes:
    return json.dumps(body).encode()


def _person(chance: random.Random, edition: Edition, number: int) -> Profile:
    """Somebody who holds so many skills, or all of them, at any level or none stated."""
    mastery: dict[str, str | None] = {}
    for skill in chance.sample(edition.skills, min(number, len(edition.skills))):
        scale = edition.lookup.scale_of(skill)
        mastery[skill.key] = chance.choice([None, *(level.key for level in scale.levels)]) if scale else None
    return Profile(mastery=mastery)


def _body(edition: Edition, person: Profile) -> dict[str, Any]:
    look = edition.lookup
    held = [
        {"skill": look.skills[key].slug, "level": look.mastery_levels[level].slug if level else None}
        for key, level in person.mastery.items()
    ]
    return {"mastery": held}
