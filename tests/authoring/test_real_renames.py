"""The publisher's real edition, brought again with one skill under another name in every role that needs it."""

from functools import cache

import pytest
from sqlalchemy import Engine

from app.authoring.carrying import Said
from app.authoring.importing import Outcome, import_release
from app.exchange import renames
from app.exchange.govuk import File, parse
from app.framework.change import summary
from app.framework.diff import diff
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from tests.authoring.dumps import stored
from tests.authoring.test_real_import import NAMES
from tests.real_data import FOLDER, needs_real_data

pytestmark = needs_real_data

OLD, NEW = "Agile and Lean practices", "Lean ways of working"


@cache
def brought(name: str = OLD) -> Edition:
    """The edition of the publisher's files, the skill under this name in the roles file and in the skills file."""
    files = [File(each, (FOLDER / "govuk-gddpcf" / each).read_bytes()) for each in NAMES]
    renamed, places = [], 0
    for file in files:
        places += file.data.count(f",{OLD},".encode()) + file.data.count(f"\n{OLD},".encode())
        data = file.data.replace(f",{OLD},".encode(), f",{name},".encode())
        renamed.append(File(file.name, data.replace(f"\n{OLD},".encode(), f"\n{name},".encode())))
    assert places == 11  # ten role levels, and the skill itself
    return parse(*renamed, slug="ddat").edition


def bring(engine: Engine, version: str, name: str, said: Said | None = None, *, dry_run: bool = False) -> Outcome:
    release = Release(envelope=Envelope(version=version), edition=brought(name))
    return import_release(engine, release, keyless=True, publishing=True, dry_run=dry_run, said=said)


@pytest.mark.parametrize("passed_back", [False, True])
def test_one_renamed_skill_is_the_one_proposal_and_passed_back_the_one_change(
    engine: Engine, passed_back: bool
) -> None:
    bring(engine, "2025.09", OLD)
    [one] = bring(engine, "2026.1", NEW, dry_run=True).proposals
    assert (one.kind, one.old, one.new) == ("skill", "agile-and-lean-practices", "lean-ways-of-working")
    assert one.reasons[:2] == ("17 of 17 texts read the same or nearly so", "the same 10 of 10 role levels need it")
    said = Said(renames=renames.read("renames.csv", renames.written([one]).encode())) if passed_back else None
    outcome = bring(engine, "2026.1", NEW, said)
    changes = diff(stored(engine, "ddat", "2025.09").edition, stored(engine, "ddat", "2026.1").edition)
    assert changes == outcome.changes
    times = {noun: {verb: number for verb, number in told.items() if number} for noun, told in summary(changes).items()}
    found = {noun: told for noun, told in times.items() if told}
    if passed_back:
        assert found == {"skills": {"renamed": 1}}
        assert [(change.field, change.old, change.new) for change in changes] == [
            ("slug", one.old, one.new),
            ("name", OLD, NEW),
        ]
    else:
        assert found["skills"] == {"added": 1, "removed": 1}
        assert found["requirements"] == {"added": 10, "removed": 10}
