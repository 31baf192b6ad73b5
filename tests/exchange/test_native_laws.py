"""What holds for every edition: writing and reading give it back, and writing again changes nothing."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from hypothesis import given, settings

from app.exchange.native import document, parse, render, render_compact
from app.exchange.native.places import Form
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from tests.strategies import editions, releases
from tests.worlds import garden

FORMS: tuple[Form, ...] = get_args(Form)


def _values(value: Any) -> Iterator[Any]:
    """A dataclass value and all that it holds."""
    if dataclasses.is_dataclass(value):
        yield value
        for field in dataclasses.fields(value):
            if field.init:
                yield from _values(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _values(one)


def _used(value: Any) -> Iterator[tuple[str, str]]:
    for held in _values(value):
        for field in dataclasses.fields(held):
            if field.init and getattr(held, field.name) not in (field.default, None, ()):
                yield type(held).__name__, field.name


@settings(max_examples=200)
@given(releases())
def test_what_is_written_reads_back_as_the_same_release(release: Release) -> None:
    for form in FORMS:
        back = parse(render(release, form), f"edition.{form}")
        assert back.edition == release.edition
        assert back.envelope.version == release.envelope.version
        assert back.envelope.effective_from == release.envelope.effective_from
        assert back.envelope.notes == release.envelope.notes
        assert back.envelope.status == "draft"


@given(releases())
def test_writing_what_was_read_gives_the_same_bytes(release: Release) -> None:
    for form in FORMS:
        written = render(release, form)
        assert render(parse(written, f"edition.{form}"), form) == written


@given(releases())
def test_what_goes_over_the_wire_is_the_same_without_blanks(release: Release) -> None:
    assert parse(render_compact(release), "edition.json") == parse(render(release, "json"), "edition.json")
    assert len(render_compact(release)) < len(render(release, "json"))


@given(releases())
def test_both_forms_hold_the_same(release: Release) -> None:
    yaml, json = (parse(render(release, form), f"edition.{form}") for form in FORMS)
    assert yaml == json
    assert document(yaml) == document(json)


@given(editions())
def test_a_document_holds_nothing_empty(edition: Edition) -> None:
    def check(plain: Any) -> None:
        assert plain not in (None, "", [], {})
        for one in plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ():
            check(one)

    check(document(Release(envelope=Envelope(version="1"), edition=edition)))


def test_generated_releases_use_every_field_of_every_noun() -> None:
    used: set[tuple[str, str]] = set()
    kinds: dict[str, type] = {}

    @settings(max_examples=200, derandomize=True, database=None)
    @given(releases())
    def gather(release: Release) -> None:
        used.update(_used(release))
        kinds.update({type(value).__name__: type(value) for value in _values(release)})

    gather()
    everything = {
        (name, field.name) for name, kind in kinds.items() for field in dataclasses.fields(kind) if field.init
    }
    # A release that is read back is a draft: nobody has withdrawn it.
    assert everything - used == {("Envelope", "withdrawn_at"), ("Envelope", "withdrawn_reason")}
    assert len(kinds) == 25


def test_the_garden_uses_every_noun_and_nearly_every_field() -> None:
    release = garden()
    envelope = {"sequence", "published_at", "digest", "revision", "status", "withdrawn_at", "withdrawn_reason"}
    kinds = {type(value) for value in _values(release)}
    everything = {(kind.__name__, field.name) for kind in kinds for field in dataclasses.fields(kind) if field.init}
    unused = {(kind, name) for kind, name in everything - set(_used(release)) if name not in envelope}
    assert {name for _, name in unused} <= {"codes", "source", "description", "parents"}
    assert all(getattr(release.edition, field.name) for field in dataclasses.fields(Edition) if field.init)


@pytest.mark.parametrize("form", FORMS)
def test_the_envelope_of_a_draft_is_what_its_author_wrote(form: Form) -> None:
    envelope = parse(render(garden(), form), f"garden.{form}").envelope
    notes = "First edition.\n\n- written with the crews\n- read by two guilds"
    assert envelope == Envelope(version="2024.1", effective_from=dt.date(2024, 4, 1), notes=notes)
