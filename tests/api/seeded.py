"""Every GET of the OpenAPI document, as addresses that lead somewhere: by the examples of its parameters.

Examples name what is in the seed. For kinds that the seed has none of, the garden beside it has some.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import FastAPI
from httpx2 import Response
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.access.issuing import Wanted, create_key
from app.access.secrets import sealed
from app.authoring.importing import import_release
from app.authoring.seeding import seeds
from app.exchange import native
from app.framework.change import Change
from app.kit.directory import Directory, Operation
from app.main import create_app
from app.settings import Settings
from app.store.audit import Actor
from app.store.editions import find_edition
from app.store.engine import open_engine
from app.store.migrating import upgrade
from app.store.proposals import add_proposal
from app.store.scope import writing
from tests.api.offered import PROVIDER, offer
from tests.worlds import garden

SEED, GARDEN = ("product-management", "2019.11"), ("gardening", "2024.1")
#: A proposal, the same in every test: its id stands in the examples of the document.
PROPOSAL = "7d1c3f0a-52b8-4e64-9a0e-1f6f3c2b8a90"
RENAMING = Change("skill", "agile-working", "renamed", "name", "Agile working", "Working with agility")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One GET of the document; below an edition it is read through a fixed label or through ``current``."""

    template: str
    told: dict[str, Any] = field(repr=False)
    is_current: bool = False

    def __str__(self) -> str:
        return self.template.replace("{edition}", "current" if self.is_current else "LABEL")

    @property
    def is_data(self) -> bool:
        """Whether it is a part of the versioned API, not of the server around it."""
        return self.template.startswith("/v1")

    @property
    def is_keyed(self) -> bool:
        """Whether only a key opens it."""
        return Operation.told(self.told).keyed

    @property
    def is_fixed(self) -> bool:
        """Whether it lies below a published label, or names its editions by label."""
        names = {parameter["name"] for parameter in self.told.get("parameters", [])}
        return ("/editions/{edition}/" in self.template and not self.is_current) or {"from", "to"} == names & {
            "from", "to", "edition",
        }  # fmt: skip

    @property
    def leads_on(self) -> bool:
        """Whether its good answer is another address and no data."""
        return "200" not in self.told["responses"]

    @property
    def gives(self) -> set[str]:
        """The media types of its good answer."""
        return set(self.told["responses"].get("200", {}).get("content", {}))

    def address(self, framework: str, label: str, **chosen: str) -> str:
        """Its address in a framework, the other parameters chosen or as in their examples."""
        chosen |= {"framework": framework, "edition": "current" if self.is_current else label}
        path, query = self.template, {}
        for parameter in self.told.get("parameters", []):
            name = parameter["name"]
            if parameter["in"] == "path":
                path = path.replace(f"{{{name}}}", quote(chosen.get(name) or _example(parameter), safe=""))
            elif parameter.get("required"):
                query[name] = _example(parameter)
        return f"{path}?{urlencode(query)}" if query else path


def reads(document: dict[str, Any]) -> Iterator[Read]:
    """Every GET of a document; below an edition twice."""
    for template, operations in document["paths"].items():
        if told := operations.get("get"):
            for is_current in (False, True) if "{edition}" in template else (False,):
                yield Read(template=template, told=told, is_current=is_current)


#: A key over everything, the same in every test: its id stands in the examples of the document.
ADMIN = sealed("cf_seedkey001_00000000000000000000000000000000")


class KeyBearer(TestClient):
    """A client that sends the key over everything where, and only where, the document asks for one."""

    def __init__(self, app: FastAPI, **options: Any) -> None:
        super().__init__(app, **options)
        self.directory = Directory(lambda: app.openapi()["paths"])

    def request(self, method: str, url: Any, **options: Any) -> Response:
        place = self.directory.place({"path": str(url).partition("?")[0]})
        operation = place.operations.get("GET" if method == "HEAD" else method) if place else None
        if operation and operation.keyed:
            options["headers"] = {"X-API-Key": ADMIN.text} | dict(options.get("headers") or {})
        return super().request(method, url, **options)


class Seeded:
    """A server that holds the seed and the garden, and what it answered to plain requests."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        client.headers["Accept-Encoding"] = "identity"
        self._addresses: dict[str, str] = {}
        self._answers: dict[str, Response] = {}

    def address(self, read: Read) -> str:
        """Where a read leads somewhere: in the seed by its examples, else in the garden."""
        if str(read) not in self._addresses:
            found = read.address(*SEED)
            if self.client.get(found).status_code == 404 and not self.in_seed(read):
                parent, _, last = read.address(*GARDEN, **{self._last(read): "LAST"}).rpartition("/")
                found = f"{parent}/{self._first(parent)}{last.removeprefix('LAST')}"
            self._addresses[str(read)] = found
        return self._addresses[str(read)]

    def get(self, read: Read) -> Response:
        """The plain answer, asked once."""
        return self._answers.setdefault(str(read), self.client.get(self.address(read)))

    def in_seed(self, read: Read) -> bool:
        """Whether the seed has anything of the kind that a read names last."""
        parent = read.address(*SEED).partition("?")[0].rpartition("/")[0]
        answer = self.client.get(parent)
        return bool(answer.status_code != 200 or answer.json().get("items", True))

    def _first(self, listing: str) -> str:
        return str(self.client.get(listing).json()["items"][0]["slug"])

    def _last(self, read: Read) -> str:
        return read.template.rpartition("/")[2].strip("{}")


def seeded_application(folder: Path, *, publishing: bool = True) -> FastAPI:
    """The application over a database with the seed and the garden, published or as drafts."""
    return create_app(Settings(database_url=seeded_database(folder, publishing=publishing)))


def seeded_database(folder: Path, *, publishing: bool = True) -> str:
    """The address of a database with the seed and the garden, and the key over everything."""
    address = f"sqlite:///{folder / 'seeded.db'}"
    engine = open_engine(address)
    upgrade(engine)
    planted = [native.parse(seed.path.read_bytes(), seed.path.name) for seed in seeds()]
    for release in (*planted, garden()):
        import_release(engine, release, keyless=False, publishing=publishing)
    offer(engine)
    create_key(engine, Wanted(name="Tests", scopes=frozenset({"admin", "learn"}), provider=PROVIDER), ADMIN)
    suggest(engine, SEED, RENAMING)
    engine.dispose()
    return address


def suggest(engine: Engine, edition: tuple[str, str], *changes: Change, id: str = PROPOSAL, by: str = "Tests") -> None:  # noqa: A002  # the word that it has everywhere
    """A proposal of changes to an edition (framework and label), under an id of one's own."""
    with writing(engine) as connection:
        record = find_edition(connection, *edition)
        assert record
        add_proposal(connection, record, f"{by} asks for it.", changes, Actor(name=by), id=id)


def _example(parameter: dict[str, Any]) -> str:
    found = parameter.get("examples", parameter["schema"].get("examples", [parameter.get("example")]))
    first = next(iter(found.values()))["value"] if isinstance(found, dict) else found[0]
    assert first is not None, f"the parameter {parameter['name']} has no example"
    return str(first)
