"""Lint of an edition, beside the load of that edition on SQLite.

Made-up names have numbers, which lint takes for a difference at first sight; so it is measured without them too.
"""

from collections.abc import Iterator
from dataclasses import replace

from app.authoring.importing import import_release
from app.framework.edition import Edition
from app.framework.lint import lint, lint_errors
from app.framework.release import Envelope, Release
from app.store import editions
from app.store.engine import open_engine
from app.store.saving import load
from app.store.scope import reading
from tests.bench.timing import Figures, paired
from tests.databases import Databases

_LETTERS = str.maketrans("0123456789", "abcdefghij")


def figures(databases: Databases, edition: Edition, runs: int) -> Iterator[tuple[str, int, Figures]]:
    """What was measured, how much it found, and the times: ours, and those of the load."""
    engine = open_engine(databases.migrated("sqlite"))
    release = Release(envelope=Envelope(version="1"), edition=edition)
    import_release(engine, release, keyless=False, publishing=True)
    spelled = without_numbers(edition)
    measured = {
        "lint": (len(lint(edition)), lambda: lint(edition)),
        "lint, names without numbers": (len(lint(spelled)), lambda: lint(spelled)),
        "what stops a publish": (len(lint_errors(edition)), lambda: lint_errors(edition)),
    }
    with reading(engine) as connection:
        record = editions.get_edition(connection, edition.framework.slug, "1")
        for what, (number, run) in measured.items():
            yield what, number, paired(run, lambda: load(connection, record.id), runs)
    engine.dispose()


def without_numbers(edition: Edition) -> Edition:
    """The edition with the numbers in its skills' names spelled in letters."""
    skills = tuple(replace(skill, name=f"{skill.name} at work".translate(_LETTERS)) for skill in edition.skills)
    return replace(edition, skills=skills)
