"""Drafts are shown as the database has them at this moment, and leave memory when they are no longer that."""

import pytest
from sqlalchemy import Engine, text

from app.authoring.publishing import publish_draft
from app.catalogue import Catalogue
from app.kit.problems import NotFound
from app.store.scope import writing
from app.store.tables import content_tables
from tests.catalogue.world import SLUG, add
from tests.selects import selects
from tests.worlds import garden

DAY = "2024-01-01"


@pytest.fixture
def catalogue(engine: Engine) -> Catalogue:
    for version in ("1", "2"):
        add(engine, version, DAY, publishing=False)
    return Catalogue(engine, kept=4)


def edit(engine: Engine, version: str) -> None:
    with writing(engine) as connection:
        edited = "UPDATE skill SET note = 'New.' WHERE edition_id = (SELECT id FROM edition WHERE version = :version)"
        connection.execute(text(edited), {"version": version})


def held(catalogue: Catalogue) -> list[tuple[int, int]]:
    return list(catalogue._drafts._kept._held)


def test_a_draft_is_loaded_once_a_revision(engine: Engine, catalogue: Catalogue) -> None:
    catalogue.watched = True
    first = catalogue.release(SLUG, "1", drafts=True)
    with selects(engine) as seen:
        assert catalogue.release(SLUG, "1", drafts=True).edition is first.edition
    assert len(seen) == 1
    edit(engine, "1")
    with selects(engine) as seen:
        second = catalogue.release(SLUG, "1", drafts=True)
    assert 1 < len(seen) <= len(content_tables()) + 2
    assert second.envelope.revision > first.envelope.revision
    assert {skill.note for skill in second.edition.skills} == {"New."}
    assert first.edition == garden().edition


def test_an_older_revision_leaves_memory_and_other_drafts_stay(engine: Engine, catalogue: Catalogue) -> None:
    other = catalogue.release(SLUG, "2", drafts=True)
    for _ in range(6):
        edit(engine, "1")
        catalogue.release(SLUG, "1", drafts=True)
    assert len(held(catalogue)) == 2
    assert catalogue.release(SLUG, "2", drafts=True).edition is other.edition


def test_what_was_published_is_no_longer_kept_as_a_draft(engine: Engine, catalogue: Catalogue) -> None:
    for version in ("1", "2"):
        catalogue.release(SLUG, version, drafts=True)
    publish_draft(engine, SLUG, "1")
    catalogue.refresh()
    assert len(held(catalogue)) == 1
    assert [record.envelope.version for record in catalogue.drafts(SLUG)] == ["2"]


def test_drafts_are_listed_last_begun_first_for_those_who_ask_for_them(engine: Engine, catalogue: Catalogue) -> None:
    add(engine, "0", DAY)
    assert [record.envelope.version for record in catalogue.drafts(SLUG)] == ["2", "1"]
    assert [record.envelope.version for record in catalogue.editions(SLUG, drafts=True)] == ["2", "1", "0"]
    assert [record.envelope.version for record in catalogue.editions(SLUG)] == ["0"]
    assert catalogue.drafts("nowhere") == []


def test_a_deleted_draft_is_not_found(engine: Engine, catalogue: Catalogue) -> None:
    catalogue.release(SLUG, "1", drafts=True)
    with writing(engine) as connection:
        for table in reversed(content_tables()):
            connection.execute(table.delete())
        connection.execute(text("DELETE FROM edition"))
    with pytest.raises(NotFound):
        catalogue.release(SLUG, "1", drafts=True)


def test_drafts_are_never_in_force(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound, match="no edition in force"):
        catalogue.release(SLUG, "current", drafts=True)
