"""Courses put, sent in batches, replaced and retired in any order, beside a plain model of what that should leave."""

import json
from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine

from app.catalogue import Catalogue
from app.events.following import CourseFeed, Seen
from app.framework.course import Course, course_text
from app.kit.preconditions import Precondition
from app.kit.problems import InvalidBody, NotFound
from app.learning.batches import read_batch
from app.learning.courses import Aim, By, Courses, Manner, Wanted
from app.reading.courses import own_course
from app.reading.shapes.courses import CourseWanted
from app.store.audit import COMMAND_LINE
from tests.authoring.gardens import FIRST, publish, release
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
BATCH = st.lists(st.tuples(NAMES, st.one_of(FINE, FINE, FINE, FAULTY)), max_size=5)


class Providers(RuleBasedStateMachine):
    """Two providers of an engine's; each run has two of its own, so that one database serves all runs."""

    engine: Engine
    runs = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).runs += 1
        self.courses = Courses(Catalogue(self.engine, 2))
        self.slugs = (f"school-{self.runs}", f"academy-{self.runs}")
        for slug in self.slugs:
            self.courses.create_provider(slug, slug, COMMAND_LINE)
        self.begun = self.read = CourseFeed(self.engine).follow(Seen(), 1).total
        self.by = By(COMMAND_LINE, lambda _: True)
        self.model: dict[tuple[str, str], str] = {}
        self.told: list[tuple[str, str, str, str | None]] = []
        self.seen: list[tuple[str, str, str, str | None]] = []

    def note(self, slug: str, name: str, course: str | None) -> None:
        """What a write should make of the model, and tell."""
        before = self.model.get((slug, name))
        if course is None:
            del self.model[slug, name]
            self.told.append(("retired", slug, name, None))
        elif before != course:
            self.model[slug, name] = course
            self.told.append(("changed" if before else "created", slug, name, course))

    def aim(self, slug: str, name: str) -> Aim:
        return Aim(provider=slug, external_id=name, condition=Precondition(), render=lambda _: b"")

    @rule(at=st.integers(0, 1), name=NAMES, wanted=FINE)
    def put(self, at: int, name: str, wanted: dict[str, Any]) -> None:
        course, new = self.courses.put(self.aim(self.slugs[at], name), CourseWanted(**wanted), self.by)
        assert new == ((self.slugs[at], name) not in self.model)
        assert course.title == wanted["title"]
        self.note(self.slugs[at], name, course_text(course))

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
        self, at: int, batch: Sequence[tuple[str, dict[str, Any]]], replace: bool, atomic: bool, force: bool
    ) -> None:
        names = [name for name, _ in batch]
        fine = {name: each for name, each in batch if names.count(name) == 1 and self.is_fine(each)}
        faulty = len(fine) < len(batch)
        refused = (faulty and (atomic or (replace and not force))) or (replace and not batch and not force)
        body = json.dumps([{"external_id": name} | each for name, each in batch]).encode()
        sent = read_batch(body, lambda _, **__: (), lines=False)
        manner = Manner(replace=replace, atomic=atomic, force=force)
        try:
            done = self.courses.put_batch(self.slugs[at], sent, manner, self.by)
        except InvalidBody:
            assert refused
            return
        assert not refused
        assert [item.external_id for item, _ in done.items] == names
        for name, each in fine.items():
            self.note(self.slugs[at], name, self.text_of(each))
        if replace:
            gone = [name for slug, name in self.model if slug == self.slugs[at] and name not in names]
            for name in sorted(gone, key=lambda name: self.number(self.slugs[at], name)):
                self.note(self.slugs[at], name, None)
            assert done.retired == len(gone)

    def is_fine(self, wanted: dict[str, Any]) -> bool:
        return "url" in wanted and all(each["skill"] != "moonlight" for each in wanted["teaches"])

    def text_of(self, wanted: dict[str, Any]) -> str:
        """The course by ids: what the very first of its kind became, mapped anew beside."""
        aim = self.aim(f"{self.slugs[0]}", "model")
        course, _ = self.courses.put(aim, CourseWanted(**wanted), self.by)
        self.courses.retire(aim, self.by)
        self.told += [("created", self.slugs[0], "model", course_text(course)),
                      ("retired", self.slugs[0], "model", None)]  # fmt: skip
        return course_text(course)

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
    machine = type("OnEngine", (Providers,), {"engine": engine, "runs": 0})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=12,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert machine.runs > 1  # type: ignore[attr-defined]  # of the class made here
    shown = own_course(Course(title="x", url="https://x.example"), "", "school", "a")
    assert shown.teaches == []
