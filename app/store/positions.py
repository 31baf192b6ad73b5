"""Positions of feeds: given under a lock, without gaps, and seen in the order in which they were given."""

from sqlalchemy import Connection, Table, update


def take(connection: Connection, head: Table, number: int = 1) -> int:
    """The first of so many new positions of the feed that a head counts; they follow each other.

    The head's row stays locked until the transaction ends, so a higher position is never seen before a lower one, and
    a transaction that fails leaves no gap. It is the last lock that a write takes.
    """
    taken = update(head).values(last=head.c.last + number).returning(head.c.last)
    return int(connection.execute(taken).scalar_one()) - number + 1
