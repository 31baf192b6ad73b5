"""The reference pages of the docs that are made from the code: addresses, problem types, the command."""

from collections.abc import Iterator
from typing import Any

import typer.main

from app.cli import command
from app.kit.problem_table import PROBLEM_TYPES

_MADE = "<!-- Made by `python -m tests.contract write`: change the code it describes, not this page. -->"
_PROBLEMS = """\
Every answer with a status from 400 up is a problem document (RFC 9457). Its `type` is an address on the server that
shows the text below; `detail` says what happened this time, `errors` names each parameter or place in the body that is
at fault, and `request_id` is what the server's log calls the request."""
_COMMAND = """\
`capframe` ends with status 0 only when it did what it says; what a person can mend is said in one message on standard
error, with status 1 (2 where the command line itself is wrong). It works on the database of `CAPFRAME_DATABASE_URL`:
see [configuration](configuration.md)."""


def addresses(document: dict[str, Any]) -> str:
    """docs/addresses.md: every operation with its parameters and answers."""
    parts = ["# Addresses", _MADE, "Everything that can be asked; `openapi.json` beside this page is for machines."]
    for tag in document["tags"]:
        parts.append(f"## {tag['name']}\n\n{tag['description']}")
        for path, methods in document["paths"].items():
            parts += [_operation(f"{method.upper()} {path}", told) for method, told in methods.items()
                      if tag["name"] in told["tags"]]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def problems() -> str:
    """docs/problems.md: every type of problem document."""
    parts = ["# Problems", _MADE, _PROBLEMS]
    parts += [
        f"## {each.slug}\n\nStatus {each.status}. **{each.title}.** {each.explanation}"
        for each in PROBLEM_TYPES.values()
    ]
    return "\n\n".join(parts) + "\n"


def commands() -> str:
    """docs/command.md: every verb of the command with its arguments and options."""
    parts = ["# The command", _MADE, _COMMAND]
    parts += [_verb(name, verb) for name, verb in verbs()]
    return "\n\n".join(parts) + "\n"


def verbs() -> Iterator[tuple[str, Any]]:
    """Every verb with its whole name."""
    waiting: list[tuple[str, Any]] = [("capframe", typer.main.get_command(command))]
    while waiting:
        name, told = waiting.pop(0)
        inner = getattr(told, "commands", {})
        waiting = [(f"{name} {each}", inner[each]) for each in inner] + waiting
        if not inner:
            yield name, told


def _operation(name: str, told: dict[str, Any]) -> str:
    lines = [
        f"### `{name}`",
        "",
        f"**{told['summary']}** (`{told['operationId']}`). {' '.join(told['description'].split())}",
        "",
    ]
    lines += [f"- `{one['name']}` ({one['in']}{', required' if one.get('required') else ''}): {one['description']}"
              for one in told.get("parameters", [])]  # fmt: skip
    return "\n".join([*lines, f"- answers {', '.join(sorted(told['responses']))}"])


def _verb(name: str, told: Any) -> str:
    lines = [f"## `{name}`", "", " ".join((told.help or "").split()), ""]
    for each in told.params:
        names = (each.metavar or each.name.upper()) if each.param_type_name == "argument" else ", ".join(each.opts)
        needed = (
            "required"
            if each.required
            else f"default `{each.default}`"
            if each.default not in {None, False, ""}
            else ""
        )
        lines.append(f"- `{names}`{f' ({needed})' if needed else ''}: {getattr(each, 'help', '')}")
    return "\n".join(lines).rstrip()
