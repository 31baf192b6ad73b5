"""What differs between two editions, an edition made of the changes, and likely renames, beside a load on SQLite.


The requests are whole ones, through all layers, to a server that has both editions loaded.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from app.api.application import build_application
from app.authoring.importing import import_release
from app.catalogue import Catalogue
from app.framework.apply import apply
from app.framework.change import Change, worth_telling
from app.framework.diff import diff
from app.framework.edition import Edition
from app.framework.fitting import tried
from app.framework.rekey import rekeyed
from app.framework.release import Envelope, Release
from app.framework.removal import going, without
from app.framework.renames import propose
from app.framework.role import Requirement, RoleLevel
from app.store import editions
from app.store.engine import open_engine
from app.store.saving import load
from app.store.scope import reading
from tests.bench.asking import Ask, ask
from tests.bench.timing import Figures, paired
from tests.databases import Databases

#: One in so many is changed.
SHARE = 100


def figures(databases: Databases, edition: Edition, runs: int) -> Iterator[tuple[str, int, Figures]]:
    """What was measured, how many changes it is about, and the times: ours, and those of the load."""
    engine = open_engine(databases.migrated("sqlite"))
    release = Release(envelope=Envelope(version="1"), edition=edition)
    import_release(engine, release, keyless=False, publishing=True)
    with reading(engine) as connection:
        record = editions.find_edition(connection, edition.framework.slug, "1")
        if record is None:
            raise LookupError("what was just imported is not there")
        # Each loaded for itself: what two editions share is no work to compare.
        before, same, after = load(connection, record.id), load(connection, record.id), load(connection, record.id)
        after = slightly_changed(after)
        changes = diff(before, after)
        if diff(before, same) or apply(changes, before) != after:
            raise ValueError("the changes are not those that were made")
        skill = before.skills[0]
        renaming = (Change("skill", skill.key, "renamed", "name", skill.name, f"{skill.name} anew"),)
        removing = diff(before, without(before, going(before, "skill", skill.key)))
        if tried(renaming, before)[1] or tried(removing, before)[1]:
            raise ValueError("the changes do not fit")
        renamed = rekeyed_anew(load(connection, record.id))
        proposals = propose(renamed, before)
        compared = {
            "diff, 1 % changed": (len(changes), lambda: diff(before, after)),
            "diff, equal": (0, lambda: diff(before, same)),
            "apply, 1 % changed": (len(changes), lambda: apply(changes, before)),
            "fit, a skill renamed": (len(renaming), lambda: tried(renaming, before)),
            "fit, a skill removed": (len(removing), lambda: tried(removing, before)),
            "proposals, 1 % renamed": (len(proposals), lambda: propose(renamed, before)),
        }
        for what, (number, run) in compared.items():
            yield what, number, paired(run, lambda: load(connection, record.id), runs)
    changed = Release(envelope=Envelope(version="2"), edition=after)
    import_release(engine, changed, keyless=False, publishing=True)
    app, at = build_application(Catalogue(engine, 2)), f"/v1/frameworks/{edition.framework.slug}/diff?from=1&to=2"
    with reading(engine) as connection:
        for what, address in {"request, 1 % changed": at, "note, 1 % changed": f"{at}&format=markdown"}.items():
            asked = Ask(address)
            times = paired(lambda: asyncio.run(ask(app, asked)), lambda: load(connection, record.id), runs)  # noqa: B023  # runs at once
            yield what, len(worth_telling(changes)), times
    engine.dispose()


def slightly_changed(edition: Edition) -> Edition:
    """One skill in a hundred under another name, one role told anew, one requirement of other importance."""
    number = count()

    def asked(level: RoleLevel) -> RoleLevel:
        needs = (_turned(need) if next(number) % SHARE == 0 else need for need in level.requirements)
        return replace(level, requirements=tuple(needs))

    return replace(
        edition,
        skills=tuple(
            replace(skill, name=f"{skill.name} anew") if at % SHARE == 0 else skill
            for at, skill in enumerate(edition.skills)
        ),
        roles=tuple(
            replace(
                role,
                description="Told anew." if at % SHARE == 0 else role.description,
                levels=tuple(map(asked, role.levels)),
            )
            for at, role in enumerate(edition.roles)
        ),
    )


def rekeyed_anew(edition: Edition) -> Edition:
    """One skill and one role in a hundred under another name and another key: what an import carries no key to."""
    keys: dict[str, dict[str, str]] = {"skill": {}, "role": {}, "role_level": {}}
    skills, roles = list(edition.skills), list(edition.roles)
    for at, skill in enumerate(skills[::SHARE]):
        keys["skill"][skill.key] = slug = f"{skill.slug}-anew"
        skills[at * SHARE] = replace(skill, slug=slug, name=f"{skill.name} anew")
    for at, role in enumerate(roles[::SHARE]):
        keys["role"][role.key] = slug = f"new-{role.slug}"
        keys["role_level"] |= {level.key: f"{slug}/{level.slug}" for level in role.levels}
        roles[at * SHARE] = replace(role, slug=slug, name=f"New {role.name}")
    return rekeyed(replace(edition, skills=tuple(skills), roles=tuple(roles)), keys)


def _turned(need: Requirement) -> Requirement:
    return replace(need, importance="optional" if need.importance == "essential" else "essential")
