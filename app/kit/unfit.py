"""What validation finds wrong with a body, as faults: the words, and the places as JSON Pointers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.kit.problems import Fault

#: Faults that are told at once, and those of one thing among many; the word of how many more there are is one of them.
MOST_TOLD, MOST_OF_ONE = 50, 20
_MOST_STEP = 120
# Where pydantic speaks of Python, by the type of its error.
_WORDS = {
    "dataclass_type": "Input should be an object",
    "model_type": "Input should be an object",
    "string_pattern_mismatch": "Input should have the form {pattern}",
    "too_long": "List should have at most {max_length} items",
}


def cut(faults: Sequence[Fault], most: int = MOST_TOLD) -> Sequence[Fault]:
    """As many faults as are told at once; where there are more, the last one says how many are left out."""
    if len(faults) <= most:
        return faults
    return [*faults[: most - 1], Fault(detail=f"and {len(faults) - most + 1:,} more faults, which are left out here")]


def body_fault(error: Mapping[str, Any], steps: Iterable[object]) -> Fault:
    """An error of pydantic's at some steps into a body."""
    return Fault(detail=told(error), pointer=pointer(steps))


def told(error: Mapping[str, Any]) -> str:
    """What an error of pydantic's says, in words for whoever knows no Python."""
    words: str = _WORDS.get(error["type"], error["msg"].removeprefix("Value error, "))
    return words.format(**error.get("ctx", {})) if error["type"] in _WORDS else words


def pointer(steps: Iterable[object]) -> str:
    """Field names and list positions as a JSON Pointer (RFC 6901)."""
    texts = (str(step)[:_MOST_STEP].replace("~", "~0").replace("/", "~1") for step in steps)
    return "".join(f"/{text}" for text in texts)
