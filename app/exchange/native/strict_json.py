"""JSON files, strictly read (see ``kit.strict_json``), and what is wrong with them in words for their owner."""

from typing import Any

from app.exchange.fault import Fault, UnreadableFile
from app.exchange.native.places import Tree
from app.kit import strict_json


def read_json(text: str, file: str) -> Any:
    """JSON as plain data. UnreadableFile with the line of what is no JSON, or the JSON Pointers of all it refuses."""
    try:
        return strict_json.read_json(text)
    except strict_json.NoJson as error:
        raise UnreadableFile(Fault(file, error.place, error.message)) from None
    except strict_json.UnfitJson as error:
        raise Tree(file, "json", text, error.plain).refusal(error.found) from None
