"""Parts of a native document: its lists one by one, and one thing as it stands in them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from app.exchange.native import documents
from app.framework.about import Source
from app.framework.activity import Activity
from app.framework.content import Content
from app.framework.mastery import MasteryLevel, Scale, Stage
from app.framework.role import Role, RoleFamily, RoleLevel
from app.framework.skill import Skill, SkillGroup
from app.framework.trace import Thing

Write = Callable[[Any, Any], Struct]

#: The lists of a document in its order, and how an entry of each is written.
LISTS: Mapping[str, Write] = {
    "scales": documents.scale_document,
    "stages": documents.stage_document,
    "sources": documents.source_document,
    "skill_groups": documents.skill_group_document,
    "skills": documents.skill_document,
    "role_families": documents.role_family_document,
    "roles": documents.role_document,
    "activities": documents.activity_document,
    "progressions": documents.progression_document,
    "relations": documents.relation_document,
    "retirements": documents.retirement_document,
    "waivers": documents.waiver_document,
}


_THINGS: Mapping[type[Thing | Scale | Source], Write] = {
    Scale: documents.scale_document,
    MasteryLevel: documents.mastery_level_document,
    Stage: documents.stage_document,
    Source: documents.source_document,
    SkillGroup: documents.skill_group_document,
    Skill: documents.skill_document,
    RoleFamily: documents.role_family_document,
    Role: documents.role_document,
    RoleLevel: documents.role_level_document,
    Activity: documents.activity_document,
}


def entries(name: str, edition: Content) -> Iterator[Struct]:
    """The entries of one list."""
    write = LISTS[name]
    return (write(entry, edition.lookup) for entry in getattr(edition, name))


def part(thing: Thing | Scale | Source, edition: Content) -> Struct:
    """A thing as it stands in its list, its scale or its role."""
    return _THINGS[type(thing)](thing, edition.lookup)


def entry_json(content: Content, kind: str, key: str | None) -> bytes:
    """One entry as JSON: a thing by kind and key, the framework's own words, or a list by its name."""
    if kind == "framework":
        return msgspec.json.encode(documents.framework_document(content.framework))
    if key is None:
        return msgspec.json.encode(list(entries(kind, content)))
    thing = content.lookup.thing(kind, key)
    if thing is None:
        raise KeyError(key)
    return msgspec.json.encode(part(thing, content))
