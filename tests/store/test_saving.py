"""What is saved is what is loaded, in a fixed number of statements."""

from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import HealthCheck, given, settings
from sqlalchemy import Connection, Engine, event, insert

from app.framework.edition import Edition
from app.framework.release import Envelope
from app.store import editions
from app.store.saving import clear, load, save
from app.store.scope import writing
from app.store.tables import content_tables, table
from tests.strategies import editions as some_editions
from tests.worlds import garden

once_a_database = settings(
    max_examples=60,
    deadline=None,  # the first example waits for the database
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example rolls back what it wrote
)


def draft(connection: Connection, edition: Edition, version: str = "1") -> int:
    framework_id = editions.create_framework(connection, edition.framework.slug, edition.framework.key)
    edition_id = editions.create_draft(connection, framework_id, Envelope(version=version))
    save(connection, edition_id, edition)
    return edition_id


@contextmanager
def counted(engine: Engine, word: str) -> Iterator[list[str]]:
    """The statements that start with a word and run inside the block."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().startswith(word):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


@once_a_database
@given(edition=some_editions())
def test_what_is_saved_is_what_is_loaded(engine: Engine, edition: Edition) -> None:
    with engine.connect().execution_options(capframe_writes=True) as connection, connection.begin() as transaction:
        assert load(connection, draft(connection, edition)) == edition
        transaction.rollback()


def test_a_cleared_draft_leaves_no_row(engine: Engine) -> None:
    with writing(engine) as connection:
        clear(connection, draft(connection, garden().edition))
        left = {found.name: connection.execute(found.select()).all() for found in content_tables()}
    assert not any(left.values())


def test_loading_takes_one_select_a_table_at_the_most(engine: Engine) -> None:
    with writing(engine) as connection:
        edition_id = draft(connection, garden().edition)
        with counted(engine, "SELECT") as seen:
            load(connection, edition_id)
    assert 0 < len(seen) <= len(content_tables())
    assert len(set(seen)) == len(seen)


def test_saving_takes_one_statement_a_table_at_the_most(engine: Engine) -> None:
    edition = garden().edition
    with writing(engine) as connection:
        framework_id = editions.create_framework(connection, "garden", "garden")
        edition_id = editions.create_draft(connection, framework_id, Envelope(version="1"))
        with counted(engine, "") as seen:
            save(connection, edition_id, edition)
    assert len(seen) <= len(content_tables())


def test_every_foreign_key_has_an_index() -> None:
    for found in content_tables():
        leading = [tuple(column.name for column in index.columns) for index in found.indexes]
        leading.append(tuple(column.name for column in found.primary_key.columns))
        for key in found.foreign_key_constraints:
            columns = tuple(key.column_keys)
            covered = any(set(columns) == set(index[: len(columns)]) for index in leading)
            assert covered, f"{found.name} {columns}"


def test_an_edition_of_another_label_does_not_leak_into_a_load(engine: Engine) -> None:
    edition = garden().edition
    with writing(engine) as connection:
        first = draft(connection, edition)
        framework_id = editions.find_framework(connection, edition.framework.slug)
        assert framework_id
        second = editions.create_draft(connection, framework_id[0], Envelope(version="2"))
        connection.execute(insert(table("about")).values(edition_id=second, key="a", slug="a", name="A", language="en"))
        assert load(connection, second).skills == ()
        assert load(connection, first) == edition
