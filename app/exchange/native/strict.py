"""From bytes to plain data, strictly: whatever a reader of YAML or JSON might understand in two ways is refused."""

from app.exchange.fault import Fault, UnreadableFile
from app.exchange.native.places import Form, Tree
from app.exchange.native.strict_json import read_json
from app.exchange.native.strict_yaml import read_yaml

#: Five times the largest framework known (ESCO, 13 MB).
MOST_BYTES = 64 * 2**20
_BY_SUFFIX: dict[str, Form] = {"json": "json", "yaml": "yaml", "yml": "yaml"}


def read(data: bytes, file: str) -> Tree:
    """A document as plain data; UnreadableFile when it is too large, not UTF-8, or not strictly YAML or JSON."""
    text = _decoded(data, file)
    form = _form(text, file)
    return Tree(file, form, text, read_json(text, file) if form == "json" else read_yaml(text, file))


def _decoded(data: bytes, file: str) -> str:
    if len(data) > MOST_BYTES:
        raise UnreadableFile(Fault(file, "", f"has more than the {MOST_BYTES:,} bytes that are read"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(Fault(file, f"line {line}", "is not UTF-8; save the file as UTF-8")) from None
    if "\0" in text:  # UTF-16 without a mark, or no text at all
        raise UnreadableFile(Fault(file, "", "is not UTF-8; save the file as UTF-8"))
    if not text.strip():
        raise UnreadableFile(Fault(file, "", "is empty"))
    return text


def _form(text: str, file: str) -> Form:
    """By the file's suffix, else by its first character."""
    by_suffix = _BY_SUFFIX.get(file.rpartition(".")[2].lower())
    return by_suffix or ("json" if text.lstrip()[0] == "{" else "yaml")
