"""capframe keys create | list | rotate | revoke."""

import datetime as dt
import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.access.scopes import Scope
    from app.access.secrets import Secret
    from app.store.keys import KeyRecord

verbs = typer.Typer(help="Make, show and end the keys that people and programs send.", no_args_is_help=True)
Name = Annotated[str, typer.Option(help="Who or what the key is for.")]
Scopes = Annotated[
    str, typer.Option(help="One or more of admin, publish, edit, propose, read and learn, with commas between.")
]
Framework = Annotated[
    str | None, typer.Option(help="The slug of the one framework that it holds for; without it, all of them.")
]
Provider = Annotated[str | None, typer.Option(help="With learn: the slug of the provider whose courses it may write.")]
Expires = Annotated[
    dt.datetime | None,
    typer.Option(help="The last day on which it works (UTC); without it, it does not expire.", formats=["%Y-%m-%d"]),
]
KeyId = Annotated[str, typer.Argument(help="The key's id, as capframe keys list shows it; never the secret.")]
Grace = Annotated[
    int, typer.Option(help="Hours for which the old secret still works; 0 ends it at once.", min=0, max=720)
]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON to standard output, for programs.")]


@verbs.command("create")
def create_key(
    name: Name, scopes: Scopes, framework: Framework = None, provider: Provider = None, expires: Expires = None
) -> None:
    """Make a key. Its secret alone goes to standard output, this once: only its SHA-256 is stored."""
    from app.access import issuing
    from app.cli.database import ready_engine

    end = issuing.end_of(expires) if expires else None
    wanted = issuing.Wanted(name=name, scopes=_scopes(scopes), framework=framework, provider=provider, expires_at=end)
    engine = ready_engine()
    secret = issuing.create_key(engine, wanted)
    _hand_over(secret, issuing.get_key(engine, secret.id))


@verbs.command("list")
def list_keys(as_json: AsJson = False) -> None:
    """Show all keys, the ended ones too, without their secrets."""
    from app.access import issuing
    from app.cli.database import ready_engine

    records = issuing.list_keys(ready_engine())
    if as_json:
        typer.echo(json.dumps([_told(record) for record in records], indent=2))
    elif records:
        _print_table(records)
    else:
        typer.echo("There are no keys; make one with capframe keys create.", err=True)


@verbs.command("rotate")
def rotate_key(key: KeyId, grace: Grace = 0) -> None:
    """Put a new secret in the place of an old one. The new one goes to standard output, this once, and has a new id."""
    from app.access import issuing
    from app.cli.database import ready_engine

    engine = ready_engine()
    secret = issuing.rotate_key(engine, _id(key), dt.timedelta(hours=grace))
    _hand_over(secret, issuing.get_key(engine, secret.id))
    typer.echo(f"The old secret, {_id(key)}, {f'works for {grace} hours more' if grace else 'is revoked'}.", err=True)


@verbs.command("revoke")
def revoke_key(key: KeyId) -> None:
    """End a key for good; every running process refuses it within a second."""
    from app.access import issuing
    from app.cli.database import ready_engine

    before = issuing.revoke_key(ready_engine(), _id(key))
    typer.echo(f"The key {before.id} ({before.name}) {'was' if before.revoked_at else 'is now'} revoked.", err=True)


def _scopes(text: str) -> "frozenset[Scope]":
    from app.access.scopes import SCOPES

    asked = {each.strip() for each in text.split(",") if each.strip()}
    found = frozenset(scope for scope in SCOPES if scope in asked)
    if unknown := sorted(asked - found):
        raise typer.BadParameter(f"{', '.join(unknown)}: unknown; there are {', '.join(SCOPES)}", param_hint="--scopes")
    return found


def _id(given: str) -> str:
    """The id of a key; whoever gives the whole secret means it too."""
    from app.kit.secrets import SECRET

    secret = SECRET.fullmatch(given.strip())
    return secret[1] if secret else given.strip()


def _hand_over(secret: "Secret", record: "KeyRecord") -> None:
    from app.access.issuing import scopes_of

    end = f"until {record.expires_at:%Y-%m-%d %H:%M} UTC" if record.expires_at else "until it is revoked"
    where = f" for {record.framework or 'all frameworks'}" if record.scope else ""
    what = f"{' and '.join(scopes_of(record))}{where}" + (f", provider {record.provider}" if record.provider else "")
    typer.echo(f"Key {record.id} ({record.name}): {what}, {end}. Its secret is not shown again:", err=True)
    typer.echo(secret.text)


def _told(record: "KeyRecord") -> dict[str, object]:
    from app.access.issuing import scopes_of, state

    times = ("created_at", "expires_at", "revoked_at", "last_used_at")
    return {
        "id": record.id,
        "name": record.name,
        "state": state(record),
        "scopes": list(scopes_of(record)),
        "framework": record.framework,
        "provider": record.provider,
        **{name: at.isoformat(timespec="seconds") if (at := getattr(record, name)) else None for name in times},
        "rotated_from": record.rotated_from,
    }


def _print_table(records: "list[KeyRecord]") -> None:
    from rich.console import Console
    from rich.table import Table

    from app.access.issuing import scopes_of, state

    table = Table()
    for heading in ("id", "name", "state", "scopes", "holds for", "expires", "last used"):
        table.add_column(heading, overflow="fold")
    for record in records:
        place = record.framework or ("all" if record.scope else None)
        holds = ", ".join(each for each in (place, record.provider) if each)
        times = [f"{at:%Y-%m-%d %H:%M}" if at else "never" for at in (record.expires_at, record.last_used_at)]
        table.add_row(record.id, record.name, state(record), ", ".join(scopes_of(record)), holds, *times)
    Console(markup=False, emoji=False, highlight=False).print(table)
