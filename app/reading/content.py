"""One thing of an edition's content in the native form, and the lists of what has no slug.

What is answered here is what a later write accepts: the document's own form, without ids and addresses.
"""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from app.exchange.native import parts
from app.framework.activity import Activity
from app.framework.mastery import MasteryLevel, Stage
from app.framework.role import Role, RoleFamily, RoleLevel
from app.framework.skill import Skill, SkillGroup
from app.framework.trace import Thing
from app.kit.problems import NotFound
from app.reading.mastery import scale_named
from app.reading.view import View

#: What has a slug, as addresses name it. Mastery levels and role levels stand apart: they need their owner's too.
Slugged = Literal["scales", "stages", "sources", "skill-groups", "skills", "role-families", "roles", "activities"]
#: Lists whose entries have none.
Plain = Literal["progressions", "relations", "retirements", "waivers"]

_THINGS: Mapping[str, type[Thing]] = {
    "stages": Stage,
    "skill-groups": SkillGroup,
    "skills": Skill,
    "role-families": RoleFamily,
    "roles": Role,
    "activities": Activity,
}


_PLURAL: Mapping[str, Slugged] = {
    "scale": "scales", "stage": "stages", "source": "sources", "skill_group": "skill-groups", "skill": "skills",
    "role_family": "role-families", "role": "roles", "activity": "activities",
}  # fmt: skip
_SINGULAR: Mapping[Slugged, str] = {plural: kind for kind, plural in _PLURAL.items()}


def singular(kind: Slugged) -> str:
    """The kind of thing that a part of an address names."""
    return _SINGULAR[kind]


def address(kind: str, path: str) -> str:
    """Where below the content of an edition a thing stands, by its kind and the slugs in its address."""
    owner, _, slug = path.rpartition("/")
    if kind == "role_level":
        return f"roles/{owner}/levels/{slug}"
    if kind == "mastery_level":
        return f"mastery-levels/{slug}?scale={owner}"
    return f"{_PLURAL[kind]}/{slug}"


def thing_content(view: View, kind: Slugged, slug: str) -> Struct:
    """The entry of a list that has a slug; NotFound where there is none."""
    if kind in _THINGS:
        return parts.part(view.thing(_THINGS[kind], slug), view.edition)
    for entry in view.edition.scales if kind == "scales" else view.edition.sources:
        if entry.slug == slug:
            return parts.part(entry, view.edition)
    raise NotFound(f"This edition has no {kind[:-1]} {slug!r}.")


def mastery_level_content(view: View, slug: str, scale: str | None) -> Struct:
    """A level as it stands in its scale."""
    owner = scale_named(view, scale)
    return parts.part(view.thing(MasteryLevel, f"{owner.slug}/{slug}" if owner else slug), view.edition)


def role_level_content(view: View, role: str, slug: str) -> Struct:
    """A rung as it stands in its role."""
    return parts.part(view.thing(RoleLevel, f"{role}/{slug}"), view.edition)


def list_content(view: View, kind: Plain) -> list[Struct]:
    """A list of what has no slug, whole."""
    return list(parts.entries(kind, view.edition))
