"""The publisher's real files, through the import into the database: every figure that issue 2 asks for."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text

from app.authoring.importing import import_release
from app.exchange.fault import Remark
from app.exchange.govuk import File, Parsed, parse
from app.framework.counts import count
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.store.engine import open_engine
from app.store.scope import reading
from tests.authoring.dumps import dump, stored
from tests.databases import KINDS, Databases
from tests.real_data import FOLDER, needs_real_data

NAMES = ("2025-09-15_roles.csv", "2025-08-29_skills.csv", "2026-10-06_role_level_order_and_grades.tsv")
COUNTS = {
    "scale": 1,
    "mastery_level": 4,
    "role_family": 8,
    "role": 52,
    "role_level": 205,
    "role_level WHERE implicit": 4,
    "skill": 188,
    "requirement": 1809,
    "requirement WHERE level IS NULL": 28,
    "statement": 1874,
    "statement WHERE level IS NULL": 70,
    "responsibility": 791,
    "responsibility WHERE accountability IS NOT NULL": 0,
    "activity": 70,
    "activity WHERE kind = 'leadership'": 70,
}
LADDER = """
    SELECT slug FROM role_level WHERE role = 'product-manager' ORDER BY rank
"""
NEEDS = """
    SELECT skill, level FROM requirement WHERE role_level = 'product-manager/senior-product-manager'
"""
CHIEFS = """
    SELECT role.slug, role.kind, role_level.slug FROM role
    JOIN role_level ON role_level.edition_id = role.edition_id AND role_level.role = role.key
    WHERE role_level.implicit ORDER BY role.slug
"""

pytestmark = needs_real_data


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return parse(*(File(name, (FOLDER / "govuk-gddpcf" / name).read_bytes()) for name in NAMES), slug="ddat")


@pytest.fixture(scope="module", params=KINDS)
def filled(request: pytest.FixtureRequest, databases: Databases, parsed: Parsed) -> Iterator[Engine]:
    address = databases.migrated(str(request.param))
    engine = open_engine(address)
    publish(engine, parsed)
    yield engine
    engine.dispose()
    databases.drop(address)


def publish(engine: Engine, parsed: Parsed) -> str:
    release = Release(envelope=Envelope(version="2025.09"), edition=parsed.edition)
    return import_release(engine, release, keyless=True, publishing=True).done


def edition(engine: Engine) -> Edition:
    return stored(engine, "ddat", "2025.09").edition


def test_the_rows_are_as_many_as_the_publisher_has(filled: Engine) -> None:
    with reading(filled) as connection:
        found = {what: connection.execute(text(f"SELECT count(*) FROM {what}")).scalar_one() for what in COUNTS}  # noqa: S608  # written above
    assert found == COUNTS


def test_what_is_loaded_is_what_was_read(filled: Engine, parsed: Parsed) -> None:
    assert edition(filled) == parsed.edition
    found = count(edition(filled))
    assert (found["role_families"], found["roles"], found["role_levels"], found["skills"]) == (8, 52, 205, 188)
    assert (found["requirements"], found["statements"]) == (1809, 1874)
    assert (found["responsibilities"], found["activities"]) == (791, 70)


def test_the_row_of_the_edition_has_the_counts_of_its_content(filled: Engine, parsed: Parsed) -> None:
    with reading(filled) as connection:
        [(status, told)] = connection.execute(text("SELECT status, counts FROM edition")).all()
    assert status == "published"
    assert f'"requirements": {count(parsed.edition)["requirements"]}' in told


def test_product_managers_climb_in_the_order_of_the_order_file(filled: Engine) -> None:
    climb = [
        "associate-product-manager",
        "product-manager",
        "senior-product-manager",
        "lead-product-manager",
        "head-of-product",
    ]
    with reading(filled) as connection:
        assert [row.slug for row in connection.execute(text(LADDER))] == climb
    assert [level.slug for level in edition(filled).lookup.roles["product-manager"].levels] == climb


def test_a_senior_product_manager_needs_what_the_publisher_says(filled: Engine) -> None:
    with reading(filled) as connection:
        needs = {row.skill: row.level for row in connection.execute(text(NEEDS))}
    assert needs["product-management"] == "mastery/expert"
    assert needs["strategic-ownership"] == "mastery/practitioner"


def test_only_the_chief_roles_have_an_implicit_level_named_like_them(filled: Engine) -> None:
    with reading(filled) as connection:
        found = [tuple(row) for row in connection.execute(text(CHIEFS))]
    assert [(slug, level) for slug, _, level in found] == [
        ("chief-data-officer", "chief-data-officer"),
        ("chief-digital-and-information-officer", "chief-digital-and-information-officer"),
        ("chief-information-security-officer", "chief-information-security-officer"),
        ("chief-technology-officer", "chief-technology-officer"),
    ]
    assert {kind for _, kind, _ in found} == {"Senior Civil Service"}


def test_duplicates_and_undefined_levels_are_told(parsed: Parsed) -> None:
    def remark(kind: str) -> Remark:
        [found] = [remark for remark in parsed.remarks if remark.kind == kind]
        return found

    assert len(remark("duplicate-row").rows) == 16
    assert "60 levels" in remark("undefined-level").message


def test_the_same_files_again_change_no_row(filled: Engine, parsed: Parsed) -> None:
    before = dump(filled)
    assert publish(filled, parsed) == "unchanged"
    assert dump(filled) == before
