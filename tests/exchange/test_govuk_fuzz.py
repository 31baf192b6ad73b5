"""Whatever is done to the files, they are read or refused: nothing else comes out."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from app.exchange.fault import Fault, UnreadableFile
from app.exchange.govuk import File
from app.framework.role import Role
from tests.exchange.garden import ORDER, ROLES, SKILLS, garden

FILES = (ROLES, SKILLS, ORDER)
WHICH = st.sampled_from(range(3))
PLACES = st.integers(0, 4000)
BYTES = st.one_of(
    st.binary(min_size=1, max_size=5),
    st.sampled_from([b'"', b'""', b",", b"\t", b"\n", b"\r", b"\n\n", b"You can:", b"- ", b"NOT IN USE", b"MISSING"]),
    st.sampled_from(["\u2028", "\u200b", "\u00a0", "é", "C++", "“", "\x85"]).map(str.encode),
)


def check_read_or_refused(which: int, data: bytes) -> None:
    files = list(FILES)
    files[which] = File(files[which].name, data)
    faults: tuple[Fault, ...] = ()
    roles: tuple[Role, ...] = ()
    try:
        roles = garden(*files).edition.roles
    except UnreadableFile as refused:
        faults = refused.faults
    assert roles or faults
    assert all(fault.message for fault in faults)


@given(WHICH, PLACES)
def test_a_cut_file(which: int, at: int) -> None:
    data = FILES[which].data
    check_read_or_refused(which, data[: at % len(data)])


@given(WHICH, st.lists(st.tuples(PLACES, st.integers(0, 255)), min_size=1, max_size=5))
def test_flipped_bytes(which: int, flips: list[tuple[int, int]]) -> None:
    data = bytearray(FILES[which].data)
    for at, byte in flips:
        data[at % len(data)] ^= byte
    check_read_or_refused(which, bytes(data))


@given(WHICH, st.lists(st.tuples(PLACES, PLACES.map(lambda size: size % 40), BYTES), min_size=1, max_size=5))
def test_stretches_that_are_replaced(which: int, changes: list[tuple[int, int, bytes]]) -> None:
    data = FILES[which].data
    for place, size, new in changes:
        at = place % len(data)
        data = data[:at] + new + data[at + size :]
    check_read_or_refused(which, data)


@given(WHICH, st.randoms(use_true_random=False))
def test_shuffled_columns_and_rows_are_read(which: int, random: object) -> None:
    assert hasattr(random, "shuffle")
    mark = "\t" if FILES[which] is ORDER else ","
    header, *rows = csv.reader(io.StringIO(FILES[which].data.decode()), delimiter=mark)
    places = list(range(len(header)))
    random.shuffle(places)
    random.shuffle(rows)
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows([row[at] for at in places] for row in [header, *rows])
    files = list(FILES)
    files[which] = File("shuffled", out.getvalue().encode())
    assert len(garden(*files).edition.roles) == 3


@given(WHICH, st.lists(st.lists(st.text(), max_size=12), max_size=5))
def test_rows_of_any_text(which: int, rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter="\t" if FILES[which] is ORDER else ",").writerows(rows)
    check_read_or_refused(which, FILES[which].data + out.getvalue().encode(errors="replace"))


@given(st.lists(st.text(max_size=40), min_size=9, max_size=9), st.lists(st.integers(0, 8), max_size=3))
def test_cells_of_any_text_are_read_or_refused(cells: list[str], kept: list[int]) -> None:
    plain = ["A", "B", "b", "C", "c", "D", "You can:\n- d", "Expert", "You can:\n- e"]
    row = [plain[at] if at in kept or at in (0, 1, 3, 5, 7) else cell for at, cell in enumerate(cells)]
    out = io.StringIO()
    csv.writer(out).writerows([ROLES.data.decode().split("\n", 1)[0].split(","), [*row, ""]])
    check_read_or_refused(0, out.getvalue().encode(errors="replace"))


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    check_read_or_refused(0, data)
