"""Courses put, sent in batches, replaced and retired in any order, while editions come and courses are carried over,
beside a plain model of what that should leave."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace as changed
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine

from app.catalogue import Catalogue
from app.events.following import CourseFeed, Seen
from app.framework.course import Course, Taught, course_text, read_course
from app.framework.edition import Edition
from app.kit.preconditions import Precondition
from app.kit.problems import InvalidBody, NotFound
from app.learning.batches import read_batch
from app.learning.courses import Aim, By, Courses, Manner, Wanted
from app.learning.migrating import migrate_courses
from app.reading.courses import own_course
from app.reading.shapes.courses import CourseWanted
from app.store.audit import COMMAND_LINE
from tests.authoring.gardens import FIRST, SOIL, publish, release, with_skill
from tests.learning.classroom import own_id
from tests.learning.test_stale import retiring
from tests.worlds import garden

NAMES = st.sampled_from(["a", "b", "c/d", "é"])
TAUGHT = st.lists(
    st.sampled_from(
        [
            {"framework": "gardening", "skill": "pruning", "from_level": "novice", "to_level": "skilled"},
            {"framework": "gardening", "skill": "plant-knowledge", "to_level": "fluent"},
            {"framework": "gardening", "skill": "leading-a-crew"},
        ]
    ),
    unique_by=lambda each: each["skill"],
    max_size=3,
)
FINE = st.builds(
    lambda title, taught: {"title": title, "url": "https://school.example/1", "teaches": taught},
    st.sampled_from(["One", "Two"]),
    TAUGHT,
)
FAULTY = st.sampled_from([{"title": "No address"}, {"title": "X", "url": "https://x.example", "teaches": [
    {"framework": "gardening", "skill": "moonlight"}]}])  # fmt: skip
#: Once in a while nobody can say which course it is.
BATCH = st.lists(st.tuples(st.one_of(NAMES, NAMES, NAMES, st.none()), st.one_of(FINE, FINE, FINE, FAULTY)), max_size=5)

#: The oracle's own word on what is meant: keys by slug, and what stands in for the skill that one other replaces.
KEYS = {"pruning": "cutting", "plant-knowledge": "plant-knowledge", "leading-a-crew": "leading-a-crew"}
LEVELS = {"novice": "mastery/novice", "skilled": "mastery/skilled", "fluent": "recall/fluent"}
HEIR = Taught(framework="gardening", skill=own_id("skill", "soil"))


def meant(each: dict[str, Any]) -> Taught:
    """A mapping by ids, whatever edition is in force."""
    levels = (LEVELS.get(each.get(name, "")) for name in ("from_level", "to_level"))
    first, last = (own_id("mastery_level", key) if key else None for key in levels)
    return Taught(framework="gardening", skill=own_id("skill", KEYS[each["skill"]]), from_level=first, to_level=last)


def next_edition(gone: frozenset[str], *, renamed: bool) -> Edition:
    """The garden with a skill more, and some skills gone: one for another, one for nothing."""
    edition = changed(garden().edition, skills=(*garden().edition.skills, SOIL))
    if renamed:
        edition = with_skill(edition, "leading-a-crew", slug="crew-leadership", name="Crew leadership")
    if "leading-a-crew" in gone:
        edition = retiring(edition, "leading-a-crew", "Leading a crew", "soil")
    return retiring(edition, "plant-knowledge", "Plant knowledge") if "plant-knowledge" in gone else edition


class Providers(RuleBasedStateMachine):
    """Two providers of an engine's; each run has two of its own, so that one database serves all runs."""

    engine: Engine
    runs = 0
    editions = 1
    gone: frozenset[str] = frozenset()
    catalogue: Catalogue

    def __init__(self) -> None:
        super().__init__()
        type(self).runs += 1
        self.courses = Courses(self.catalogue)
        self.slugs = (f"school-{self.runs}", f"academy-{self.runs}")
        for slug in self.slugs:
            self.courses.create_provider(slug, slug, COMMAND_LINE)
        self.begun = self.read = CourseFeed(self.engine).follow(Seen(), 1).total
        self.by = By(COMMAND_LINE, lambda _: True)
        self.model: dict[tuple[str, str], str] = {}
        self.sent: dict[tuple[str, str], dict[str, Any]] = {}
        self.told: list[tuple[str, str, str, str | None]] = []
        self.seen: list[tuple[str, str, str, str | None]] = []

    def note(self, slug: str, name: str, course: str | None) -> None:
        """What a write should make of the model, and tell."""
        before = self.model.get((slug, name))
        if course is None:
            del self.model[slug, name]
            self.sent.pop((slug, name), None)
            self.told.append(("retired", slug, name, None))
        elif before != course:
            self.model[slug, name] = course
            self.told.append(("changed" if before else "created", slug, name, course))

    def expected(self, slug: str, name: str | None, wanted: dict[str, Any]) -> str | None:
        """What a course should become; None where it should be refused."""
        if name is None or "url" not in wanted or any(each["skill"] not in KEYS for each in wanted["teaches"]):
            return None
        there = self.model.get((slug, name))
        held = read_course(there).teaches if there else ()
        teaches = [self.taught(each, held) for each in wanted["teaches"]]
        if None in teaches:
            return None
        known = tuple(each for each in teaches if each)
        return course_text(Course(title=wanted["title"], url=wanted["url"], teaches=known))

    def taught(self, each: dict[str, Any], held: Sequence[Taught]) -> Taught | None:
        """A mapping as a course that holds these should have it: what is gone only where it is there, or its heir."""
        own, key = meant(each), KEYS[each["skill"]]
        if key not in self.gone or own in held:
            return own
        return HEIR if key == "leading-a-crew" and HEIR in held else None

    def aim(self, slug: str, name: str) -> Aim:
        return Aim(provider=slug, external_id=name, condition=Precondition(), render=lambda _: b"")

    @initialize()
    def begin(self) -> None:
        """A course of each provider, of skills that all are there."""
        if self.gone:
            self.publish(frozenset(), renamed=False, carried=False)
        for at in (0, 1):
            skills = ({"framework": "gardening", "skill": name} for name in KEYS)
            self.put(at, "a", {"title": "One", "url": "https://school.example/1", "teaches": list(skills)})

    @rule(gone=st.frozensets(st.sampled_from(["leading-a-crew", "plant-knowledge"])), renamed=st.booleans(),
          carried=st.booleans())  # fmt: skip
    def publish(self, gone: frozenset[str], renamed: bool, carried: bool) -> None:
        kind = type(self)
        day = dt.date(2024, 5, 1) + dt.timedelta(days=kind.editions)
        kind.editions, kind.gone = kind.editions + 1, gone
        made = next_edition(gone, renamed=renamed)
        publish(self.engine, release(f"2024.{kind.editions}", made, day.isoformat()))
        if carried:
            self.carry_over()

    @rule()
    def carry_over(self) -> None:
        for slug in self.slugs:
            migrate_courses(self.catalogue, "gardening", slug, dry_run=False)
        crew = meant({"skill": "leading-a-crew"})
        for (slug, name), text in list(self.model.items()):
            course = read_course(text)
            if "leading-a-crew" in self.gone and crew in course.teaches:
                teaches = tuple(HEIR if each == crew else each for each in course.teaches)
                self.note(slug, name, course_text(changed(course, teaches=teaches)))

    @rule()
    def sync(self) -> None:
        """All that providers sent last, again: never refused, whatever was published since."""
        for slug in self.slugs:
            last = [(name, wanted) for (whose, name), wanted in self.sent.items() if whose == slug]
            assert all(self.expected(slug, name, wanted) for name, wanted in last)
            self.send_all(slug, last, Manner(replace=True, force=not last))

    @rule(at=st.integers(0, 1), name=NAMES, wanted=FINE)
    def put(self, at: int, name: str, wanted: dict[str, Any]) -> None:
        slug = self.slugs[at]
        expected = self.expected(slug, name, wanted)
        try:
            course, new = self.courses.put(self.aim(slug, name), CourseWanted(**wanted), self.by)
        except InvalidBody:
            assert expected is None
            return
        assert course_text(course) == expected
        assert new == ((slug, name) not in self.model)
        self.note(slug, name, expected)
        self.sent[slug, name] = wanted

    @rule(at=st.integers(0, 1), name=NAMES)
    def retire(self, at: int, name: str) -> None:
        if (self.slugs[at], name) in self.model:
            self.courses.retire(self.aim(self.slugs[at], name), self.by)
            self.note(self.slugs[at], name, None)
            return
        try:
            self.courses.retire(self.aim(self.slugs[at], name), self.by)
        except NotFound:
            return
        raise AssertionError("what is not there was retired")

    @rule(at=st.integers(0, 1), batch=BATCH, replace=st.booleans(), atomic=st.booleans(), force=st.booleans())
    def send(
        self, at: int, batch: Sequence[tuple[str | None, dict[str, Any]]], replace: bool, atomic: bool, force: bool
    ) -> None:
        self.send_all(self.slugs[at], batch, Manner(replace=replace, atomic=atomic, force=force))

    def send_all(self, slug: str, batch: Sequence[tuple[str | None, dict[str, Any]]], manner: Manner) -> None:
        names = [name for name, _ in batch]
        once = ((name, each) for name, each in batch if name is not None and names.count(name) == 1)
        fine = [(name, each, text) for name, each in once if (text := self.expected(slug, name, each))]
        refused = (len(fine) < len(batch) and (manner.atomic or (manner.replace and not manner.force))) or (
            manner.replace and (None in names or not (batch or manner.force))
        )
        body = json.dumps([{"external_id": 7 if name is None else name} | each for name, each in batch]).encode()
        try:
            done = self.courses.put_batch(slug, read_batch(body, lambda _, **__: (), lines=False), manner, self.by)
        except InvalidBody:
            assert refused
            return
        assert not refused
        assert [item.external_id for item, _ in done.items] == names
        assert [item.external_id for item, outcome in done.items if outcome != "refused"] == [one[0] for one in fine]
        for name, each, text in fine:
            self.note(slug, name, text)
            self.sent[slug, name] = each
        gone = [name for whose, name in self.model if manner.replace and whose == slug and name not in names]
        for name in sorted(gone, key=lambda name: self.number(slug, name)):
            self.note(slug, name, None)
        assert done.retired == len(gone)

    def number(self, slug: str, name: str) -> int:
        """Where in the feed a course first stood."""
        return next(at for at, (_, whose, which, _) in enumerate(self.told) if (whose, which) == (slug, name))

    @invariant()
    def what_is_listed_is_the_model(self) -> None:
        for slug in self.slugs:
            total, records = self.courses.list(Wanted(provider=slug), 0, 50)
            found = {(slug, one.external_id): course_text(one.course) for one in records}
            assert found == {key: text for key, text in self.model.items() if key[0] == slug}
            assert total == len(records)

    @invariant()
    def the_feed_tells_it_all_in_order(self) -> None:
        while entries := CourseFeed(self.engine).follow(Seen(self.read), 3).entries:
            assert [one.position for one in entries] == list(range(self.read + 1, self.read + 1 + len(entries)))
            self.read = entries[-1].position
            self.seen += ((one.action, one.provider, one.external_id, _text(one.course)) for one in entries)
        assert sorted(self.seen, key=repr) == sorted(self.told, key=repr)
        replayed: dict[tuple[str, str], str] = {}
        for action, slug, name, text in self.seen:
            assert (action == "created") == ((slug, name) not in replayed)
            if text is None:
                del replayed[slug, name]
            else:
                replayed[slug, name] = text
        assert replayed == self.model

    @invariant()
    def what_is_offered_is_what_they_teach(self) -> None:
        _, records = self.courses.list(Wanted(), 0, 10_000)
        taught = {(one.number, each.skill, each.to_level) for one in records for each in one.course.teaches}
        held = self.courses.offers.current()
        offers = [offer for skill in held.skills() for offer in held.teaching(skill)]
        assert {(one.listing.number, one.skill, one.to_level) for one in offers} == taught
        assert len(offers) == len(taught)
        assert {number for number, _, _ in taught} == set(held.by_course)


def _text(course: Course | None) -> str | None:
    return course_text(course) if course else None


def test_any_order_of_writes_leaves_what_the_model_says(engine: Engine) -> None:
    publish(engine, release(FIRST, garden().edition))
    machine = type("OnEngine", (Providers,), {"engine": engine, "runs": 0, "catalogue": Catalogue(engine, 200)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=16,
            stateful_step_count=20,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert machine.runs > 1  # type: ignore[attr-defined]  # of the class made here
    shown = own_course(Course(title="x", url="https://x.example"), "", "school", "a")
    assert shown.teaches == []
