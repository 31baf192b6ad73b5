"""An edition under other keys: every thing, part and reference renamed, nothing else touched."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.framework.about import Framework, Source
from app.framework.activity import Activity
from app.framework.edition import Edition
from app.framework.history import Retirement, Waiver
from app.framework.mastery import MasteryLevel, Scale, Stage
from app.framework.role import Progression, Requirement, Responsibility, Role, RoleFamily, RoleLevel
from app.framework.skill import Relation, Skill, SkillGroup
from app.framework.trace import SourceRef, Statement

#: For each kind, the new key of every old one.
Keys = Mapping[str, dict[str, str]]

#: The fields that hold keys, one or several, with the kind of thing they name.
NAMED: dict[type, dict[str, str]] = {
    Framework: {"key": "framework"},
    Scale: {"key": "scale"},
    MasteryLevel: {"key": "mastery_level"},
    Stage: {"key": "stage", "from_level": "mastery_level", "level": "mastery_level"},
    Source: {"key": "source"},
    SkillGroup: {"key": "skill_group", "parents": "skill_group"},
    Skill: {"key": "skill", "groups": "skill_group", "scale": "scale"},
    Statement: {"key": "statement", "level": "mastery_level"},
    RoleFamily: {"key": "role_family", "parents": "role_family"},
    Role: {"key": "role", "families": "role_family", "parents": "role"},
    RoleLevel: {"key": "role_level", "stage": "stage"},
    Responsibility: {"key": "responsibility"},
    Requirement: {"skill": "skill", "level": "mastery_level", "from_level": "mastery_level"},
    Activity: {"key": "activity", "skills": "skill", "role_levels": "role_level"},
    Progression: {"origin": "role_level", "target": "role_level"},
    Relation: {"origin": "skill", "target": "skill"},
    SourceRef: {"source": "source"},
    Waiver: {},
    Edition: {},
}
#: The fields that hold values with keys of their own.
HELD: dict[type, tuple[str, ...]] = {
    Edition: (
        "framework", "scales", "stages", "sources", "skill_groups", "skills", "role_families", "roles", "activities",
        "progressions", "relations", "retirements",
    ),
    Scale: ("levels",),
    Stage: ("source",),
    MasteryLevel: ("source",),
    SkillGroup: ("source",),
    Skill: ("statements", "source"),
    Statement: ("source",),
    RoleFamily: ("source",),
    Role: ("levels", "source"),
    RoleLevel: ("responsibilities", "requirements", "source"),
    Responsibility: ("source",),
    Requirement: ("statements", "source"),
    Activity: ("source",),
    Progression: ("source",),
}  # fmt: skip


def rekeyed(edition: Edition, keys: Keys) -> Edition:
    """The edition with the keys of ``keys``; a key that is not in there stays. The same object if all stay."""
    changing = {kind: renamed for kind, renamed in keys.items() if any(old != new for old, new in renamed.items())}
    named = {
        owner: [(field, changing[kind]) for field, kind in fields.items() if kind in changing]
        for owner, fields in NAMED.items()
    }
    found: Edition = _renamed(edition, named, changing)
    return found


def _renamed(value: Any, named: dict[type, list[tuple[str, dict[str, str]]]], keys: Keys) -> Any:
    """A value under its new keys; the value itself if none changes."""
    if isinstance(value, tuple):
        return tuple(_renamed(one, named, keys) for one in value)
    if isinstance(value, Retirement):
        renamed = keys.get(value.kind, {})
        return replace(value, replaced_by=tuple(renamed.get(key, key) for key in value.replaced_by))
    changes = {}
    for field, renamed in named[type(value)]:
        old = getattr(value, field)
        new = tuple(renamed.get(key, key) for key in old) if isinstance(old, tuple) else renamed.get(old, old)
        if new != old:
            changes[field] = new
    for field in HELD.get(type(value), ()):
        if held := getattr(value, field):
            new = _renamed(held, named, keys)
            if new is not held and new != held:
                changes[field] = new
    return replace(value, **changes) if changes else value
