"""The ring of keys: from memory, and yet right within a second, in every process."""

import datetime as dt
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, text

from app.access import issuing, keyring
from app.access.issuing import KeyRefused, NoSuchKey, Wanted
from app.access.keyring import Keyring
from app.access.secrets import Secret, make_secret, sealed
from app.authoring.importing import import_release
from app.kit.problems import NotReady, Unauthorized
from app.store.problem import StoreProblem
from app.store.scope import writing
from tests.selects import selects
from tests.worlds import garden

READ = Wanted(name="Somebody", scopes=frozenset({"read"}))


@pytest.fixture
def ring(engine: Engine) -> Iterator[Keyring]:
    opened = Keyring(engine)
    opened.watched = True  # by the test
    yield opened
    opened.close()


def refused(ring: Keyring, secret: Secret) -> str:
    with pytest.raises(Unauthorized) as caught:
        ring.check(secret.text)
    return str(caught.value)


def age(ring: Keyring, seconds: float) -> None:
    ring._asked -= seconds


def test_a_known_key_costs_no_statement(engine: Engine, ring: Keyring) -> None:
    secret = issuing.create_key(engine, READ)
    assert ring.find(secret.text) is None
    assert ring.check(secret.text).name == "Somebody"
    with selects() as executed:
        found = ring.find(secret.text)
    assert found
    assert (found.key_id, found.rung) == (secret.id, "read")
    assert executed == []


def test_a_new_key_works_at_once_in_a_ring_that_was_read_before(engine: Engine, ring: Keyring) -> None:
    ring.refresh()
    secret = issuing.create_key(engine, READ)
    assert ring.check(secret.text).key_id == secret.id


def test_a_misshapen_key_never_reaches_the_database(ring: Keyring) -> None:
    with selects() as executed:
        for text_ in ("", "cf_", make_secret().text[:-1], make_secret().text.replace("cf_", "cf-")):
            with pytest.raises(Unauthorized, match="misshapen"):
                ring.check(text_)
    assert executed == []


def test_whoever_has_the_id_alone_learns_nothing(engine: Engine, ring: Keyring) -> None:
    secret = issuing.create_key(engine, READ)
    guessed, made_up = sealed(f"cf_{secret.id}_{'0' * 32}"), make_secret()
    assert refused(ring, guessed) == refused(ring, made_up)
    issuing.revoke_key(engine, secret.id)
    ring.refresh()
    assert refused(ring, guessed) == refused(ring, made_up)
    assert "revoked" in refused(ring, secret)


def test_a_revocation_an_end_and_a_change_are_noticed_by_a_refresh(engine: Engine, ring: Keyring) -> None:
    revoked, ended, named = (issuing.create_key(engine, READ) for _ in range(3))
    for secret in (revoked, ended, named):
        ring.check(secret.text)
    issuing.revoke_key(engine, revoked.id)
    issuing.change_key(engine, ended.id, expires_at=dt.datetime.now(dt.UTC))
    issuing.change_key(engine, named.id, name="Somebody else")
    ring.refresh()
    with pytest.raises(Unauthorized, match="was revoked"):
        ring.find(revoked.text)
    with pytest.raises(Unauthorized, match="has expired"):
        ring.find(ended.text)
    found = ring.find(named.text)
    assert found
    assert found.name == "Somebody else"


def test_a_key_revoked_by_hand_with_sql_is_noticed_too(engine: Engine, ring: Keyring) -> None:
    secret = issuing.create_key(engine, READ)
    ring.check(secret.text)
    with writing(engine) as connection:
        connection.execute(text("UPDATE access_key SET revoked_at = created_at"))
    ring.refresh()
    assert "was revoked" in refused(ring, secret)


def test_an_unchanged_ring_is_refreshed_by_one_statement(engine: Engine, ring: Keyring) -> None:
    issuing.create_key(engine, READ)
    ring.refresh()
    with selects() as executed:
        ring.refresh()
    assert len([statement for statement in executed if statement.lstrip().startswith("SELECT")]) == 1


@pytest.mark.parametrize("watched", [True, False])
def test_without_a_watcher_or_with_a_late_one_the_next_request_looks(
    engine: Engine, ring: Keyring, watched: bool
) -> None:
    ring.watched = watched
    secret = issuing.create_key(engine, READ)
    ring.check(secret.text)
    issuing.revoke_key(engine, secret.id)
    age(ring, keyring.FRESH_WATCHED if watched else keyring.FRESH)
    assert max(keyring.FRESH, keyring.FRESH_WATCHED) < 1
    assert ring.find(secret.text) is None
    assert "was revoked" in refused(ring, secret)


def test_a_flood_of_made_up_keys_shares_its_questions(ring: Keyring, monkeypatch: pytest.MonkeyPatch) -> None:
    ring.refresh()
    gate, started = threading.Event(), threading.Barrier(21)
    read = ring._read

    def slow() -> None:
        gate.wait(5)
        read()

    monkeypatch.setattr(ring, "_read", slow)  # as if the database took its time
    with selects() as executed, ThreadPoolExecutor(20) as threads:

        def ask(secret: Secret) -> str:
            started.wait()
            return refused(ring, secret)

        waiting = [threads.submit(ask, make_secret()) for _ in range(20)]
        started.wait()
        threading.Event().wait(0.2)
        gate.set()
        said = {each.result() for each in waiting}
    assert said == {"There is no such key on this server. Check that it was made here."}
    assert 1 <= len([statement for statement in executed if statement.lstrip().startswith("SELECT")]) <= 3


