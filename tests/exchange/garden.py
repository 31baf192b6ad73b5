"""The sample framework of these tests: a small profession of gardeners in the publisher's column layout.

Three roles: a gardener (three levels, in alphabetical order in the file), a land surveyor (a level that the order file
does not know, and one it knows too many), a chief gardener (no levels). Every quirk of the real files is in it.
"""

from pathlib import Path

from app.exchange.govuk import File, Parsed, parse

DATA = Path(__file__).parent / "data"
ROLES = File("garden_roles.csv", (DATA / "garden_roles.csv").read_bytes())
SKILLS = File("garden_skills.csv", (DATA / "garden_skills.csv").read_bytes())
ORDER = File("garden_order.tsv", (DATA / "garden_order.tsv").read_bytes())


def changed(file: File, *changes: tuple[str, str]) -> File:
    """A file with texts replaced where they first stand; a text that is not there is a mistake of the test."""
    text = file.data.decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return File(file.name, text.encode())


def garden(roles: File = ROLES, skills: File | None = SKILLS, order: File | None = ORDER) -> Parsed:
    return parse(roles, skills, order, slug="gardens")


def remarked(parsed: Parsed, kind: str) -> list[tuple[str, tuple[int, ...]]]:
    """File and rows of every remark of a kind."""
    return [(remark.file, remark.rows) for remark in parsed.remarks if remark.kind == kind]
