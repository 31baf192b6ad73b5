"""The content of an edition, in its one order, with lookups; not yet checked (see ``edition``)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from app.framework.about import Framework, Source
from app.framework.activity import Activity
from app.framework.headings import Headings
from app.framework.history import Retirement, Waiver
from app.framework.identity import ThingKind, identify_text, part_key, requirement_key
from app.framework.mastery import Scale, Stage
from app.framework.role import Progression, Requirement, Role, RoleFamily, RoleLevel
from app.framework.skill import Relation, Skill, SkillGroup
from app.framework.trace import Statement, Thing, arrange


def _by_name(thing: Thing | Scale) -> tuple[str, str]:
    return (thing.name.casefold(), thing.slug)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Every noun of an edition as a tuple of frozen values; references inside it are keys."""

    framework: Framework
    scales: tuple[Scale, ...] = ()
    stages: tuple[Stage, ...] = ()
    sources: tuple[Source, ...] = ()
    skill_groups: tuple[SkillGroup, ...] = ()
    skills: tuple[Skill, ...] = ()
    role_families: tuple[RoleFamily, ...] = ()
    roles: tuple[Role, ...] = ()
    activities: tuple[Activity, ...] = ()
    progressions: tuple[Progression, ...] = ()
    relations: tuple[Relation, ...] = ()
    retirements: tuple[Retirement, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    lookup: "Lookup" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        arrange(
            self,
            scales=tuple(sorted(self.scales, key=_by_name)),
            stages=tuple(sorted(self.stages, key=lambda stage: (stage.rank, stage.slug))),
            sources=tuple(sorted(self.sources, key=lambda source: (source.title.casefold(), source.slug))),
            skill_groups=tuple(sorted(self.skill_groups, key=_by_name)),
            skills=tuple(sorted(self.skills, key=_by_name)),
            role_families=tuple(sorted(self.role_families, key=_by_name)),
            roles=tuple(sorted(self.roles, key=_by_name)),
            activities=tuple(sorted(self.activities, key=_by_name)),
            progressions=tuple(sorted(self.progressions, key=lambda p: (p.origin, p.target, p.kind))),
            relations=tuple(sorted(self.relations, key=lambda r: (r.origin, r.target, r.kind))),
            retirements=tuple(sorted(self.retirements, key=lambda r: (r.kind, r.key))),
            waivers=tuple(sorted(self.waivers, key=lambda w: (w.rule, w.place, w.reason))),
        )
        object.__setattr__(self, "lookup", Lookup(self))

    def role_levels(self) -> Iterator[RoleLevel]:
        """All rungs, role by role, each role's in rank order."""
        for role in self.roles:
            yield from role.levels

    def things(self) -> Iterator[tuple[ThingKind, Thing]]:
        """Everything that has an id, a slug and an address of its own, with its kind."""
        yield from (("mastery_level", level) for scale in self.scales for level in scale.levels)
        yield from (("stage", stage) for stage in self.stages)
        yield from (("skill_group", group) for group in self.skill_groups)
        yield from (("skill", skill) for skill in self.skills)
        yield from (("role_family", family) for family in self.role_families)
        yield from (("role", role) for role in self.roles)
        yield from (("role_level", level) for level in self.role_levels())
        yield from (("activity", activity) for activity in self.activities)

    def statements(self) -> Iterator[Statement]:
        """Every statement: of skills, then of requirements."""
        for skill in self.skills:
            yield from skill.statements
        for level in self.role_levels():
            for requirement in level.requirements:
                if requirement.statements:
                    yield from requirement.statements


class Lookup:
    """A content's things by key (at once), and by address, id, code, name and heading (when first asked for).

    ``memo`` is room for what others make of the content again and again: it lives just as long.
    """

    def __init__(self, content: Content) -> None:
        self.framework = content.framework
        self.scales = {scale.key: scale for scale in content.scales}
        self.mastery_levels = {level.key: level for scale in content.scales for level in scale.levels}
        self.default_scale = next((scale for scale in content.scales if scale.default), None)
        self.stages = {stage.key: stage for stage in content.stages}
        self.sources = {source.key: source for source in content.sources}
        self.skill_groups = {group.key: group for group in content.skill_groups}
        self.skills = {skill.key: skill for skill in content.skills}
        self.role_families = {family.key: family for family in content.role_families}
        self.roles = {role.key: role for role in content.roles}
        self.role_levels = {level.key: level for level in content.role_levels()}
        self.activities = {activity.key: activity for activity in content.activities}
        self.relations = content.relations
        self.retirements = content.retirements
        self.memo: dict[str, dict[Any, Any]] = {}

    def prepare(self) -> None:
        """Make now what is else made when first asked for."""
        for name, made in vars(Lookup).items():
            if isinstance(made, cached_property):
                getattr(self, name)

    def role_of(self, role_level: RoleLevel) -> Role:
        """The role whose ladder a rung stands on."""
        return self.roles[role_level.key.partition("/")[0]]

    def scale_of(self, skill: Skill) -> Scale | None:
        """The scale that measures a skill, if the edition has any."""
        return self.scales[skill.scale] if skill.scale else self.default_scale

    def things(self) -> Iterator[tuple[ThingKind, Thing]]:
        """What the dictionaries of things hold, with its kind."""
        return ((kind, thing) for kind, things in self._things() for thing in things.values())

    def _things(self) -> Iterable[tuple[ThingKind, Mapping[str, Thing]]]:
        return (
            ("mastery_level", self.mastery_levels), ("stage", self.stages), ("skill_group", self.skill_groups),
            ("skill", self.skills), ("role_family", self.role_families), ("role", self.roles),
            ("role_level", self.role_levels), ("activity", self.activities),
        )  # fmt: skip

    @cached_property
    def by_path(self) -> dict[tuple[ThingKind, str], Thing]:
        """Things by kind and the slugs in their address: ``role/level`` for a rung, ``scale/level`` for mastery."""
        return {(kind, self.path(kind, thing)): thing for kind, thing in self.things()}

    def path(self, kind: ThingKind, thing: Thing) -> str:
        """The slugs in the address of a thing, those of its owner first."""
        if kind == "role_level":
            return f"{self.roles[thing.key.partition('/')[0]].slug}/{thing.slug}"
        if kind == "mastery_level":
            return f"{self.scales[thing.key.partition('/')[0]].slug}/{thing.slug}"
        return thing.slug

    def thing(self, kind: str, key: str) -> Thing | Scale | Source | None:
        """The thing, scale or source with a key; None where there is none, or no such kind."""
        held: dict[str, Mapping[str, Thing | Scale | Source]] = {"scale": self.scales, "source": self.sources}
        held |= dict(self._things())
        return held.get(kind, {}).get(key)

    @cached_property
    def by_id(self) -> dict[str, tuple[ThingKind, Thing]]:
        """Things, with their kind, by id as text."""
        return {identify_text(self.framework.key, kind, thing.key): (kind, thing) for kind, thing in self.things()}

    @cached_property
    def retired(self) -> dict[str, Retirement]:
        """What earlier editions had, by id as text."""
        return {identify_text(self.framework.key, gone.kind, gone.key): gone for gone in self.retirements}

    @cached_property
    def reworded(self) -> frozenset[str]:
        """Keys of the statements and responsibilities that do not follow from what these say today.

        Telling costs a hash each, and a document asks it of all.
        """
        found: list[tuple[str, str]] = []
        for skill in self.skills.values():
            owner = f"skill/{skill.key}"
            found += ((said.key, part_key(owner, said.level, said.text)) for said in skill.statements)
        for level in self.role_levels.values():
            owner = f"role_level/{level.key}"
            found += ((duty.key, part_key(owner, None, duty.text)) for duty in level.responsibilities)
            for need in level.requirements:
                if need.statements:
                    owner = f"requirement/{requirement_key(level.key, need.skill)}"
                    found += ((said.key, part_key(owner, said.level, said.text)) for said in need.statements)
        return frozenset(key for key, derived in found if key != derived)

    @cached_property
    def by_code(self) -> dict[str, list[tuple[ThingKind, Thing]]]:
        """Things, with their kind, by ``scheme:value``; several may carry one code."""
        found = defaultdict(list)
        for kind, thing in self.things():
            for code in thing.codes:
                found[f"{code.scheme}:{code.value}"].append((kind, thing))
        return dict(found)

    @cached_property
    def folded_names(self) -> dict[tuple[ThingKind, str], str]:
        """For kind and key of each skill and role, its name and alternative names: case-folded, a line each."""
        found: dict[tuple[ThingKind, str], str] = {}
        for skill in self.skills.values():
            found["skill", skill.key] = _folded(skill)
        for role in self.roles.values():
            found["role", role.key] = _folded(role)
        return found

    @cached_property
    def skill_places(self) -> dict[str, int]:
        """For each skill key, its place among all skills by name."""
        return {key: place for place, key in enumerate(self.skills)}

    @cached_property
    def groups(self) -> Headings[SkillGroup, Skill]:
        """What stands under each skill group."""
        return Headings(self.skill_groups.values(), ((skill, skill.groups) for skill in self.skills.values()))

    @cached_property
    def families(self) -> Headings[RoleFamily, Role]:
        """What stands under each role family."""
        return Headings(self.role_families.values(), ((role, role.families) for role in self.roles.values()))

    @cached_property
    def needed_by(self) -> dict[str, list[tuple[RoleLevel, Requirement]]]:
        """For each skill key, the role levels that need it with what they ask, in the order of roles and ranks."""
        found = defaultdict(list)
        for level in self.role_levels.values():
            for requirement in level.requirements:
                found[requirement.skill].append((level, requirement))
        return dict(found)

    @cached_property
    def related(self) -> dict[str, list[Relation]]:
        """For each skill key, the relations that it is an end of."""
        found = defaultdict(list)
        for relation in self.relations:
            for end in dict.fromkeys((relation.origin, relation.target)):
                found[end].append(relation)
        return dict(found)

    @cached_property
    def activities_for(self) -> dict[str, list[Activity]]:
        """For each skill key, the activities that build it, by name."""
        found = defaultdict(list)
        for activity in self.activities.values():
            for skill in activity.skills:
                found[skill].append(activity)
        return dict(found)

    @cached_property
    def activities_at(self) -> dict[str, list[Activity]]:
        """For each role level key, the activities that belong to it, by name."""
        found = defaultdict(list)
        for activity in self.activities.values():
            for role_level in activity.role_levels:
                found[role_level].append(activity)
        return dict(found)


def _folded(thing: Skill | Role) -> str:
    return "\n".join(name.casefold() for name in (thing.name, *thing.alternative_names))
