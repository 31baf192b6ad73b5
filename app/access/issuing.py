"""Making, changing and ending keys. A secret is seen once, by whoever has it made: only its digest is stored.

Each is written down in the history of its key, with who did it; nothing brings a key back that has ended.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import Connection, Engine

from app.access.scopes import LADDER, Rung, Scope, highest
from app.access.secrets import ID_LENGTH, Secret, make_secret
from app.kit.mendable import Mendable
from app.kit.text import Name, Slug, fault, rule_of
from app.store import editions, key_history, keys
from app.store.audit import COMMAND_LINE, Actor
from app.store.key_history import Action, KeyEntry
from app.store.keys import KeyRecord
from app.store.scope import reading, writing

State = Literal["live", "expired", "revoked"]
#: The last year in which a key may end; what reads dates elsewhere may know none beyond 9999.
LAST_YEAR = 2999
_LATEST = dt.datetime(LAST_YEAR + 1, 1, 1, tzinfo=dt.UTC)


class KeyRefused(Mendable):
    """A key cannot be made or changed so; nothing was written."""


class KeyEnded(KeyRefused):
    """A key has ended, or another took its place: neither is undone."""


class NoSuchKey(Mendable):
    """There is no key with that id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A key to be made. ``framework`` None means all; ``learn`` and a ``provider`` go together."""

    name: str
    scopes: frozenset[Scope]
    framework: str | None = None
    provider: str | None = None
    expires_at: dt.datetime | None = None


def create_key(engine: Engine, wanted: Wanted, secret: Secret | None = None, *, actor: Actor = COMMAND_LINE) -> Secret:
    """Make a key: its secret. KeyRefused where what is wanted makes no sense or names no framework."""
    rung = _checked(wanted)
    made = secret or make_secret()
    with writing(engine) as connection:
        granted = {"scope": rung, "framework_id": _framework_id(connection, wanted), "provider": wanted.provider}
        _insert(connection, made, name=wanted.name, expires_at=wanted.expires_at, **granted)
        _tell(connection, actor, "create", made.id)
    return made


def rotate_key(
    engine: Engine, key_id: str, grace: dt.timedelta = dt.timedelta(), *, actor: Actor = COMMAND_LINE
) -> Secret:
    """Put a new key in the place of a live one, which ends at once or after a time of grace: the new secret.

    The new key has an id of its own and says whose place it took.
    """
    made = make_secret()
    with _changing(engine, key_id) as (connection, record):
        if state(record) != "live":
            raise KeyEnded(f"The key {key_id} is {state(record)} already; make a new one with capframe keys create")
        granted = {"scope": record.scope, "framework_id": _id_of(connection, record.framework)}
        lasting = {"name": record.name, "provider": record.provider, "expires_at": record.expires_at}
        _insert(connection, made, rotated_from=record.id, **granted, **lasting)
        keys.change_key(connection, record.id, **_ended(record, grace))
        _tell(connection, actor, "rotate", record.id, record)
        _tell(connection, actor, "create", made.id)
    return made


def revoke_key(engine: Engine, key_id: str, *, actor: Actor = COMMAND_LINE) -> KeyRecord:
    """End a key for good: what it was before. A revoked one stays as it is."""
    with _changing(engine, key_id) as (connection, record):
        if record.revoked_at is None:
            keys.change_key(connection, key_id, revoked_at=_now())
            _tell(connection, actor, "revoke", key_id, record)
    return record


def change_key(engine: Engine, key_id: str, *, actor: Actor = COMMAND_LINE, **values: Any) -> KeyRecord:
    """Change ``name`` or ``expires_at`` of a live key (None: never): what it is now.

    KeyEnded where it has ended, or where another took its place and it would end later.
    """
    with _changing(engine, key_id) as (connection, record):
        _check_live(connection, record, values.get("expires_at", record.expires_at))
        if all(getattr(record, name) == value for name, value in values.items()):
            return record
        keys.change_key(connection, key_id, **values)
        return _tell(connection, actor, "change", key_id, record)


def list_keys(engine: Engine) -> list[KeyRecord]:
    """All keys, the ended ones too, in the order in which they were made."""
    with reading(engine) as connection:
        return keys.list_keys(connection)


def get_key(engine: Engine, key_id: str) -> KeyRecord:
    """One key; NoSuchKey where there is none."""
    with reading(engine) as connection:
        return _found(keys.find_key(connection, key_id), key_id)


def list_history(engine: Engine, key_id: str, *, before: int | None, limit: int) -> tuple[int, list[KeyEntry]]:
    """How often something was done to a key, and some of it, newest first, from before an entry's number on."""
    with reading(engine) as connection:
        _found(keys.find_key(connection, key_id), key_id)
        entries = key_history.list_entries(connection, key_id, before=before, limit=limit)
        return key_history.count_entries(connection, key_id), entries


