"""Places in a document: the steps to them, as JSON Pointers and as lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import yaml

from app.exchange.fault import Fault, UnreadableFile

Form = Literal["yaml", "json"]
#: Field names and list positions from the top of the document.
Steps = tuple[str | int, ...]
#: No file is worth more than this many complaints at once.
MOST_FAULTS = 100
_MOST_STEP, _MOST_MESSAGE = 120, 400


def shortened(text: str, most: int) -> str:
    """The text, or its beginning and an ellipsis: a hostile file must not make its refusal as long as itself."""
    return text if len(text) <= most else text[:most] + "…"


def pointer(steps: Steps) -> str:
    """The JSON Pointer (RFC 6901) to a place."""
    texts = (shortened(str(step), _MOST_STEP) for step in steps)
    return "".join("/" + text.replace("~", "~0").replace("/", "~1") for text in texts)


def follow(plain: Any, steps: Steps) -> Any:
    """What stands at a place; None where the document ends before."""
    for step in steps:
        in_list = isinstance(plain, list) and isinstance(step, int) and step < len(plain)
        if not in_list and not (isinstance(plain, dict) and step in plain):
            return None
        plain = plain[step]
    return plain


def _position(plain: Any, steps: Steps) -> Iterator[int]:
    """Where a place comes in the document's order."""
    for step in steps:
        if isinstance(plain, dict):
            yield list(plain).index(step) if step in plain else -1
        elif isinstance(step, int):
            yield step
        plain = follow(plain, (step,))


@dataclass(frozen=True)
class Tree:
    """A document as plain data: texts, numbers, lists, and objects with text keys, with the text it was read from."""

    file: str
    form: Form
    text: str
    plain: Any

    @cached_property
    def _root(self) -> yaml.Node | None:
        # Composed only when something is wrong. Safe: the strict reader has let neither depth nor aliases through.
        return yaml.compose(self.text, Loader=yaml.CSafeLoader)

    def place(self, steps: Steps) -> str:
        """``/skills/0/name``; for YAML ``line 12, /skills/0/name``; empty for the document as a whole."""
        if not steps or self.form == "json":
            return pointer(steps)
        return f"line {_line(self._root, steps)}, {pointer(steps)}"

    def refusal(self, found: Sequence[tuple[Steps, str]]) -> UnreadableFile:
        """Everything found wrong as one error, in the document's order, at most ``MOST_FAULTS`` of it."""
        ordered = sorted(found, key=lambda one: tuple(_position(self.plain, one[0])))
        faults = [
            Fault(self.file, self.place(steps), shortened(message, _MOST_MESSAGE))
            for steps, message in ordered[:MOST_FAULTS]
        ]
        if (more := len(found) - MOST_FAULTS) > 0:
            faults.append(Fault(self.file, "", f"and {more:,} more faults"))
        return UnreadableFile(*faults)


def _line(node: yaml.Node | None, steps: Steps) -> int:
    """The line, from 1, on which the entry at a place starts; of its owner where the entry is missing."""
    line = 1
    for step in steps:
        mark = None
        if isinstance(node, yaml.MappingNode):
            entry = next((entry for entry in node.value if entry[0].value == step), None)
            mark, node = (entry[0].start_mark, entry[1]) if entry else (None, None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            mark = node.start_mark
        if mark is None:
            break
        line = mark.line + 1
    return line
