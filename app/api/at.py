"""Which edition a request asks for, and answers as that edition's address wants them."""

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

import msgspec
from fastapi import Depends, Query, Request
from starlette.responses import Response

from app.api.answering import IMMUTABLE, JSON, NO_STORE, REVALIDATE, answer, answer_bytes, beside
from app.api.context import Held, root_path
from app.api.drafts import SeesDrafts
from app.api.parameters import Day, EditionLabel, FrameworkSlug, Paging
from app.catalogue import Catalogue
from app.kit.paging import Window
from app.kit.problems import InvalidParameter
from app.reading.view import View, edition_path

CURRENT = "current"
_NO_FILTERS = frozenset({"limit", "cursor", "as_of"})
#: What chooses no entries of a list either: only JSON, which needs not be asked for, comes in pages.
_NO_CHOICE = _NO_FILTERS | {"format"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An edition that a request asks for, loaded. ``below`` is the rest of the path behind the edition's address."""

    request: Request
    view: View
    current: bool
    below: str

    def window(self, paging: Paging) -> Window:
        """The part of the list at this address that the request wants; its pages lie in the fixed edition."""
        envelope = self.view.release.envelope
        window = Window(
            path=self.view.path + self.below,
            filters=tuple(self._query(without=_NO_CHOICE)),
            content=envelope.digest or str(envelope.revision),
            limit=paging.limit,
        )
        return window.at(paging.cursor)

    def answer(self, value: object) -> Response:
        """A wire value of this edition."""
        return answer(self.request, value, cache=self.cache, links=self.links, location=self.location)

    def answer_changing(self, value: object) -> Response:
        """A wire value that is of this edition and of what changes beside it: never for good."""
        return answer(self.request, value, cache=self._changing, links=self.links, location=self.location)

    def answer_bytes(self, body: bytes, media_type: str = JSON, *, changing: bool = False) -> Response:
        """Finished bytes of this edition; ``changing`` if also of what changes beside it."""
        cache = self._changing if changing else self.cache
        return answer_bytes(
            self.request, body, cache=cache, links=self.links, location=self.location, media_type=media_type
        )

    def answer_post(self, value: object) -> Response:
        """A wire value of this edition that was asked for by a body: nothing for a cache."""
        headers = {"Cache-Control": NO_STORE, **beside(self.links, self.location)}
        return Response(msgspec.json.encode(value), headers=headers, media_type=JSON)

    @property
    def is_draft(self) -> bool:
        return self.view.release.envelope.status == "draft"

    @property
    def cache(self) -> str:
        if self.is_draft:
            return NO_STORE
        # The edition itself changes its status when it is withdrawn; what stands below it never changes.
        return IMMUTABLE if self.below and not self.current else REVALIDATE

    @property
    def _changing(self) -> str:
        return NO_STORE if self.is_draft else REVALIDATE

    @property
    def links(self) -> dict[str, str]:
        licence = self.view.edition.framework.licence
        found = {"license": licence.url} if licence and licence.url else {}
        if not self.current and not self.is_draft:
            latest = edition_path(self.view.root, self.view.framework, CURRENT) + self.below
            found["latest-version"] = latest + _asking(self._query(without=_NO_FILTERS))
        return found

    @property
    def location(self) -> str | None:
        if not self.current:
            return None
        return self.view.path + self.below + _asking(self._query(without={"as_of"}))

    def _query(self, without: Container[str]) -> list[tuple[str, str]]:
        return [pair for pair in self.request.query_params.multi_items() if pair[0] not in without]


def _asking(query: list[tuple[str, str]]) -> str:
    return f"?{urlencode(query)}" if query else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionAddress:
    """The edition in a request's address, not looked up yet: that may touch the database, so the route does it."""

    request: Request
    catalogue: Catalogue
    framework: str
    label: str
    as_of: dt.date | None
    drafts: bool

    def open(self) -> Opened:
        """The edition, loaded; NotFound where there is none."""
        release = self.catalogue.release(self.framework, self.label, self.as_of, drafts=self.drafts)
        head = edition_path("", self.framework, self.label)
        return Opened(
            request=self.request,
            view=View(release=release, framework=self.framework, root=root_path(self.request)),
            current=self.label == CURRENT,
            below=self.request.scope["path"].partition(head)[2],
        )


async def _edition_address(
    request: Request,
    catalogue: Held,
    framework: FrameworkSlug,
    edition: EditionLabel,
    drafts: SeesDrafts,
    as_of: Annotated[
        Day | None,
        Query(
            description="Under `current` only: the edition in force on this day instead of today (UTC).",
            examples=["2019-12-31"],
        ),
    ] = None,
) -> EditionAddress:
    if as_of is not None and edition != CURRENT:
        raise InvalidParameter.of("as_of", "goes with 'current' only; a version label names one edition for ever")
    return EditionAddress(
        request=request, catalogue=catalogue, framework=framework, label=edition, as_of=as_of, drafts=drafts
    )


At = Annotated[EditionAddress, Depends(_edition_address)]
