"""Sheets for spreadsheet programs: CSV (RFC 4180) in UTF-8, in which nothing passes for a formula."""

import csv
import io
import re
from collections.abc import Sequence

MEDIA_TYPE = "text/csv"
#: The same with what RFC 4180 lets a sheet say of itself.
CONTENT_TYPE = f"{MEDIA_TYPE}; charset=utf-8; header=present"
LINE_END = b"\r\n"
# A spreadsheet takes a cell that starts so for a formula (OWASP, CSV injection); full-width forms count as well.
_FORMULA = re.compile("[=+\\-@\uff1d\uff0b\uff0d\uff20]")


def line(cells: Sequence[str | int | None]) -> bytes:
    """The cells of a line, or of a part of one, with commas between; None is an empty cell."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue().encode()


def safe(text: str) -> str:
    """A text that somebody wrote, as a cell: an apostrophe is put before what starts like a formula."""
    return f"'{text}" if _FORMULA.match(text) else text
