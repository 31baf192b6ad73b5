"""Moments as the database holds them: in UTC."""

import datetime as dt

_FIRST = dt.datetime(dt.MINYEAR, 1, 1, tzinfo=dt.UTC)
_LAST = dt.datetime(dt.MAXYEAR, 12, 31, 23, 59, 59, tzinfo=dt.UTC)


def in_utc(time: dt.datetime) -> dt.datetime:
    """A moment in UTC, also one that a database handed back: SQLite without a zone, PostgreSQL in its session's zone.

    SQLite stores and compares moments as they are written, so what it is asked for has to be in UTC too. Where the
    calendar ends, so do moments.
    """
    if time.tzinfo is None:
        return time.replace(tzinfo=dt.UTC)
    try:
        return time.astimezone(dt.UTC)
    except OverflowError:
        return _FIRST if time.year == dt.MINYEAR else _LAST
