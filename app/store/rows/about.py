"""Rows of the framework's own words, sources, retirements and waivers."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from app.framework.about import Framework, Licence, Source
from app.framework.history import Retirement, Waiver
from app.store.problem import EmptyEdition
from app.store.rows.source import Row, Rows


def framework_rows(framework: Framework) -> Iterator[Row]:
    """One row."""
    licence = (framework.licence.name, framework.licence.url) if framework.licence else (None, None)
    named = (framework.key, framework.slug, framework.name, framework.description, framework.publisher)
    yield "about", (*named, *licence, framework.language, framework.homepage, framework.attribution)


def framework_of(row: Sequence[Any]) -> Framework:
    """The framework that a row describes, its columns in order."""
    key, slug, name, description, publisher, licence, licence_url, language, homepage, attribution = row
    return Framework(
        key=key,
        slug=slug,
        name=name,
        description=description,
        publisher=publisher,
        licence=Licence(name=licence, url=licence_url) if licence else None,
        language=language,
        homepage=homepage,
        attribution=attribution,
    )


def read_framework(rows: Rows) -> Framework:
    """The framework as its edition describes it."""
    row = next(rows.of("about"), None)
    if row is None:
        raise EmptyEdition("An edition has no row in the table about; write it, or put back a copy of the database")
    return framework_of(row)


def source_rows(source: Source) -> Iterator[Row]:
    """One row."""
    yield "source", (source.key, source.slug, source.title, source.publisher, source.url, source.date)


def read_sources(rows: Rows) -> tuple[Source, ...]:
    """All sources."""
    return tuple(
        Source(key=key, slug=slug, title=title, publisher=publisher, url=url, date=date)
        for key, slug, title, publisher, url, date in rows.of("source")
    )


def retirement_rows(gone: Retirement) -> Iterator[Row]:
    """A row for the retirement, one for each replacement."""
    yield "retirement", (gone.kind, gone.key, gone.name, gone.reason)
    for replacement in gone.replaced_by:
        yield "retirement_replacement", (gone.kind, gone.key, replacement)


def read_retirements(rows: Rows) -> tuple[Retirement, ...]:
    """All retirements."""
    replaced = defaultdict(list)
    for kind, key, replacement in rows.of("retirement_replacement"):
        replaced[kind, key].append(replacement)
    return tuple(
        Retirement(kind=kind, key=key, name=name, reason=reason, replaced_by=tuple(replaced[kind, key]))
        for kind, key, name, reason in rows.of("retirement")
    )


def waiver_rows(position: int, waiver: Waiver) -> Iterator[Row]:
    """One row; the position only tells waivers apart."""
    yield "waiver", (position, waiver.rule, waiver.place, waiver.reason)


def read_waivers(rows: Rows) -> tuple[Waiver, ...]:
    """All waivers."""
    return tuple(Waiver(rule=rule, place=place, reason=reason) for _, rule, place, reason in rows.of("waiver"))
