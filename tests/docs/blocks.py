"""The code blocks of the docs: those that run, and those that say why they do not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "seed").glob("*.md"))]
RUN = ("sh", "python")
REFUSED = re.compile(r"answers 4\d\d")
_BLOCK = re.compile(
    r"(?:<!-- (?P<note>[^>]*?) -->\s*\n)?^```(?P<kind>\w*)\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its text, the line it starts in, and what the comment above it says."""

    kind: str
    code: str
    line: int
    note: str

    @property
    def reason(self) -> str:
        """Why it is not run; empty where it is."""
        return self.note.partition("not run: ")[2]

    @property
    def refused(self) -> str:
        """The status with which the server is meant to refuse what it asks; empty where it is not."""
        return self.note.removeprefix("answers ") if REFUSED.fullmatch(self.note) else ""


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page that are in a language that can be run."""
    text = page.read_text(encoding="utf-8")
    for match in _BLOCK.finditer(text):
        if match["kind"] in RUN:
            line = text.count("\n", 0, match.start("code"))
            yield Block(match["kind"], match["code"], line, match["note"] or "")


def script(page: Path) -> str:
    """All blocks of a page that run, as one script of bash: what one sets the next may use."""
    parts = ["set -euo pipefail", 'curl() { command curl ${FAIL---fail-with-body} "$@"; }']
    for block in blocks(page):
        if block.reason:
            continue
        parts.append(f"echo '@ {page.name}:{block.line}' >&2")
        if block.kind == "python":
            parts.append(f"python - <<'END_OF_BLOCK'\n{block.code}END_OF_BLOCK")
        else:
            # 22 is what curl ends with where it is told to fail on a refusal.
            parts.append(f"FAIL=\n{{\n{block.code}}} || test $? = 22\nunset FAIL" if block.refused else block.code)
    return "\n".join(parts) + "\n"
