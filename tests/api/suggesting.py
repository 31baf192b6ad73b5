"""What tests of proposals share: ways to suggest, over the garden published as 2024.1 and drafted as ``next``."""

from typing import Any

from httpx2 import Response

from tests.api.writers import FRAMEWORK, PUBLISHED, Writer

PROPOSALS = f"{FRAMEWORK}/proposals"
REASON = "The community asks for it."
#: The skill whose slug is ``pruning`` under its key.
RENAMING = {"kind": "skill", "key": "cutting", "verb": "renamed", "field": "name", "old": "Pruning", "new": "Clipping"}
REMOVAL = {"kind": "skill", "path": "plant-knowledge"}


def send(writer: Writer, **body: Any) -> Response:
    """Suggest what a body says, for some reason unless it gives one."""
    return writer.client.post(PROPOSALS, json={"reason": REASON} | body)


def made(writer: Writer, **body: Any) -> dict[str, Any]:
    """The proposal that became of a body."""
    answer = send(writer, **body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    assert answer.headers["Location"] == found["href"]
    return found


def putting(writer: Writer, address: str, kind: str, path: str | None = None, **fields: Any) -> dict[str, Any]:
    """What suggests a published thing, which is at an address below the content, with fields changed."""
    there = writer.client.get(f"{PUBLISHED}/content/{address}").json()
    content = there | fields if isinstance(there, dict) else there
    return {"put": {"kind": kind, "content": content} | ({"path": path} if path else {})}


def as_key(writer: Writer, scope: Any, framework: str | None = None, name: str = "Somebody") -> dict[str, str]:
    """The header of a key of a scope."""
    return {"X-API-Key": writer.make_key(scope, framework, name).text}


def decided(writer: Writer, proposal: dict[str, Any], verb: str, **body: Any) -> Response:
    """Accept or reject."""
    return writer.client.post(f"{proposal['href']}/{verb}", json=body)