def end_of(day: dt.date) -> dt.datetime:
    """When a key ends whose last day this is (UTC). KeyRefused where that is later than any key ends."""
    if day.year > LAST_YEAR:
        raise KeyRefused(f"A key ends in the year {LAST_YEAR} at the latest; name an earlier day, or none")
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC) + dt.timedelta(days=1)


def may_end(end: dt.datetime) -> bool:
    """Whether a key may be given this end: it is still to come, and not beyond the last year."""
    return _now() < end <= _LATEST


def state(record: KeyRecord, now: dt.datetime | None = None) -> State:
    """What a key is: live, expired or revoked."""
    if record.revoked_at is not None:
        return "revoked"
    return "expired" if record.expires_at is not None and record.expires_at <= (now or _now()) else "live"


def scopes_of(record: KeyRecord) -> tuple[Scope, ...]:
    """The scopes of a key: the highest rung of the ladder that it has, and ``learn``."""
    rung = (cast("Rung", record.scope),) if record.scope else ()
    return (*rung, "learn") if record.provider else rung


def _checked(wanted: Wanted) -> Rung | None:
    if message := fault(wanted.name, rule_of(Name)):
        raise KeyRefused(f"The name {message}")
    if wanted.expires_at is not None and wanted.expires_at <= _now():
        raise KeyRefused("The key would have expired already; name a later day")
    rung = highest({scope for scope in LADDER if scope in wanted.scopes})
    if not wanted.scopes:
        raise KeyRefused("A key needs a scope")
    if "learn" in wanted.scopes and wanted.provider is None:
        raise KeyRefused("The scope learn needs the provider whose courses the key may write; name it with --provider")
    if wanted.provider is not None and "learn" not in wanted.scopes:
        raise KeyRefused("A provider goes with the scope learn only; add that scope or leave the provider out")
    if wanted.provider is not None and (message := fault(wanted.provider, rule_of(Slug))):
        raise KeyRefused(f"The provider {wanted.provider!r} {message}")
    if wanted.framework is not None and rung is None:
        raise KeyRefused("The scope learn is bound to a provider, not to a framework; leave the framework out")
    return rung


def _framework_id(connection: Connection, wanted: Wanted) -> int | None:
    if wanted.framework is not None and editions.find_framework(connection, wanted.framework) is None:
        raise KeyRefused(
            f"There is no framework {wanted.framework!r}; import it first, or make a key for all frameworks"
        )
    return _id_of(connection, wanted.framework)


def _id_of(connection: Connection, framework: str | None) -> int | None:
    found = editions.find_framework(connection, framework) if framework is not None else None
    return found[0] if found else None


def _insert(connection: Connection, made: Secret, **values: Any) -> None:
    keys.insert_key(connection, id=made.id, digest=made.digest, created_at=_now(), **values)


def _ended(record: KeyRecord, grace: dt.timedelta) -> dict[str, Any]:
    if not grace:
        return {"revoked_at": _now()}
    end = _now() + grace
    return {"expires_at": min(end, record.expires_at) if record.expires_at else end}


@contextmanager
def _changing(engine: Engine, key_id: str) -> Iterator[tuple[Connection, KeyRecord]]:
    with writing(engine) as connection:
        yield connection, _found(keys.find_key(connection, key_id, lock=True), key_id)


def _check_live(connection: Connection, record: KeyRecord, end: dt.datetime | None) -> None:
    if state(record) != "live":
        raise KeyEnded(
            f"The key {record.id} is {state(record)}, so it stays as it is; make a new one with capframe keys create"
        )
    longer = end != record.expires_at and (end is None or (record.expires_at is not None and end > record.expires_at))
    if longer and keys.has_successor(connection, record.id):
        raise KeyEnded(
            f"Another key took the place of {record.id}, which may only end sooner; use that one, or make a new one"
            " with capframe keys create"
        )


def _tell(
    connection: Connection, actor: Actor, action: Action, key_id: str, before: KeyRecord | None = None
) -> KeyRecord:
    """Write down what was done to a key: what it is now."""
    after = _found(keys.find_key(connection, key_id), key_id)
    key_history.record(connection, actor, action, before, after)
    return after


def _found(record: KeyRecord | None, key_id: str) -> KeyRecord:
    if record is None and len(key_id) > ID_LENGTH:  # perhaps a secret with a slip in it, which nobody should see again
        raise NoSuchKey(f"An id of a key has {ID_LENGTH} characters, this has more; capframe keys list shows them all")
    if record is None:
        raise NoSuchKey(f"There is no key {key_id!r}; capframe keys list shows them all")
    return record


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
