"""Keep a copy of a framework's role ladder: python hr_pull.py SERVER FRAMEWORK FOLDER [--once]

Asks every hour whether another edition is in force. As long as not, the answer is an empty 304 and nothing is done;
when there is one, every role level with its requirements is pulled and FOLDER/ladder.json is replaced, whole or not at
all. Needs Python 3.11 and nothing else.
"""

import json
import sys
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

HOUR = 3600


def ask(address: str, etag: str = "") -> tuple[int, str, Any]:
    """Status, ETag and document of an address; no document where the server says that ours is still right."""
    request = urllib.request.Request(address, headers={"If-None-Match": etag} if etag else {})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return answer.status, answer.headers["ETag"], json.load(answer)
    except urllib.error.HTTPError as problem:
        if problem.code == 304:
            return 304, etag, None
        raise


def ladder(server: str, edition: str) -> list[Any]:
    """Every role level of an edition with its requirements, 200 a call."""
    rungs, address = [], f"{edition}/role-levels?include=requirements&limit=200"
    while address:
        page = ask(urljoin(server, address))[2]
        rungs += page["items"]
        address = page["next"]
    return rungs


def pull(server: str, framework: str, folder: Path) -> str:
    """Bring the folder up to date; what was done, in a line."""
    kept = folder / "state.json"
    state = json.loads(kept.read_bytes()) if kept.exists() else {"etag": "", "version": ""}
    status, etag, edition = ask(f"{server}/v1/frameworks/{framework}/editions/current", state["etag"])
    if status == 304:
        return "304: nothing new"
    if edition["version"] != state["version"]:
        rungs = ladder(server, edition["href"])
        replace(folder / "ladder.json", {"edition": edition["version"], "role_levels": rungs})
    replace(kept, {"etag": etag, "version": edition["version"]})
    return f"edition {edition['version']}"


def replace(file: Path, document: Any) -> None:
    """Write a file whole, or leave the old one."""
    new = file.with_suffix(".new")
    new.write_text(json.dumps(document, indent=1), encoding="utf-8")
    new.replace(file)


def main(server: str, framework: str, folder: str, *more: str) -> None:
    """Pull now, and then every hour."""
    while True:
        try:
            print(pull(server.rstrip("/"), framework, Path(folder)), flush=True)
        except (OSError, HTTPException, ValueError) as problem:  # no answer, or a broken one: the next hour will tell
            print(f"not pulled: {problem}", file=sys.stderr, flush=True)
            if "--once" in more:
                sys.exit(1)
        if "--once" in more:
            return
        time.sleep(HOUR)


if __name__ == "__main__":
    main(*sys.argv[1:])
