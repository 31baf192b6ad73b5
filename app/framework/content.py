"""The content of an edition, in its one order, with lookups; not yet checked (see ``edition``)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from app.framework.about import Framework, Source
from app.framework.activity import Activity
from app.framework.history import Retirement, Waiver
from app.framework.identity import ThingKind
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
    """A content's things by key (at once) and by address (when first asked for)."""

    def __init__(self, content: Content) -> None:
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

    def role_of(self, role_level: RoleLevel) -> Role:
        """The role whose ladder a rung stands on."""
        return self.roles[role_level.key.partition("/")[0]]

    def scale_of(self, skill: Skill) -> Scale | None:
        """The scale that measures a skill, if the edition has any."""
        return self.scales[skill.scale] if skill.scale else self.default_scale

    @cached_property
    def skills_by_slug(self) -> dict[str, Skill]:
        """Skills by the slug in their address."""
        return {skill.slug: skill for skill in self.skills.values()}

    @cached_property
    def roles_by_slug(self) -> dict[str, Role]:
        """Roles by the slug in their address."""
        return {role.slug: role for role in self.roles.values()}

    @cached_property
    def needed_by(self) -> dict[str, list[tuple[RoleLevel, Requirement]]]:
        """For each skill key, the role levels that need it with what they ask, in the order of roles and ranks."""
        found = defaultdict(list)
        for level in self.role_levels.values():
            for requirement in level.requirements:
                found[requirement.skill].append((level, requirement))
        return dict(found)

    @cached_property
    def activities_at(self) -> dict[str, list[Activity]]:
        """For each role level key, the activities that belong to it, by name."""
        found = defaultdict(list)
        for activity in self.activities.values():
            for role_level in activity.role_levels:
                found[role_level].append(activity)
        return dict(found)
