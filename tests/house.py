"""The house rules on size and place, measured: `python -m tests.house [ROOT]` prints the figures and every breach."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from statistics import median

FILE_CAP, TEST_FILE_CAP, FUNCTION_CAP = 400, 500, 40
FILE_MEDIAN, FUNCTION_MEDIAN = 100, 10
PROVES = ("assert", "check", "expect", "raises", "validate")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Source:
    """A Python file: its path below the root, in POSIX form, its text and what it parses to."""

    path: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @property
    def functions(self) -> list[Function]:
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]


def read(root: Path, *places: str) -> list[Source]:
    """The Python files of these folders and files, as far as they exist, in order of their paths."""
    folders = [file for place in places for file in (root / place).rglob("*.py")]
    files = [root / place for place in places if (root / place).is_file()]
    return [source(root, file) for file in sorted(folders + files)]


def source(root: Path, file: Path) -> Source:
    """Read and parse one file; one that does not parse is a SyntaxError that names it."""
    text, path = file.read_text(encoding="utf-8"), file.relative_to(root).as_posix()
    return Source(path, text, ast.parse(text, filename=path))


def length(function: Function) -> int:
    """Lines from `def` to the end; decorators above are not counted."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def breaches(root: Path) -> Iterator[str]:
    """Every breach below this root, each as `path:line what is wrong`."""
    app, other, tests = read(root, "app"), read(root, "dev.py", "migrations"), read(root, "tests")
    yield from long_files(app + other, FILE_CAP)
    yield from long_files(tests, TEST_FILE_CAP)
    yield from long_functions(app)
    yield from wide_medians(app)
    yield from misplaced(app, ".commit(", "app/store/", "only app/store commits")
    yield from misplaced(app, "HTTPException", "problems", "raise a problem, not an HTTPException")
    yield from empty_tests(tests)
    yield from named_hosts(root)


def long_files(sources: list[Source], cap: int) -> Iterator[str]:
    for each in sources:
        if each.lines > cap:
            yield f"{each.path}:{cap + 1} {each.lines} lines, at most {cap}"


def long_functions(sources: list[Source]) -> Iterator[str]:
    for each in sources:
        for function in each.functions:
            if length(function) > FUNCTION_CAP:
                yield f"{each.path}:{function.lineno} {function.name}: {length(function)} lines, at most {FUNCTION_CAP}"


def wide_medians(sources: list[Source]) -> Iterator[str]:
    files, functions = sizes(sources)
    if files and median(files) > FILE_MEDIAN:
        yield f"app:1 the median file has {median(files):g} lines, at most {FILE_MEDIAN}"
    if functions and median(functions) > FUNCTION_MEDIAN:
        yield f"app:1 the median function has {median(functions):g} lines, at most {FUNCTION_MEDIAN}"


def misplaced(sources: list[Source], text: str, home: str, rule: str) -> Iterator[str]:
    """Lines that hold a text outside its home: a folder of app, or what the name of a file holds."""
    for each in sources:
        if each.path.startswith(home) or home in each.path.rpartition("/")[2]:
            continue
        for number, line in enumerate(each.text.splitlines(), 1):
            if text in line:
                yield f"{each.path}:{number} {rule}"


def empty_tests(sources: list[Source]) -> Iterator[str]:
    for each in sources:
        for function in each.functions:
            if function.name.startswith("test_") and not proves(function):
                yield f"{each.path}:{function.lineno} {function.name} asserts nothing"


def proves(function: Function) -> bool:
    """Whether something in it can fail: an assert, or a call named as if it did."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call) and any(word in ast.unparse(node.func) for word in PROVES):
            return True
    return False


def named_hosts(root: Path) -> Iterator[str]:
    """Lines of lock files that say where a package comes from: that is the business of who installs it."""
    for file in sorted(root.glob("requirements*.txt")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if "://" in line:
                yield f"{file.name}:{number} a lock file names no host"


def sizes(sources: list[Source]) -> tuple[list[int], list[int]]:
    """Lines of every file that is not empty, and of every function."""
    return [each.lines for each in sources if each.lines], [length(f) for each in sources for f in each.functions]


def figures(name: str, lengths: list[int]) -> str:
    """The row of one measure; p90 by the nearest rank."""
    ordered = sorted(lengths) or [0]
    p90 = ordered[ceil(0.9 * len(ordered)) - 1]
    return f"{name:<15} {len(lengths):>5} {median(ordered):>7g} {p90:>5} {ordered[-1]:>8}"


def main(root: Path) -> int:
    """Print the figures, then every breach; 1 if there is one."""
    print(f"{'lines':<15} {'count':>5} {'median':>7} {'p90':>5} {'longest':>8}")
    for place in ("app", "tests"):
        files, functions = sizes(read(root, place))
        print(figures(f"{place} files", files), figures(f"{place} functions", functions), sep="\n")
    found = list(breaches(root))
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()))
