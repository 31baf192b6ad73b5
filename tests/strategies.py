"""Editions and releases for property tests: every noun, every field, and texts that look like something else.

An edition is built out of one drawn string of bytes, each a choice, zero the simplest: that is fast, and an example
shrinks byte by byte towards an edition with nothing in it.
"""

import datetime as dt
import itertools
from collections.abc import Callable, Sequence
from typing import TypedDict, TypeVar, get_args

from hypothesis import strategies as st

from app.framework.about import Framework, Licence, Source
from app.framework.activity import Activity, ActivityForm, ActivityKind
from app.framework.digest import digest
from app.framework.edition import Edition
from app.framework.history import Retirement, Waiver
from app.framework.identity import part_key, requirement_key
from app.framework.mastery import MasteryLevel, Scale, Stage
from app.framework.release import Envelope, Release, Status
from app.framework.role import (
    Accountability,
    Importance,
    Progression,
    ProgressionKind,
    Requirement,
    Responsibility,
    Role,
    RoleFamily,
    RoleLevel,
    Span,
)
from app.framework.skill import Relation, RelationKind, Skill, SkillGroup, SkillKind
from app.framework.trace import Code, SourceRef, Statement

T = TypeVar("T")
H = TypeVar("H", SkillGroup, RoleFamily)

#: More bytes than the largest edition asks for.
SPENT = 750

#: Names in many scripts, and names that a careless reader of YAML, CSV or HTML takes for something else.
NAMES = (
    "Pruning", "Système d’information", "Größe & Maß", "品質管理", "ניהול מוצר", "إدارة المنتجات", "Обрезка деревьев",
    "नेतृत्व", "می‌خواهم", "👩‍🌾 gardening 🌱", "e\u0301tude", "no", "null", "~", "true", "2024.10", "0x1F", "1e3", "12:30",
    "2001-01-01", "-", "- dash", "? what", "a: b", "ends with:", "#1 fan", "C #sharp", "[x]", "{y}", "a, b", "& co",
    "*star*", "!bang", "|pipe", "> than", "'single'", '"double"', "back\\slash", "%percent", "@at", "`tick`", "=1+1",
    "<<", "---", "...", "<b>bold</b>", "two  blanks", "\ufffd\U0010ffff", "x" * 300,
)  # fmt: skip
LINES = (
    "plan the week for a crew", "say *why*: not only [what](https://garden.example/why?a=1&b=2)", "x" * 2000,
    "works alone – without help", "trims; digs, waters # and sows", *NAMES,
)  # fmt: skip
PROSE = (
    "One paragraph.\n\nAnother one, with a list:\n\n- first\n- second\n  indented", "a\n  \nb", "ends with a colon:\nb",
    "# no heading\n> no quote", "trailing \nblank", "\ufffd\nb", "long words " * 1800 + "end", *LINES,
)  # fmt: skip
WORDS = ("plan", "no", "2024", "1", "null", "grow", "a-b-c", "x" * 40)


class Choices:
    """The drawn bytes, spent one by one; when they are spent every choice is the simplest."""

    def __init__(self, drawn: bytes) -> None:
        self.left = iter(drawn)
        self.number = itertools.count(1)

    def upto(self, most: int) -> int:
        """A number from 0 to ``most``, at most 255."""
        return next(self.left, 0) % (most + 1)

    def one(self, options: Sequence[T]) -> T:
        return options[self.upto(len(options) - 1)]

    def maybe(self, make: Callable[[], T]) -> T | None:
        return make() if self.upto(2) == 2 else None

    def several(self, options: Sequence[T], most: int = 3) -> tuple[T, ...]:
        """Different ones of the options, in no order."""
        count, start = self.upto(min(most, len(options))), self.upto(len(options))
        return tuple(options[(start + step) % len(options)] for step in range(count))

    def times(self, most: int) -> range:
        return range(self.upto(most))

    def slug(self) -> str:
        """A new slug."""
        return f"{self.one(WORDS)}-{next(self.number)}"

    def named(self, slugs: Sequence[str], owner: str = "") -> list[tuple[str, str]]:
        """Keys and slugs of a list of things: the same, or renamed, or each with the key of its neighbour's slug."""
        manner = self.upto(3)
        if manner == 2:
            keys = [f"old-{slug}" if number % 2 else slug for number, slug in enumerate(slugs)]
        else:
            keys = [*slugs[1:], *slugs[:1]] if manner == 3 else list(slugs)
        return [(owner + key, slug) for key, slug in zip(keys, slugs, strict=True)]

    def things(self, most: int) -> list[tuple[str, str]]:
        """Keys and slugs of as many new things."""
        return self.named([self.slug() for _ in self.times(most)])

    def codes(self) -> tuple[Code, ...]:
        return tuple(
            Code(
                scheme=scheme, value=self.one(NAMES), uri=self.one((None, "urn:isbn:0-395-36341-1", "http://esco/é#1"))
            )
            for scheme in self.several(("esco", "ISCO-08", "opm.2"), 2)
        )

    def origin(self, sources: Sequence[Source]) -> SourceRef | None:
        if not sources or self.upto(3) < 3:
            return None
        return SourceRef(source=self.one(sources).key, section=self.maybe(lambda: self.one(NAMES)))


