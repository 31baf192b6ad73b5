"""What is different: between two editions of a framework, and between two role levels of an edition."""

from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode

import msgspec
from fastapi import Depends, Query, Request
from pydantic import BeforeValidator, Field
from starlette.responses import Response

from app.api.answering import IMMUTABLE, JSON, NO_STORE, REVALIDATE, answer_bytes
from app.api.at import CURRENT, At
from app.api.context import Held, root_path
from app.api.documented import NOT_MODIFIED, READ, problems
from app.api.drafts import SeesDrafts
from app.api.parameters import UUID_PATTERN, FrameworkSlug, plain_digits
from app.api.rooms import room
from app.catalogue import Catalogue
from app.kit.paging import MOST_CURSOR, Window
from app.kit.problems import InvalidParameter
from app.kit.text import Pair, Version, fault, rule_of
from app.reading import comparison, differences
from app.reading.shapes import differences as shapes
from app.reading.view import View, framework_path

router = room()

MARKDOWN = "text/markdown"
#: Changes in one answer: what an owner changes by hand comes whole.
MOST_CHANGES = differences.MOST_CHANGES
_NOTE = """# Product management: what changed from 2016.11 to 2019.11

Edition 2019.11 (effective from 22 November 2019), compared with edition 2016.11 (effective from 30 November 2016).
"""


def _label(value: object) -> object:
    # A pattern would say it as a regular expression, also to who asks for an edition of another framework.
    if isinstance(value, str) and fault(value, rule_of(Version)):
        raise ValueError("It must be the version label of an edition of this framework, or 'current'")
    return value


