"""Exporting: what its owner takes out of the database, drafts included."""

from sqlalchemy import Engine

from app.authoring.publishing import today
from app.framework.release import Release
from app.kit.mendable import Mendable
from app.store import editions
from app.store.saving import load
from app.store.scope import reading


class NoSuchEdition(Mendable):
    """There is no edition under that label."""


def find_release(engine: Engine, framework: str, version: str) -> Release:
    """The edition with a label, a draft too, or the one ``current`` today; NoSuchEdition where there is none."""
    with reading(engine) as connection:
        if version == "current":
            record = editions.find_current(connection, framework, today())
        else:
            record = editions.find_edition(connection, framework, version)
        if record is None:
            raise NoSuchEdition(f"There is no edition {version!r} of {framework!r}")
        return Release(envelope=record.envelope, edition=load(connection, record.id))