class Trace(TypedDict):
    """What everything with an id may carry."""

    codes: tuple[Code, ...]
    source: SourceRef | None


class Builder:
    """An edition in the making: each step picks its references out of what the steps before it made."""

    def __init__(self, pick: Choices) -> None:
        self.pick = pick
        self.sources = [self._source(key, slug) for key, slug in pick.things(2)]
        self.scales = self._scales()
        self.default_levels = self.scales[0].levels if self.scales else ()
        self.stages = self._stages()
        self.groups = self._headings(SkillGroup)
        self.families = self._headings(RoleFamily)
        self.taken: set[str] = set()
        self.skills = [self._skill(key, slug) for key, slug in pick.things(4)]
        self.roles: list[Role] = []
        for key, slug in pick.things(3):
            self.roles.append(self._role(key, slug))
        self.rungs = [level for role in self.roles for level in role.levels]
        self.activities = [self._activity(key, slug) for key, slug in pick.things(3)]

    def edition(self) -> Edition:
        return Edition(
            framework=self._framework(),
            scales=tuple(self.scales),
            stages=tuple(self.stages),
            sources=tuple(self.sources),
            skill_groups=tuple(self.groups),
            skills=tuple(self.skills),
            role_families=tuple(self.families),
            roles=tuple(self.roles),
            activities=tuple(self.activities),
            progressions=self._progressions(),
            relations=self._relations(),
            retirements=self._retirements(),
            waivers=tuple(
                Waiver(rule="skill-without-statements", place=f"/skills/{number}", reason=self._line())
                for number in self.pick.times(2)
            ),
        )

    def _name(self) -> str:
        return self.pick.one(NAMES)

    def _line(self) -> str:
        return self.pick.one(LINES)

    def _prose(self) -> str:
        return self.pick.one(PROSE)

    def _traced(self) -> Trace:
        return {"codes": self.pick.codes(), "source": self.pick.origin(self.sources)}

    def _framework(self) -> Framework:
        pick = self.pick
        [(key, slug)] = pick.named([pick.slug()])
        return Framework(
            key=key if pick.upto(1) == 0 else "first-framework",
            slug=slug,
            name=self._name(),
            description=pick.maybe(self._prose),
            publisher=pick.maybe(self._name),
            licence=pick.maybe(
                lambda: Licence(name=self._name(), url=pick.maybe(lambda: "https://garden.example/licence?v=4.0"))
            ),
            language=pick.one(("en", "ar", "zh-Hant-TW")),
            homepage=pick.maybe(lambda: "http://garden.example/%C3%A9#top"),
            attribution=pick.maybe(self._line),
        )

    def _source(self, key: str, slug: str) -> Source:
        return Source(
            key=key,
            slug=slug,
            title=self._name(),
            publisher=self.pick.maybe(self._name),
            url=self.pick.maybe(lambda: "https://garden.example/a,b:[c]"),
            date=self.pick.maybe(lambda: dt.date(2023, 11, 2)),
        )

    def _scales(self) -> list[Scale]:
        return [
            Scale(key=key, slug=slug, name=self._name(), default=number == 0, levels=self._mastery_levels(key))
            for number, (key, slug) in enumerate(self.pick.things(2))
        ]

    def _mastery_levels(self, scale: str) -> tuple[MasteryLevel, ...]:
        slugs = ("novice", "skilled", "expert")[: 1 + self.pick.upto(2)]
        return tuple(
            MasteryLevel(
                key=key,
                slug=slug,
                name=self._name(),
                rank=rank,
                description=self.pick.maybe(self._prose),
                **self._traced(),
            )
            for rank, (key, slug) in enumerate(self.pick.named(slugs, f"{scale}/"), start=1)
        )

    def _stages(self) -> list[Stage]:
        levels = self.default_levels
        return [
            Stage(
                key=key,
                slug=slug,
                name=self._name(),
                rank=rank * 10,
                description=self.pick.maybe(self._prose),
                from_level=self.pick.maybe(lambda: levels[0].key) if levels else None,
                level=self.pick.maybe(lambda: levels[-1].key) if levels else None,
                **self._traced(),
            )
            for rank, (key, slug) in enumerate(self.pick.things(2), start=1)
        ]

    def _headings(self, kind: type[H]) -> list[H]:
        made: list[H] = []
        for key, slug in self.pick.things(3):
            parents = self.pick.several([heading.key for heading in made], 2)
            heading = kind(
                key=key,
                slug=slug,
                name=self._name(),
                description=self.pick.maybe(self._prose),
                parents=parents,
                **self._traced(),
            )
            made.append(heading)
        return made

    def _part_key(self, owner: str, level: str | None, text: str) -> str:
        """The derived key; for a part that was reworded since, or says what another says, one of its own."""
        key = part_key(owner, level, text)
        if self.pick.upto(3) == 3 or key in self.taken:
            key = f"{next(self.pick.number):016x}"
        self.taken.add(key)
        return key

    def _statement(self, owner: str, level: str | None) -> Statement:
        text = self._line()
        return Statement(key=self._part_key(owner, level, text), text=text, level=level, **self._traced())

    def _skill(self, key: str, slug: str) -> Skill:
        pick = self.pick
        scale = pick.one((None, *self.scales))
        levels = [None, *(level.key for level in (scale.levels if scale else self.default_levels))]
        return Skill(
            key=key,
            slug=slug,
            name=self._name(),
            kind=pick.one(get_args(SkillKind)),
            description=pick.maybe(self._prose),
            note=pick.maybe(self._prose),
            alternative_names=pick.several(NAMES),
            groups=pick.several([group.key for group in self.groups]),
            scale=scale.key if scale else None,
            statements=tuple(self._statement(f"skill/{key}", pick.one(levels)) for _ in pick.times(3)),
            **self._traced(),
        )

    def _role(self, key: str, slug: str) -> Role:
        pick = self.pick
        name = self._name()
        return Role(
            key=key,
            slug=slug,
            name=name,
            kind=pick.maybe(self._name),
            description=pick.maybe(self._prose),
            alternative_names=pick.several(NAMES),
            families=pick.several([family.key for family in self.families]),
            parents=pick.several([role.key for role in self.roles]),
            levels=self._rungs(key, slug, name),
            **self._traced(),
        )

    def _rungs(self, role: str, slug: str, name: str) -> tuple[RoleLevel, ...]:
        slugs = ("junior", "senior", "lead")[: self.pick.upto(3)]
        if len(slugs) == 1:
            return (self._rung(f"{role}/{slug}", slug, name, implicit=True),)
        return tuple(self._rung(key, slug, self._name()) for key, slug in self.pick.named(slugs, f"{role}/"))

    def _rung(self, key: str, slug: str, name: str, *, implicit: bool = False) -> RoleLevel:
        pick = self.pick
        return RoleLevel(
            key=key,
            slug=slug,
            name=name,
            rank=1 + pick.upto(2),
            stage=pick.maybe(lambda: pick.one(self.stages).key) if self.stages else None,
            grades=pick.several(NAMES),
            summary=pick.maybe(self._prose),
            implicit=implicit,
            responsibilities=tuple(self._responsibility(key) for _ in pick.times(2)),
            requirements=tuple(self._requirement(key, skill) for skill in pick.several(self.skills, 4)),
            **self._traced(),
        )

    def _responsibility(self, owner: str) -> Responsibility:
        text = self._line()
        return Responsibility(
            key=self._part_key(f"role_level/{owner}", None, text),
            text=text,
            accountability=self.pick.maybe(lambda: self.pick.one(get_args(Accountability))),
            span=self.pick.maybe(self._span),
            **self._traced(),
        )

    def _span(self) -> Span:
        least, most = self.pick.one(((0, 0), (2, None), (None, 5), (3, 10), (0, 1_000_000_000)))
        return Span(min=least, max=most, unit=self._name())

    def _requirement(self, owner: str, skill: Skill) -> Requirement:
        pick = self.pick
        scale = next((scale for scale in self.scales if scale.key == skill.scale), None)
        levels = scale.levels if scale else self.default_levels
        top = pick.upto(len(levels))  # how many levels up; 0: none stated
        part = f"requirement/{requirement_key(owner, skill.key)}"
        return Requirement(
            skill=skill.key,
            level=levels[top - 1].key if top else None,
            from_level=pick.maybe(lambda: levels[pick.upto(top - 1)].key) if top else None,
            importance=pick.one(get_args(Importance)),
            statements=tuple(self._statement(part, None) for _ in pick.times(2)),
            note=pick.maybe(self._prose),
            **self._traced(),
        )

    def _activity(self, key: str, slug: str) -> Activity:
        pick = self.pick
        return Activity(
            key=key,
            slug=slug,
            name=self._name(),
            text=self._line(),
            kind=pick.one(get_args(ActivityKind)),
            form=pick.maybe(lambda: pick.one(get_args(ActivityForm))),
            skills=pick.several([skill.key for skill in self.skills]),
            role_levels=pick.several([level.key for level in self.rungs]),
            **self._traced(),
        )

    def _progressions(self) -> tuple[Progression, ...]:
        kinds = get_args(ProgressionKind)
        ways = [(start.key, end.key, kind) for start, end in itertools.pairwise(self.rungs) for kind in kinds]
        return tuple(
            Progression(origin=start, target=end, kind=kind, **self._traced())
            for start, end, kind in self.pick.several(ways)
        )

    def _relations(self) -> tuple[Relation, ...]:
        pairs = [(a.key, b.key) for a, b in itertools.permutations(self.skills, 2)]
        kinds = get_args(RelationKind)
        return tuple(
            Relation(origin=start, target=end, kind=self.pick.one(kinds)) for start, end in self.pick.several(pairs)
        )

    def _retirements(self) -> tuple[Retirement, ...]:
        living = {
            "skill": [skill.key for skill in self.skills],
            "role_level": [level.key for level in self.rungs],
            "statement": [statement.key for skill in self.skills for statement in skill.statements],
        }
        made = []
        for number in self.pick.times(3):
            kind = self.pick.one(tuple(living))
            key = f"gone/gone-{number}" if kind == "role_level" else f"gone-{number}"
            replaced_by = self.pick.several(living[kind], 2)
            reason = self.pick.maybe(self._line)
            made.append(Retirement(kind=kind, key=key, name=self._name(), reason=reason, replaced_by=replaced_by))
            living[kind].append(key)
        return tuple(made)


