"""What a mapping said in other editions than the one in force, and what certainly became of it since."""

from collections.abc import Iterator, Sequence

from app.catalogue import Catalogue, EditionRecord
from app.framework.carried import carried, ids_of
from app.framework.course import Taught
from app.framework.edition import Edition
from app.framework.mapping import Former, Named, Unmapped, taught
from app.framework.migrate import migrate


class Earlier:
    """The editions of a framework that are not in force, as somebody asks what a mapping said in them.

    They are loaded one by one, so no connection may be held meanwhile.
    """

    def __init__(self, catalogue: Catalogue, framework: str, current: str | None, former: Former) -> None:
        self._catalogue = catalogue
        self._former = former
        newest = sorted(catalogue.editions(framework), key=lambda record: record.envelope.precedence, reverse=True)
        self._newest = newest
        now = [record for record in newest if record.envelope.version == current]
        self._end = now[0].envelope.precedence if now else None
        self._others = [record for record in newest if record not in now]

    def meant(self, named: Named) -> list[tuple[EditionRecord, Taught]]:
        """What a mapping said, each once, with the newest edition in which it said so."""
        found: dict[Taught, EditionRecord] = {}
        for record in self._others:
            try:
                found.setdefault(taught(self._edition(record), named, self._former), record)
            except Unmapped:
                continue
        return [(record, said) for said, record in found.items()]

    def became(self, record: EditionRecord, said: Taught) -> Iterator[Taught]:
        """What it was carried over to, if it was, by each edition after that one, up to the one in force."""
        way = [self._edition(record)]
        for later in self._after(record):
            way.append(self._edition(later))
            if now := carried(way[-1], said, migrate(way, ids_of(said))):
                yield now

    def _after(self, record: EditionRecord) -> Sequence[EditionRecord]:
        """The published editions after one, up to the one in force, in their order."""
        first = record.envelope.precedence
        listed = (each for each in reversed(self._newest) if each.envelope.status == "published")
        end = self._end
        return [each for each in listed if end and first < each.envelope.precedence <= end]

    def _edition(self, record: EditionRecord) -> Edition:
        return self._catalogue.release(record.framework, record.envelope.version).edition