def test_keys_are_asked_about_in_threads_of_their_own_and_few(engine: Engine, ring: Keyring) -> None:
    secret = issuing.create_key(engine, READ)
    names = {ring._askers.submit(lambda: threading.current_thread().name).result() for _ in range(20)}
    assert all(name.startswith("keys") for name in names)
    assert len(names) <= keyring.MOST_ASKING
    for _ in range(2):
        assert ring.ask(secret.text).result().key_id == secret.id
        ring.close()  # and whoever starts again may ask again


def test_when_the_database_is_gone_known_keys_hold_and_unknown_ones_are_not_called_wrong(
    engine: Engine, ring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = issuing.create_key(engine, READ)
    ring.check(secret.text)

    def gone() -> None:
        raise StoreProblem("The database does not answer")

    monkeypatch.setattr(ring, "_read", gone)
    assert ring.check(secret.text).key_id == secret.id
    with pytest.raises(NotReady):
        ring.check(make_secret().text)


def test_last_use_is_written_apart_and_once_a_minute(engine: Engine, ring: Keyring) -> None:
    secret = issuing.create_key(engine, READ)
    ring.check(secret.text)
    assert issuing.get_key(engine, secret.id).last_used_at is None
    flush(ring)
    first = issuing.get_key(engine, secret.id).last_used_at
    assert first
    assert abs((dt.datetime.now(dt.UTC) - first).total_seconds()) < 30
    ring.check(secret.text)
    with selects() as executed:
        flush(ring)
    assert executed == []
    ring._noted[secret.id] -= keyring.NOTE_EVERY
    flush(ring)
    second = issuing.get_key(engine, secret.id).last_used_at
    assert second
    assert second > first


def flush(ring: Keyring) -> None:
    ring.flush()
    if ring._writer:
        ring._writer.join()


def test_the_end_of_a_process_writes_down_what_is_not_due_yet(engine: Engine, ring: Keyring) -> None:
    secret = issuing.create_key(engine, READ)
    ring.check(secret.text)
    flush(ring)
    before = issuing.get_key(engine, secret.id).last_used_at
    ring.check(secret.text)
    ring.close()
    after = issuing.get_key(engine, secret.id).last_used_at
    assert before
    assert after
    assert after > before


def test_noting_a_use_makes_no_process_read_its_ring_again(engine: Engine, ring: Keyring) -> None:
    secret = issuing.create_key(engine, READ)
    ring.check(secret.text)
    flush(ring)
    with selects() as executed:
        ring.refresh()
    assert len([statement for statement in executed if statement.lstrip().startswith("SELECT")]) == 1


def test_a_rotated_key_keeps_what_it_allows_and_the_old_secret_ends(engine: Engine, ring: Keyring) -> None:
    import_release(engine, garden(), keyless=False, publishing=False)
    wanted = Wanted(name="LMS", scopes=frozenset({"edit", "learn"}), framework="gardening", provider="school")
    old = issuing.create_key(engine, wanted)
    graced = issuing.rotate_key(engine, old.id, dt.timedelta(hours=1))
    assert ring.check(old.text).framework == ring.check(graced.text).framework == "gardening"
    last = issuing.rotate_key(engine, graced.id)
    assert "was revoked" in refused(ring, graced)
    record = issuing.get_key(engine, last.id)
    assert (record.name, record.scope, record.framework, record.provider) == ("LMS", "edit", "gardening", "school")
    assert record.rotated_from == graced.id
    with pytest.raises(KeyRefused, match="revoked already"):
        issuing.rotate_key(engine, graced.id)


def test_the_database_holds_no_secret(engine: Engine) -> None:
    secret = issuing.create_key(engine, READ)
    with writing(engine) as connection:
        row = connection.execute(text("SELECT * FROM access_key")).one()
    assert secret.text not in str(row)
    assert secret.text.split("_")[2] not in str(row)


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (Wanted(name="", scopes=frozenset({"read"})), "name is empty"),
        (Wanted(name="a\x00b", scopes=frozenset({"read"})), "U\\+0000"),
        (Wanted(name="a", scopes=frozenset()), "needs a scope"),
        (Wanted(name="a", scopes=frozenset({"learn"})), "needs the provider"),
        (Wanted(name="a", scopes=frozenset({"read"}), provider="x"), "scope learn only"),
        (Wanted(name="a", scopes=frozenset({"learn"}), provider="No slug"), "lower-case"),
        (Wanted(name="a", scopes=frozenset({"learn"}), provider="x", framework="y"), "not to a framework"),
        (Wanted(name="a", scopes=frozenset({"edit"}), framework="baking"), "no framework 'baking'"),
        (Wanted(name="a", scopes=frozenset({"edit"}), expires_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)), "later day"),
    ],
)  # fmt: skip
def test_a_key_that_makes_no_sense_is_refused_and_nothing_written(engine: Engine, wanted: Wanted, why: str) -> None:
    with pytest.raises(KeyRefused, match=why):
        issuing.create_key(engine, wanted)
    assert issuing.list_keys(engine) == []


def test_a_key_that_is_not_there_is_said_so(engine: Engine) -> None:
    for use in (issuing.get_key, issuing.revoke_key, issuing.rotate_key, issuing.change_key):
        with pytest.raises(NoSuchKey, match="'nothing'"):
            use(engine, "nothing")


def test_a_ring_without_a_database_knows_no_key() -> None:
    assert "no such key" in refused(Keyring(), make_secret())
