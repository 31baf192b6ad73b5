"""Drafts, edits, publishes, withdrawals and questions by day, in any order, against a plain model of all that."""

import datetime as dt
import itertools
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine

from app.authoring import drafting, editing, publishing
from app.authoring.changing import Asked
from app.authoring.drafting import DraftWanted
from app.authoring.targets import Entry, Target
from app.catalogue import Catalogue
from app.events.following import Feed, Seen
from app.framework.about import Framework
from app.kit.conflicts import NotADraft
from app.kit.preconditions import Precondition
from app.kit.problems import NotFound
from app.store.audit import Actor

WHO = Actor(name="Test")
DAYS = [dt.date(2024, 1, day) for day in (1, 2, 3)] + [dt.date(2999, 1, 1)]
TODAY = dt.date(2024, 1, 2)
_numbers = itertools.count(1)


@dataclass(slots=True)
class Modelled:
    """An edition as the model has it: the names of its skills by key, and where each stands now."""

    day: dt.date
    names: dict[str, str] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    status: str = "draft"
    sequence: int = 0


def has(status: str) -> Callable[[Any], bool]:
    """That there is an edition in a state, so that no step is spent on nothing."""
    return lambda machine: any(one.status == status for one in machine.model.values())


class Editions(RuleBasedStateMachine):
    """One framework with skills alone, under labels ``e1``, ``e2`` and so on."""

    engine: Engine
    #: What happened in all runs together.
    happened: Counter[str]

    @initialize()
    def found(self) -> None:
        self.slug = f"machine-{next(_numbers)}"
        self.model: dict[str, Modelled] = {}
        self.told: list[tuple[str, str]] = []
        self.fresh = itertools.count(1)
        drafting.create_framework(self.engine, Framework(key=self.slug, slug=self.slug, name="Machine"), WHO)
        self.catalogue = Catalogue(self.engine, kept=3, today=lambda: TODAY)
        self.begin(0, based=False, day=TODAY)

    def asked(self, version: str, condition: str = "*") -> Asked:
        return Asked(Target(self.slug, version), Precondition(if_match=condition), WHO)

    def label(self, choice: int, status: str | None = None) -> str | None:
        fitting = [version for version, one in self.model.items() if status in (None, one.status)]
        return fitting[choice % len(fitting)] if fitting else None

    @rule(choice=st.integers(0, 9), based=st.booleans(), day=st.sampled_from(DAYS))
    def begin(self, choice: int, based: bool, day: dt.date) -> None:  # Hypothesis passes it by name
        version, base = f"e{next(self.fresh)}", self.label(choice) if based else None
        wanted = DraftWanted(version=version, based_on=base, effective_from=day)
        drafting.create_draft(self.engine, self.slug, wanted, WHO)
        there = self.model[base] if base else Modelled(day)
        self.model[version] = Modelled(day, dict(there.names), dict(there.slugs))

    @precondition(has("draft"))
    @rule(choice=st.integers(0, 9))
    def add(self, choice: int) -> None:
        if version := self.label(choice):
            slug = f"s{next(self.fresh)}"
            if self.put(version, slug, slug, slug.upper(), new=True):
                self.model[version].names[slug], self.model[version].slugs[slug] = slug.upper(), slug

    @precondition(has("draft"))
    @rule(choice=st.integers(0, 9), which=st.integers(0, 9), moving=st.booleans())
    def rename(self, choice: int, which: int, moving: bool) -> None:  # Hypothesis passes it by name
        version = self.label(choice)
        if version and (names := self.model[version].names):
            key, new = sorted(names)[which % len(names)], f"s{next(self.fresh)}"
            slug = self.model[version].slugs[key]
            if self.put(version, slug, new if moving else slug, new.upper()):
                names[key] = new.upper()
                self.model[version].slugs[key] = new if moving else slug

    def put(self, version: str, path: str, slug: str, name: str, *, new: bool = False) -> bool:
        """Put a skill; whether the edition took it, as only a draft is to."""
        asked = Asked(Target(self.slug, version), Precondition(None if new else "*", "*" if new else None), WHO)
        body = json.dumps({"slug": slug, "name": name}).encode()
        if self.model[version].status == "draft":
            editing.put_entry(self.engine, asked, Entry("skill", path), body)
            return True
        with pytest.raises(NotADraft):
            editing.put_entry(self.engine, asked, Entry("skill", path), body)
        return False

    @precondition(has("draft"))
    @rule(choice=st.integers(0, 9), which=st.integers(0, 9))
    def remove(self, choice: int, which: int) -> None:
        version = self.label(choice, "draft")
        if version and (names := self.model[version].names):
            key = sorted(names)[which % len(names)]
            entry = Entry("skill", self.model[version].slugs[key])
            editing.delete_entry(self.engine, self.asked(version), entry, cascade=False)
            del names[key], self.model[version].slugs[key]

    @precondition(has("draft"))
    @rule(choice=st.integers(0, 9), day=st.sampled_from(DAYS))
    def move(self, choice: int, day: dt.date) -> None:
        if version := self.label(choice, "draft"):
            drafting.change_envelope(self.engine, self.asked(version), lambda _: b"", {"effective_from": day})
            self.model[version].day = day

    @rule(choice=st.integers(0, 9))
    def give_up(self, choice: int) -> None:
        if version := self.label(choice, "draft"):
            drafting.delete_draft(self.engine, self.asked(version), lambda _: b"")
            del self.model[version]

    @precondition(has("draft"))
    @rule(choice=st.integers(0, 9), fitting=st.sampled_from([True, True, True, False]))
    def publish(self, choice: int, fitting: bool) -> None:
        if version := self.label(choice, "draft" if fitting else None):
            if (one := self.model[version]).status != "draft":
                with pytest.raises(publishing.AlreadyPublished):
                    publishing.publish_draft(self.engine, self.slug, version, WHO)
                return
            publishing.publish_draft(self.engine, self.slug, version, WHO, catalogue=self.catalogue)
            one.status, one.sequence = "published", 1 + max(each.sequence for each in self.model.values())
            self.told.append(("published", version))
            self.happened["published"] += 1

    @precondition(has("published"))
    @rule(choice=st.integers(0, 9), fitting=st.sampled_from([True, True, True, False]))
    def withdraw(self, choice: int, fitting: bool) -> None:
        if version := self.label(choice, "published" if fitting else None):
            if (one := self.model[version]).status != "published":
                with pytest.raises(publishing.NotInForce):
                    publishing.withdraw_edition(self.engine, self.slug, version, "A mistake.", WHO)
                return
            publishing.withdraw_edition(self.engine, self.slug, version, "A mistake.", WHO)
            one.status = "withdrawn"
            self.told.append(("withdrawn", version))
            self.happened["withdrawn"] += 1

    @invariant()
    def every_day_has_the_edition_that_the_model_says(self) -> None:
        for day in (None, *DAYS):
            on = day or TODAY
            fitting = [one for one in self.model.items() if one[1].status == "published" and one[1].day <= on]
            expected = max(fitting, key=lambda one: (one[1].day, one[1].sequence), default=None)
            try:
                found = self.catalogue.release(self.slug, "current", day).envelope.version
            except NotFound:
                found = None
            assert found == (expected[0] if expected else None), (on, self.model)

    @invariant()
    def every_edition_holds_what_the_model_says(self) -> None:
        for version, one in self.model.items():
            release = self.catalogue.release(self.slug, version, drafts=True)
            assert release.envelope.status == one.status
            assert {skill.key: skill.name for skill in release.edition.skills} == one.names
            assert {skill.key: skill.slug for skill in release.edition.skills} == one.slugs
            if one.status == "draft":
                with pytest.raises(NotFound):
                    self.catalogue.release(self.slug, version)

    @invariant()
    def the_feed_tells_what_happened(self) -> None:
        if self.told:
            entries = Feed(self.engine).follow(Seen(), 200, self.slug, lambda _: True).entries
            assert [(entry.action, entry.version) for entry in entries] == self.told


def test_editions_behave_as_the_plain_model_says(engine: Engine) -> None:
    class Here(Editions):
        pass

    Here.engine, Here.happened = engine, Counter()
    run_state_machine_as_test(Here, settings=settings(max_examples=20, stateful_step_count=30, deadline=None))
    assert Here.happened["published"] > 0, "it shows little"
