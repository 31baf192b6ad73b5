"""A file that cannot be read is refused with what is wrong and where: file, row, column, line."""

from typing import NamedTuple

import pytest

from app.exchange.fault import Fault, UnreadableFile
from app.exchange.govuk import File
from tests.exchange.garden import ORDER, ROLES, SKILLS, changed, garden


class Files(NamedTuple):
    roles: File = ROLES
    skills: File = SKILLS
    order: File = ORDER


def faults(files: Files) -> tuple[Fault, ...]:
    with pytest.raises(UnreadableFile) as refused:
        garden(*files)
    return refused.value.faults


def roles(*changes: tuple[str, str]) -> Files:
    return Files(roles=changed(ROLES, *changes))


def skills(*changes: tuple[str, str]) -> Files:
    return Files(skills=changed(SKILLS, *changes))


def order(*changes: tuple[str, str]) -> Files:
    return Files(order=changed(ORDER, *changes))


def raw(data: bytes) -> Files:
    return Files(roles=File("roles.csv", data))


HEADER = ROLES.data.split(b"\n", 1)[0] + b"\n"
SURVEYOR = "Survey,Land surveyor,A surveyor measures land.,Land surveyor,A land surveyor is often alone."

CASES = {
    "empty": (raw(b""), "", "is empty"),
    "blank lines only": (raw(b"\n\n \n"), "", "is empty"),
    "header only": (raw(HEADER), "", "has a header but no records"),
    "cut inside a quoted cell": (
        raw(ROLES.data[: ROLES.data.rindex(b"read a map")]),
        "row 12, column 'Skill Level Description' (line 97)",
        "opens a quote that is never closed; perhaps the file is cut short",
    ),
    "cut inside a row": (
        raw(ROLES.data[: ROLES.data.rindex(b",MISSING,Working")]),
        "row 11 (line 94)",
        "has 6 cells, but the header names 10 columns; perhaps the file is cut short",
    ),
    "a level cut short": (
        raw(HEADER + b"A,B,,C,,D,,Prac,,"),
        "row 2, column 'Skill Level' (line 2)",
        "is 'Prac'; the levels are Awareness, Working, Practitioner, Expert",
    ),
    "roles and skills swapped": (
        Files(roles=SKILLS, skills=ROLES),
        "row 1",
        "is the skills file, where the roles file was expected; perhaps two files were swapped",
    ),
    "roles given as skills": (Files(skills=ROLES), "row 1", "is the roles file, where the skills file was expected"),
    "order given as skills": (Files(skills=ORDER), "row 1", "is not the skills file"),
    "roles given as order": (Files(order=ROLES), "row 1", "cells are separated by ',', where '\\t' was expected"),
    "another table": (
        raw(b"date,page,note\n2025-10-10,Gardener,New\n"),
        "row 1",
        "'Skill Name', 'Skill Description', 'Skill Level', 'Skill Level Description'; found 'date', 'page', 'note'",
    ),
    "semicolons": (raw(ROLES.data.replace(b",", b";")), "row 1", "cells are separated by ';', where ',' was expected"),
    "a missing column": (
        roles(("Role Level,", "Level,")),
        "row 1",
        "is not the roles file: it lacks the column 'Role Level'; found 'Role Family', 'Role', 'Role Description',",
    ),
    "a repeated column": (roles(("Role Type", "Role")), "row 1 (line 1)", "names the column 'Role' 2 times"),
    "UTF-16": (raw(ROLES.data.decode().encode("utf-16")), "", "is UTF-16, not UTF-8: save it as CSV UTF-8"),
    "UTF-16 without a mark": (raw(ROLES.data.decode().encode("utf-16-le")), "", "is UTF-16, not UTF-8"),
    "Windows-1252": (
        raw(HEADER + b"A,B,,C,,D,,Expert,\n" + "A,Café,,C,,D,,Expert,,\n".encode("cp1252")),
        "line 3",
        "is not UTF-8 (byte 0xE9), perhaps Windows-1252 or Latin-1: save it as CSV UTF-8",
    ),
    "Windows-1252 behind a mark": (raw(b"\xef\xbb\xbf" + HEADER + b"\xe9"), "line 2", "is not UTF-8 (byte 0xE9)"),
    "a workbook": (raw(b"PK\x03\x04 and so on"), "", "is a spreadsheet or ZIP archive, not a text file"),
    "NUL": (
        roles(("Survey,Land", "Sur\x00vey,Land")),
        "row 11, column 'Role Family' (line 94)",
        "holds the control character U+0000; the file is damaged",
    ),
    "another control character": (
        skills(("turn a heap", "turn a\x0b heap")),
        "row 2, column 'Awareness' (line 2)",
        "holds the control character U+000B",
    ),
    "a quote that is never closed": (
        skills(('"You can:\n- water every day"', '"You can:\n- water every day')),
        "row 9, column 'Awareness' (line 36)",
        "opens a quote that is never closed",
    ),
    "a quote that the next quote closes": (
        skills(('turn a heap"', "turn a heap")),
        "row 2, column 'Awareness' (line 2)",
        "opens a quote that is not closed properly: after the next quote, on line 3, comes 'Y'",
    ),
    "a quote inside a bare cell": (
        roles(("Survey,Land", 'Sur"vey,Land')),
        "row 11, column 'Role Family' (line 94)",
        "has a quote inside a cell that is not quoted",
    ),
    "too many cells": (
        order(("\tEO\n", "\tEO\t\n")),
        "row 3 (line 3)",
        "has 6 cells, but the header names 5 columns",
    ),
    "too few cells": (
        roles((SURVEYOR, SURVEYOR.replace("land.,", "land."))),
        "row 11 (line 94)",
        "has 9 cells, but the header names 10 columns",
    ),
    "a giant cell": (
        roles(("A surveyor measures land.", "land " * 40_000)),
        "row 11, column 'Role Description' (line 94)",
        "has 200,000 characters; at most 100,000 are allowed in a cell",
    ),
    "a long description": (
        roles(("A surveyor measures land.", "land " * 5_000)),
        "row 11, column 'Role Description' (line 94)",
        "has 24,999 characters; at most 20,000 are allowed",
    ),
    "a long bullet": (
        skills(("turn a heap", "heaps " * 400)),
        "row 2, column 'Awareness' (line 2)",
        "a bullet has 2,399 characters; at most 2,000 are allowed",
    ),
    "a long example": (
        roles(("winning a", "winning " * 400 + "a")),
        "row 14, column 'Skill Description' (line",
        "a bullet has 3,2",
    ),
    "a giant file": (raw(b"x" * (32 * 2**20 + 1)), "", "has more than the 33,554,432 bytes that are allowed"),
    "a blank role": (
        roles(("Survey,Land surveyor", "Survey,")),
        "row 11, column 'Role' (line 94)",
        "is blank",
    ),
    "a blank skill": (roles(("Soil,MISSING", " \u00a0,MISSING")), "row 4, column 'Skill Name' (line", "is blank"),
    "a blank skill in the skills file": (skills(("Soil,", ",")), "row 8, column 'Skill Name' (line 32)", "is blank"),
    "a long name": (roles(("Survey", "S" * 301)), "row 11, column 'Role Family'", "has 301 characters; at most 300"),
    "a name of signs": (
        roles(("Survey", "!!")),
        "row 11, column 'Role Family' (line 94)",
        "holds no letter or digit that an address can be made of: '!!'",
    ),
    "a name of two lines": (
        roles(("Survey", '"Sur\nvey"')),
        "row 11, column 'Role Family' (line 94)",
        "holds the character U+000A at position 3",
    ),
    "an example of signs": (
        roles(("- winning a long-term budget from the council", "- !!")),
        "row 14, column 'Skill Description' (line",
        "a bullet holds no letter or digit: '!!'",
    ),
    "an unknown level": (
        roles(("MISSING,Working", "MISSING,Guru")),
        "row 4, column 'Skill Level' (line",
        "is 'Guru'; the levels are Awareness, Working, Practitioner, Expert",
    ),
    "two levels for one requirement": (
        roles((f"{SURVEYOR},Map reading,Reading maps & plans.,Pract", f"{SURVEYOR},Soil,MISSING,Pract")),
        "row 13, column 'Skill Level' (line 100)",
        "for 'Land surveyor' of 'Land surveyor' is 'Practitioner' here but 'Working' in row 11 (line 94)",
    ),
    "two texts for one role level": (
        roles((f"{SURVEYOR},Map", f"{SURVEYOR} Or not.,Map")),
        "row 13, column 'Role Level Description' (line 100)",
        "the text of 'Land surveyor' of 'Land surveyor' is 'A land surveyor is often alone. Or not.' here but",
    ),
    "two families for one role": (
        roles((f"{SURVEYOR},Map", f"{SURVEYOR},Map".replace("Survey,", "Gardens,"))),
        "row 13, column 'Role Family' (line 100)",
        "Role Family of 'Land surveyor' is 'Gardens' here but 'Survey' in row 11 (line 94)",
    ),
    "two types for one role": (
        Files(roles=File("roles.csv", HEADER + b"A,B,,C,,D,,Expert,,x\nA,B,,C,,E,,Expert,,\n")),
        "row 3, column 'Role Type' (line 3)",
        "is '' here but 'x' in row 2",
    ),
    "two texts for one skill level": (
        roles(("name the tools", "name all of the tools that are in use in any garden")),
        "row 10, column 'Skill Level Description' (line 87)",
        "the text of 'Pruning' at Awareness is not the one in row 8 (line 74)",
    ),
    "two descriptions for one skill": (
        roles(("Reading maps & plans.", "Reading maps.")),
        "row 13, column 'Skill Description' (line 100)",
        "the description of 'Map reading' is 'Reading maps & plans.' here but 'Reading maps.' in row 12 (line 97)",
    ),
    "one skill twice in the skills file": (
        skills(("Soil,", "Pruning,")),
        "row 8, column 'Skill Name' (line 32)",
        "names 'Pruning', which row 6 describes differently",
    ),
    "a text where the level is not in use": (
        Files(roles=File("roles.csv", HEADER + b"A,B,,C,,D,,NOT IN USE,You can: dig,\n")),
        "row 2, column 'Skill Level Description' (line 2)",
        "holds a text, though Skill Level says NOT IN USE",
    ),
    "levels beside none": (
        Files(roles=File("roles.csv", HEADER + b"A,B,,C,,D,,Expert,,\nA,B,,NOT IN USE,,D,,Expert,,\n")),
        "row 3, column 'Role Level' (line 3)",
        "says NOT IN USE, but other rows give 'B' levels",
    ),
    "a rung that is no number": (
        order(("gardener\t2", "gardener\ttwo")),
        "row 3, column 'level_number' (line 3)",
        "is no number: 'two'",
    ),
    "two numbers for one rung": (
        order(("\tBeekeeper", "\tBeekeeper\tEO\nBeekeeper\tbees\t2\tBeekeeper")),
        "row 8, column 'level_number' (line 8)",
        "'Beekeeper' of 'Beekeeper': level_number is '2' here but '1' in row 7 (line 7)",
    ),
    "a long grade": (
        order(("HEO/SEO", "HEO/" + "S" * 301)),
        "row 4, column 'civil_service_grades' (line 4)",
        "a grade has 301 characters; at most 300 are allowed",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_is_refused_with_one_message_that_names_the_place(name: str) -> None:
    files, place, message = CASES[name]
    found = faults(files)
    assert len(found) == 1, found
    assert found[0].place.startswith(place)
    assert message in found[0].message


def test_the_message_names_the_file() -> None:
    [fault] = faults(raw(b""))
    assert str(fault) == "roles.csv: is empty"


def test_several_faults_are_told_in_the_files_order() -> None:
    files = Files(roles=changed(ROLES, ("Soil,MISSING,Working", "Soil,MISSING,Good"), ("Survey", "!")), skills=SKILLS)
    assert [fault.place.partition(" (")[0] for fault in faults(files)] == [
        "row 4, column 'Skill Level'",
        "row 11, column 'Role Family'",
    ]


def test_a_file_of_faults_is_told_in_part() -> None:
    rows = b"".join(b"A,B,,C,,D%d,,Guru%d,,\n" % (number, number) for number in range(1000))
    found = faults(raw(HEADER + rows))
    assert len(found) == 51
    assert found[-1].message == "and 950 more faults like these"


def test_wrong_rows_are_told_until_it_is_enough() -> None:
    assert len(faults(raw(HEADER + b"a,b\n" * 1000))) == 20
