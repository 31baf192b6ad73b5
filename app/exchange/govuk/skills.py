"""From what the files tell of skills to skills with statements, and to examples of leadership."""

import re
from dataclasses import dataclass, field

from app.exchange.govuk import bullets
from app.exchange.govuk.layouts import LEVELS
from app.exchange.govuk.notes import Notes, counted
from app.exchange.govuk.told import DESCRIPTION, Text, Told
from app.framework.activity import Activity
from app.framework.identity import free_key, part_key
from app.framework.mastery import MasteryLevel, Scale
from app.framework.skill import Skill
from app.framework.slugs import slugify
from app.framework.trace import Statement
from app.kit.text import Line, Name, fault, rule_of

_LINE, _MOST_NAME = rule_of(Line), rule_of(Name).most
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")

#: The scale of the publisher's four levels; the downloads do not describe the levels themselves.
LEVEL_KEYS = {word: f"mastery/{slugify(word)}" for word in LEVELS}
MASTERY = Scale(
    key="mastery",
    slug="mastery",
    name="Mastery",
    default=True,
    levels=tuple(
        MasteryLevel(key=key, slug=slugify(word), name=word, rank=rank)
        for rank, (word, key) in enumerate(LEVEL_KEYS.items(), start=1)
    ),
)


@dataclass(slots=True)
class Shelf:
    """The skills and activities made so far, and the keys they have taken."""

    notes: Notes
    skills: dict[str, Skill] = field(default_factory=dict)
    activities: list[Activity] = field(default_factory=list)
    _taken: dict[str, set[str]] = field(default_factory=lambda: {"skill": set(), "statement": set(), "activity": set()})
    _unmarked: dict[str, list[int]] = field(default_factory=dict)

    def add(self, name: str, told: Told) -> None:
        """Make the skill of a name, with its statements and examples of leadership."""
        key = self._key("skill", slugify(name))
        statements: list[Statement] = []
        description = None
        if described := told.texts.get(DESCRIPTION):
            parts = bullets.senior(described.text)
            description = parts.description
            statements += self._statements(key, None, described, parts.statements)
            for example in parts.examples:
                self._add_example(key, example, described)
        for word, level in LEVEL_KEYS.items():
            if text := told.texts.get(word):
                levelled = bullets.statements(text.text)
                if levelled.unmarked:
                    self._unmarked.setdefault(text.row.file, []).append(text.row.number)
                statements += self._statements(key, level, text, levelled.statements)
        self.skills[name] = Skill(key=key, slug=key, name=name, description=description, statements=tuple(statements))

    def report(self) -> None:
        """Say which level texts had lines without a bullet."""
        for file, rows in self._unmarked.items():
            message = f"Lines without a bullet in {counted(len(rows), 'level text')}; each became a statement."
            self.notes.remark("unmarked-line", file, message, rows)

    def _statements(self, skill: str, level: str | None, text: Text, lines: tuple[str, ...]) -> list[Statement]:
        found = []
        for line in lines:
            if message := fault(line, _LINE):
                self.notes.fault(text.row, text.column, f"a bullet {message}")
            key = self._key("statement", part_key(f"skill/{skill}", level, line))
            found.append(Statement(key=key, text=line, level=level))
        return found

    def _add_example(self, skill: str, example: str, text: Text) -> None:
        slug = slugify(name := shortened(_LINK.sub(r"\1", example).strip()))
        if message := fault(example, _LINE):
            self.notes.fault(text.row, text.column, f"a bullet {message}")
        elif not slug:
            self.notes.fault(text.row, text.column, f"a bullet holds no letter or digit: {example!r}")
        else:
            key = self._key("activity", slug)
            made = Activity(key=key, slug=key, name=name, text=example, kind="leadership", skills=(skill,))
            self.activities.append(made)

    def _key(self, kind: str, wanted: str) -> str:
        key = free_key(wanted, self._taken[kind])
        self._taken[kind].add(key)
        return key


def shortened(text: str) -> str:
    """A text cut between words to fit a name."""
    if len(text) <= _MOST_NAME:
        return text
    return (text[: _MOST_NAME + 1].rpartition(" ")[0] or text[:_MOST_NAME]).rstrip(" ,;:")