_VERSION = rule_of(Version)
_Label = Annotated[
    str,
    BeforeValidator(_label),
    Field(
        max_length=_VERSION.most,
        json_schema_extra={"pattern": f"^(?:{_VERSION.pattern.pattern})$" if _VERSION.pattern else ""},
    ),
]
_Format = Literal["json", "markdown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Two editions of a framework by label or ``current``, and how their difference is wanted."""

    request: Request
    framework: str
    labels: tuple[str, str]
    drafts: bool
    format: _Format
    limit: int | None
    cursor: str | None

    def open(self, catalogue: Catalogue) -> "Opened":
        """Both, loaded; NotFound where there is no such one."""
        root = root_path(self.request)
        before, after = (
            View(
                release=catalogue.release(self.framework, label, drafts=self.drafts),
                framework=self.framework,
                root=root,
            )
            for label in self.labels
        )
        return Opened(asked=self, before=before, after=after)


async def _asked(
    request: Request,
    framework: FrameworkSlug,
    drafts: SeesDrafts,
    before: Annotated[
        _Label,
        Query(alias="from", description="The edition to start from: a label or `current`.", examples=["2016.11"]),
    ],
    after: Annotated[
        _Label, Query(alias="to", description="The edition to lead to: a label or `current`.", examples=["2019.11"])
    ],
    format: Annotated[  # the contract's word
        _Format, Query(description="Data, or a change note in Markdown for people.")
    ] = "json",
    limit: Annotated[
        Annotated[int, Field(ge=1, le=MOST_CHANGES), BeforeValidator(plain_digits)] | None,
        Query(description="Changes in an answer; 10,000 unless given.", examples=[50]),
    ] = None,
    cursor: Annotated[
        str | None, Query(description="Where to go on: taken from `next`, never made up.", max_length=MOST_CURSOR)
    ] = None,
) -> Asked:
    if format == "markdown" and (limit is not None or cursor is not None):
        name = "cursor" if limit is None else "limit"
        raise InvalidParameter.of(name, "goes with format=json only; a change note is always whole")
    return Asked(
        request=request, framework=framework, labels=(before, after), drafts=drafts, format=format, limit=limit,
        cursor=cursor,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Two editions, loaded."""

    asked: Asked
    before: View
    after: View

    @property
    def window(self) -> Window:
        """The part of the changes that the request wants; its pages lie between fixed editions."""
        envelopes = (self.before.release.envelope, self.after.release.envelope)
        window = Window(
            path=self._path,
            filters=self._filters,
            content=" ".join(each.digest or str(each.revision) for each in envelopes),
            limit=self.asked.limit or MOST_CHANGES,
            default=MOST_CHANGES,
        )
        return window.at(self.asked.cursor)

    def answer(self, body: bytes, media_type: str, more: str | None = None) -> Response:
        """Finished bytes; ``more`` is the address of the next page."""
        licence = self.after.edition.framework.licence
        links = {"license": licence.url} if licence and licence.url else {}
        return answer_bytes(
            self.asked.request,
            body,
            cache=self._cache,
            links=links | ({"next": more} if more else {}),
            location=self._location,
            media_type=media_type,
        )

    @property
    def _path(self) -> str:
        return f"{framework_path(self.after.root, self.asked.framework)}/diff"

    @property
    def _filters(self) -> tuple[tuple[str, str], ...]:
        return (
            ("from", self.before.release.envelope.version),
            ("to", self.after.release.envelope.version),
        )

    @property
    def _cache(self) -> str:
        if "draft" in {view.release.envelope.status for view in (self.before, self.after)}:
            return NO_STORE
        return REVALIDATE if CURRENT in self.asked.labels else IMMUTABLE

    @property
    def _location(self) -> str | None:
        if CURRENT not in self.asked.labels:
            return None
        rest = [pair for pair in self.asked.request.query_params.multi_items() if pair[0] not in ("from", "to")]
        return f"{self._path}?{urlencode([*self._filters, *rest])}"


@router.get(
    "/v1/frameworks/{framework}/diff",
    tags=["Frameworks"],
    summary="What changed between two editions",
    response_model=shapes.Diff,
    responses=NOT_MODIFIED
    | problems(404, 409, 422, 500)
    | {200: {"content": {MARKDOWN: {"schema": {"type": "string"}, "example": _NOTE}}}},
)
def get_diff(catalogue: Held, asked: Annotated[Asked, Depends(_asked)]) -> Response:
    """What was added, removed, renamed and changed, noun by noun and field by field, and in numbers. The numbers are
    always of all changes; `next` leads to those that one answer does not hold. White space alone is no change.

    As Markdown a change note, in English, that the framework's owner can publish as it stands. Drafts take part for
    those who may edit them.
    """
    opened = asked.open(catalogue)
    if asked.format == "markdown":
        return opened.answer(differences.note(opened.before, opened.after), f"{MARKDOWN}; charset=utf-8")
    found = differences.difference(opened.before, opened.after, opened.window)
    return opened.answer(msgspec.json.encode(found), JSON, found.next)


def _rung(name: str, description: str, example: str) -> object:
    slug = "[a-z0-9]+(?:-[a-z0-9]+)*"
    return Query(
        alias=name,
        description=f"{description} Written `role/level`, or its id. One that the edition lacks is refused (422).",
        examples=[example],
        pattern=f"^{slug}(?:/{slug})?$|{UUID_PATTERN}",
        max_length=rule_of(Pair).most,
    )


@router.get(
    "/v1/frameworks/{framework}/editions/{edition}/compare",
    tags=["Roles"],
    summary="Two role levels beside each other",
    response_model=shapes.Comparison,
    responses=READ,
)
def get_comparison(
    at: At,
    old: Annotated[str, _rung("from", "The role level to start from.", "product-manager/product-manager")],
    new: Annotated[str, _rung("to", "The role level to lead to.", "product-manager/senior-product-manager")],
) -> Response:
    """Which skills the second role level needs that the first does not, which it needs at a higher or lower mastery
    level, which it needs no longer, and which alike; with the statements that make the difference. They may belong to
    one role or to two.
    """
    opened = at.open()
    return opened.answer(comparison.comparison(opened.view, old, new))
