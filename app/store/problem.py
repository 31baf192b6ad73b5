"""What can be wrong with the database as a whole, each said in one sentence."""

from app.kit.mendable import Mendable


class StoreProblem(Mendable):
    """The database cannot be used as it is; the text says why and what to do."""


class EmptyEdition(Mendable):
    """An edition has no row that says of which framework it is."""


class ReadOnlyDatabase(StoreProblem):
    """The database takes no writes: it is set so, or its file, disk or user is."""


class ContentConflict(Mendable):
    """A write that would change what is published, or that lost a race; nothing was written."""


class RowsRefused(ContentConflict):
    """Rows that a constraint of the database does not let in beside those that are there; nothing was written."""