def editions() -> st.SearchStrategy[Edition]:
    """Valid editions, from one without anything to one with a few of every noun."""
    return st.binary(min_size=SPENT, max_size=SPENT).map(lambda drawn: Builder(Choices(drawn)).edition())


def _release(drawn: bytes) -> Release:
    pick = Choices(drawn[:8])
    status: Status = pick.one(get_args(Status))
    public = status != "draft"
    edition = Builder(Choices(drawn[8:])).edition()
    envelope = Envelope(
        version=pick.one(("2024.1", "1", "no", "v1.0-rc_2", "X" * 64)),
        status=status,
        effective_from=dt.date(2024, 4, 1) if public else pick.maybe(lambda: dt.date(1999, 12, 31)),
        notes=pick.maybe(lambda: pick.one(PROSE)),
        sequence=1 + pick.upto(3) if public else None,
        published_at=dt.datetime(2024, 3, 1, 12, 30, tzinfo=dt.UTC) if public else None,
        digest=digest(edition) if public else None,
        revision=pick.upto(9),
    )
    return Release(envelope=envelope, edition=edition)


def releases() -> st.SearchStrategy[Release]:
    """Drafts, published and withdrawn releases of ``editions()``."""
    return st.binary(min_size=SPENT, max_size=SPENT).map(_release)
