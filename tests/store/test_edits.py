"""A draft changed row by row holds what a draft written whole would hold."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from sqlalchemy import Engine

from app.framework.content import Content
from app.framework.edition import Edition
from app.store.around import OWNED, Around
from app.store.edits import write_edit
from app.store.rows import rows_of
from app.store.saving import load
from app.store.scope import writing
from app.store.tables import content_tables
from tests.store.test_saving import draft, once_a_database
from tests.strategies import editions as some_editions
from tests.worlds import garden


@once_a_database
@given(old=some_editions(), new=some_editions())
def test_any_edition_becomes_any_other(engine: Engine, old: Edition, new: Edition) -> None:
    with engine.connect().execution_options(capframe_writes=True) as connection, connection.begin() as transaction:
        edition_id = draft(connection, old)
        write_edit(connection, edition_id, old, new)
        assert load(connection, edition_id) == new
        transaction.rollback()


def test_things_may_swap_what_only_one_may_have(engine: Engine) -> None:
    old = garden().edition
    first, second = old.skills[:2]
    ranks = [stage.rank for stage in old.stages]
    stages = tuple(replace(stage, rank=rank) for stage, rank in zip(old.stages, reversed(ranks), strict=True))
    swapped = (replace(first, slug=second.slug), replace(second, slug=first.slug), *old.skills[2:])
    new = replace(old, skills=swapped, stages=stages)
    with writing(engine) as connection:
        edition_id = draft(connection, old)
        write_edit(connection, edition_id, old, new)
        assert load(connection, edition_id) == new


def test_what_is_the_same_is_not_written(engine: Engine) -> None:
    with writing(engine) as connection:
        edition = garden().edition
        assert write_edit(connection, draft(connection, edition), edition, edition) == 0


@pytest.mark.parametrize("of", ["skill", "skill_group", "role", "role_level", "role_family", "activity", "stage"])
def test_a_thing_stands_whole_among_what_it_refers_to(engine: Engine, of: str) -> None:
    edition = garden().edition
    with writing(engine) as connection:
        edition_id = draft(connection, edition)
        for kind, thing in edition.things():
            if kind != of:
                continue
            around = Around(connection, edition_id)
            around.own(kind, thing.key)
            small = around.content()
            assert {one.key: one for name, one in small.things() if name == kind}[thing.key] == thing
            assert set(_keys(small)) <= set(_keys(edition))


def _keys(content: Content) -> Iterator[tuple[str, str]]:
    return ((kind, thing.key) for kind, thing in content.things())


def test_every_table_of_content_is_somebodys() -> None:
    """A new table must be read with the thing that it belongs to, or single edits would lose its rows."""
    owned = {name for parts in OWNED.values() for name, _ in parts}
    whole = {"about", "scale", "mastery_level", "mastery_level_code"}
    lists = {"progression", "progression_code", "skill_relation", "retirement", "retirement_replacement", "waiver"}
    assert {found.name for found in content_tables()} == owned | whole | lists | OWNED.keys()
    assert {name for name, _ in rows_of(garden().edition)} <= owned | whole | lists | OWNED.keys()
