"""YAML, strictly: a tree of texts. No anchors, aliases, tags or second document, no field twice, nothing empty.

The tree grows out of parser events, so that neither depth nor aliases cost anything before they are refused, and every
plain scalar stays the text it is: the schema, not its looks, decides what it means.
"""

from collections.abc import Callable
from typing import Any, NoReturn

import yaml

from app.exchange.fault import Fault, UnreadableFile
from app.exchange.native.places import Steps, pointer
from app.kit.strict_json import MOST_DEEP

_NULL = frozenset({"", "~", "null", "Null", "NULL"})


def read_yaml(text: str, file: str) -> Any:
    """YAML as plain data. UnreadableFile with the line and JSON Pointer of the first thing it refuses."""
    growing = _Growing(file)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            growing.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = ", ".join(filter(None, (error.context, error.problem)))
        raise UnreadableFile(Fault(file, place, f"is no YAML: {problem}")) from None
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        message = f"holds the character U+{error.character:04X}, which YAML does not allow"
        raise UnreadableFile(Fault(file, f"line {line}", message)) from None
    if not growing.documents:
        raise UnreadableFile(Fault(file, "", "is empty"))
    return growing.root


class _Growing:
    """The tree so far: the lists and objects that are open, and in each open object the field that awaits a value."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.documents = 0
        self.root: Any = None
        self.open: list[Any] = []
        self.fields: list[str | None] = []
        self.path: list[Steps] = []  # to each that is open
        self.takes: dict[type, Callable[[Any], None]] = {
            yaml.DocumentStartEvent: self._document,
            yaml.AliasEvent: self._alias,
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: lambda event: self._enter(event, {}),
            yaml.SequenceStartEvent: lambda event: self._enter(event, []),
            yaml.MappingEndEvent: self._leave,
            yaml.SequenceEndEvent: self._leave,
        }

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self._refuse(event, f"has the anchor or alias {event.anchor!r}; write things out")
        if tag := getattr(event, "tag", None):
            self._refuse(event, f"has the tag {tag!r}; tags are not read")
        if found := self.takes.get(type(event)):
            found(event)

    def _document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self._refuse(event, "holds a second document; a file is one edition")

    def _alias(self, event: yaml.Event) -> None:
        self._refuse(event, "has an alias")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if self._awaits_field():
            self._field(event, event.value)
        elif not event.style and event.value in _NULL:
            self._refuse(event, "has no value; leave out what you do not have")
        elif event.style in ("|", ">"):
            # The last line break ends the block; it is no part of the text.
            self._put(event.value.removesuffix("\n"))
        else:
            self._put(event.value)

    def _field(self, event: yaml.Event, name: str) -> None:
        if name in self.open[-1]:
            self.fields[-1] = name
            self._refuse(event, "stands twice")
        self.fields[-1] = name

    def _enter(self, event: yaml.Event, value: Any) -> None:
        if self._awaits_field():
            self._refuse(event, "has a field whose name is no text")
        if len(self.open) == MOST_DEEP:
            self._refuse(event, f"is nested more than {MOST_DEEP} levels deep")
        self.path.append(self._steps())
        self._put(value)
        self.open.append(value)
        self.fields.append(None)

    def _leave(self, _: yaml.Event) -> None:
        self.open.pop()
        self.fields.pop()
        self.path.pop()

    def _awaits_field(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1], dict) and self.fields[-1] is None

    def _put(self, value: Any) -> None:
        if not self.open:
            self.root = value
        elif isinstance(self.open[-1], dict):
            self.open[-1][self.fields[-1]] = value
            self.fields[-1] = None
        else:
            self.open[-1].append(value)

    def _steps(self) -> Steps:
        """The place of what the event at hand would become."""
        if not self.open:
            return ()
        step = self.fields[-1] if isinstance(self.open[-1], dict) else len(self.open[-1])
        return self.path[-1] if step is None else (*self.path[-1], step)

    def _refuse(self, event: yaml.Event, message: str) -> NoReturn:
        line = f"line {event.start_mark.line + 1 if event.start_mark else 1}"
        place = pointer(self._steps())
        raise UnreadableFile(Fault(self.file, f"{line}, {place}" if place else line, message))
