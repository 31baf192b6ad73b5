"""What is wrong with a file, said so that its owner finds the place."""

from dataclasses import dataclass

from app.kit.mendable import Mendable


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. ``place`` is a line, row and column, or JSON Pointer; empty when it is the file as a whole."""

    file: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place + ': ' if self.place else ''}{self.message}"


class UnreadableFile(Mendable):
    """A file that cannot become an edition; ``faults`` says why, in the file's order."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a reader of a file should know that did not stop it: counted, with where it was seen.

    ``kind`` is a short fixed slug, ``rows`` are record numbers in the file (the header is row 1).
    """

    kind: str
    file: str
    message: str
    rows: tuple[int, ...] = ()
