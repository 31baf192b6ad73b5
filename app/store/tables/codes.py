"""Codes: what things and parts are called in other schemes. One table a kind, so that every code has a real owner."""

from types import new_class
from typing import Any

from app.kit.text import Name, Token, Uri
from app.store.tables.columns import CLUSTERED, OfEdition, owned, reference, words

#: The kinds that may carry codes, with the columns of their key.
OWNERS: dict[str, tuple[str, ...]] = {
    "mastery_level": ("key",),
    "stage": ("key",),
    "skill_group": ("key",),
    "skill": ("key",),
    "role_family": ("key",),
    "role": ("key",),
    "role_level": ("key",),
    "activity": ("key",),
    "statement": ("key",),
    "responsibility": ("key",),
    "requirement": ("role_level", "skill"),
    "progression": ("origin", "target", "kind"),
}


def _declare(kind: str, keys: tuple[str, ...]) -> type:
    """``skill_code`` and its like: the owner's key, then scheme, value and address."""
    columns = tuple(kind if name == "key" else name for name in keys)
    members: dict[str, Any] = {column: reference(primary_key=True) for column in columns}
    members |= {"scheme": words(Token, primary_key=True), "value": words(Name, primary_key=True)}
    members |= {"uri": words(Uri)}
    hints = dict.fromkeys(members, str) | {"uri": str | None}
    body = {
        "__doc__": f"What a {kind.replace('_', ' ')} is called in another scheme.",
        "__module__": __name__,
        "__tablename__": f"{kind}_code",
        "__table_args__": (*owned(*columns, to=kind, keys=keys), CLUSTERED),
        "__annotations__": hints,
        **members,
    }
    return new_class(
        f"{kind.title().replace('_', '')}CodeRow", (OfEdition,), {"table": True}, lambda ns: ns.update(body)
    )


CODE_ROWS = {kind: _declare(kind, keys) for kind, keys in OWNERS.items()}
