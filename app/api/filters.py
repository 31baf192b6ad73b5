"""The query parameters that choose entries of a list. Each takes a slug; an id does as well."""

from typing import Annotated

from fastapi import Depends, Query

from app.framework.activity import ActivityForm, ActivityKind
from app.framework.role import Importance
from app.framework.skill import SkillKind
from app.kit.text import Name, Pair, Slug, rule_of
from app.reading.filters import ActivityFilter, RoleFilter, RoleLevelFilter, SkillFilter

_SLUG, _PAIR, _NAME = rule_of(Slug), rule_of(Pair), rule_of(Name)
_UNFIT = r"^[^\x00-\x1f\x7f]*$"


def by_slug(description: str, example: str) -> object:
    """The declaration of a filter that names a thing by slug or id."""
    pattern = f"^(?:{_SLUG.pattern.pattern})$" if _SLUG.pattern else None
    said = f"{description} Named by slug or id; a name that the edition does not have is refused (422)."
    return Query(description=said, examples=[example], pattern=pattern, max_length=_SLUG.most)


def by_text(description: str, example: str, most: int = _NAME.most) -> object:
    """The declaration of a filter that is a text."""
    return Query(description=description, examples=[example], pattern=_UNFIT, min_length=1, max_length=most)


def by_path(description: str, example: str) -> object:
    """The declaration of a filter that names a role level by path or id."""
    said = f"{description} Written `role/level`, or its id; one that the edition does not have is refused (422)."
    slug = "[a-z0-9]+(?:-[a-z0-9]+)*"
    return Query(description=said, examples=[example], pattern=f"^{slug}(?:/{slug})?$", max_length=_PAIR.most)


def by_word(description: str, example: str) -> object:
    """The declaration of a filter that is one of a few words."""
    return Query(description=description, examples=[example])


Family = Annotated[str | None, by_slug("Only those of this role family or one below it.", "product-and-delivery")]
RoleAsked = Annotated[str | None, by_slug("Only those of this role.", "product-manager")]
RoleLevelAsked = Annotated[
    str | None, by_path("Only those of this role level.", "product-manager/senior-product-manager")
]
LevelAsked = Annotated[
    str | None, by_slug("With `skill`: only with at least this mastery of it. A level of its scale.", "practitioner")
]
Code = Annotated[
    str | None,
    by_text(
        "Only those with this code, written `scheme:value`; one that nothing carries is an empty list.",
        "isco:1330",
        361,
    ),
]
NamePart = Annotated[
    str | None, by_text("Only those with this text in their name or an alternative name, whatever its case.", "product")
]


async def _role_filter(
    family: Family = None,
    kind: Annotated[
        str | None,
        by_text("Only roles of this kind, the publisher's own word; one that it does not use is refused.", "Delivery"),
    ] = None,
    skill: Annotated[str | None, by_slug("Only roles that need this skill.", "agile-working")] = None,
    level: LevelAsked = None,
    importance: Annotated[
        Importance | None,
        by_word("Only where the need is of this importance: of `skill`, else of any skill.", "essential"),
    ] = None,
    code: Code = None,
    q: NamePart = None,
) -> RoleFilter:
    return RoleFilter(family=family, kind=kind, skill=skill, level=level, importance=importance, code=code, q=q)


async def _role_level_filter(
    role: RoleAsked = None,
    family: Family = None,
    stage: Annotated[str | None, by_slug("Only rungs of this stage of a career.", "product-leadership")] = None,
    grade: Annotated[
        str | None, by_text("Only rungs of this pay grade, whatever its case; one that nobody has is refused.", "G7")
    ] = None,
    skill: Annotated[str | None, by_slug("Only rungs that need this skill.", "agile-working")] = None,
    level: LevelAsked = None,
) -> RoleLevelFilter:
    return RoleLevelFilter(role=role, family=family, stage=stage, grade=grade, skill=skill, level=level)


async def _skill_filter(
    group: Annotated[str | None, by_slug("Only skills of this group or one below it.", "leadership")] = None,
    kind: Annotated[SkillKind | None, by_word("Only skills of this kind.", "skill")] = None,
    role: Annotated[str | None, by_slug("Only skills that a level of this role needs.", "product-manager")] = None,
    code: Code = None,
    q: NamePart = None,
) -> SkillFilter:
    return SkillFilter(group=group, kind=kind, role=role, code=code, q=q)


async def _activity_filter(
    skill: Annotated[str | None, by_slug("Only activities that build this skill.", "agile-working")] = None,
    role_level: RoleLevelAsked = None,
    kind: Annotated[ActivityKind | None, by_word("Only activities of this kind.", "experience")] = None,
    form: Annotated[ActivityForm | None, by_word("Only activities worded in this form.", "you-have")] = None,
) -> ActivityFilter:
    return ActivityFilter(skill=skill, role_level=role_level, kind=kind, form=form)


RolesAsked = Annotated[RoleFilter, Depends(_role_filter)]
RoleLevelsAsked = Annotated[RoleLevelFilter, Depends(_role_level_filter)]
SkillsAsked = Annotated[SkillFilter, Depends(_skill_filter)]
ActivitiesAsked = Annotated[ActivityFilter, Depends(_activity_filter)]
