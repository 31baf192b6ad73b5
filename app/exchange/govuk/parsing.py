"""The way through the three files to one edition."""

from collections.abc import Callable
from dataclasses import dataclass

from app.exchange.fault import Fault, Remark, UnreadableFile
from app.exchange.govuk import told
from app.exchange.govuk.ladders import read_ladders
from app.exchange.govuk.layouts import ORDER, ROLES, SKILLS, Layout, opened
from app.exchange.govuk.notes import Notes
from app.exchange.govuk.order import ordered
from app.exchange.govuk.sheets import Sheet, read
from app.exchange.govuk.skills import MASTERY, Shelf
from app.framework.about import Framework, Licence
from app.framework.edition import BrokenEdition, Edition

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class File:
    """A file's name, for messages, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Parsed:
    """The edition in the files, and what its reader should know of how it was read."""

    edition: Edition
    remarks: tuple[Remark, ...]


def parse(
    roles: File,
    skills: File | None = None,
    order: File | None = None,
    *,
    slug: str,
    name: str | None = None,
    progress: Progress | None = None,
) -> Parsed:
    """The edition that the publisher's files tell. Keys are slugs: ``carry`` gives a later edition its keys.

    ``slug`` and ``name`` are the framework's. ``progress`` is called with records read and records in all.
    Raises UnreadableFile; each fault names file, row, column and line.
    """
    notes = Notes()
    sheets = _sheets({ROLES: roles, SKILLS: skills, ORDER: order}, notes, progress or (lambda _done, _total: None))
    by_roles = told.by_roles(sheets[ROLES], notes)
    by_skills = told.by_skills(sheets[SKILLS], notes) if skills else {}
    shelf = Shelf(notes)
    for skill, texts in told.merged(by_roles, by_skills, skills.name if skills else "", notes).items():
        shelf.add(skill, texts)
    shelf.report()
    rungs = ordered(sheets[ORDER], notes) if order else None
    families, ladders = read_ladders(sheets[ROLES], shelf.skills, rungs, notes)
    notes.stop()
    try:
        edition = Edition(
            framework=_framework(slug, name),
            scales=(MASTERY,),
            skills=tuple(shelf.skills.values()),
            role_families=families,
            roles=ladders,
            activities=tuple(shelf.activities),
        )
    except BrokenEdition as broken:
        raise UnreadableFile(*(Fault(roles.name, "", str(finding)) for finding in broken.findings)) from broken
    return Parsed(edition, tuple(notes.remarks))


def _sheets(files: dict[Layout, File | None], notes: Notes, progress: Progress) -> dict[Layout, Sheet]:
    """The rows of the files that are there; stops when a cell is unfit for its use."""
    tables = {layout: opened(file.name, file.data, layout, notes) for layout, file in files.items() if file}
    total = sum(len(table.records) for table in tables.values())
    done = 0

    def advance(rows: int) -> None:
        nonlocal done
        done += rows
        progress(done, total)

    sheets = {layout: read(table, layout, notes, advance) for layout, table in tables.items()}
    notes.stop()
    return sheets


def _framework(slug: str, name: str | None) -> Framework:
    """What the publisher says of the framework on its pages; the downloads do not hold it."""
    return Framework(
        key=slug,
        slug=slug,
        name=name or "Government Digital and Data Profession Capability Framework",
        publisher="Government Digital and Data",
        licence=Licence(
            name="Open Government Licence v3.0",
            url="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        ),
        language="en-GB",
        homepage="https://ddat-capability-framework.service.gov.uk/",
        attribution="Contains public sector information licensed under the Open Government Licence v3.0.",
    )
