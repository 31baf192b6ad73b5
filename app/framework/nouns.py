"""The nouns of an edition: the class of each, what it is known by, and in which lists its parts stand."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from app.framework.about import Framework, Source
from app.framework.activity import Activity
from app.framework.content import Content
from app.framework.history import Retirement, Waiver
from app.framework.identity import progression_key, relation_key, requirement_key, retirement_key
from app.framework.mastery import MasteryLevel, Scale, Stage
from app.framework.role import Progression, Requirement, Responsibility, Role, RoleFamily, RoleLevel
from app.framework.skill import Relation, Skill, SkillGroup
from app.framework.trace import Statement

NounKind = Literal[
    "framework", "scale", "mastery_level", "stage", "source", "skill_group", "skill", "role_family", "role",
    "role_level", "requirement", "statement", "responsibility", "activity", "progression", "relation", "retirement",
    "waiver",
]  # fmt: skip
#: A part's owner by kind and key.
Owner = tuple[NounKind, str]
#: The field of a change that says in which list a placed part stands.
PLACE = "place"


def _own_key(_: str, value: Any) -> str:
    return str(value.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """``plural`` is its name in counts, and its list in the content unless it is a part; ``own`` are its own fields.

    ``key`` tells its key from that of its owner and the value, out of the fields ``named_by``; ``parts`` are its lists
    of parts with their kinds. A noun that is ``placed`` stands in a list whose order is content, of an owner that its
    key does not name.
    """

    plural: str
    made_of: type[Any]
    key: Callable[[str, Any], str] = _own_key
    named_by: tuple[str, ...] = ("key",)
    parts: Mapping[str, NounKind] = field(default_factory=dict)
    placed: bool = False
    own: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        names = (field.name for field in fields(self.made_of) if field.init)
        object.__setattr__(self, "own", tuple(n for n in names if n not in self.named_by and n not in self.parts))

    @property
    def told(self) -> tuple[str, ...]:
        """The fields that a change may name: its own, where it stands, and its lists whose order is content."""
        lists = (name for name, part in self.parts.items() if NOUNS[part].placed)
        return (*self.own, *((PLACE,) if self.placed else ()), *lists)

    def bare(self, value: Any) -> Any:
        """The value without its parts; the same one if it has none."""
        held = {name: () for name in self.parts if getattr(value, name)}
        return replace(value, **held) if held else value

    def renames(self, name: str) -> bool:
        """Whether a thing is called otherwise when this field changes."""
        return name in {"slug", "name"} and "slug" in self.own


#: Every kind, in the order of the model: owners before their parts.
NOUNS: dict[NounKind, Noun] = {
    "framework": Noun(plural="framework", made_of=Framework),
    "scale": Noun(plural="scales", made_of=Scale, parts={"levels": "mastery_level"}),
    "mastery_level": Noun(plural="mastery_levels", made_of=MasteryLevel),
    "stage": Noun(plural="stages", made_of=Stage),
    "source": Noun(plural="sources", made_of=Source),
    "skill_group": Noun(plural="skill_groups", made_of=SkillGroup),
    "skill": Noun(plural="skills", made_of=Skill, parts={"statements": "statement"}),
    "role_family": Noun(plural="role_families", made_of=RoleFamily),
    "role": Noun(plural="roles", made_of=Role, parts={"levels": "role_level"}),
    "role_level": Noun(
        plural="role_levels",
        made_of=RoleLevel,
        parts={"responsibilities": "responsibility", "requirements": "requirement"},
    ),
    "requirement": Noun(
        plural="requirements",
        made_of=Requirement,
        key=lambda role_level, requirement: requirement_key(role_level, requirement.skill),
        named_by=("skill",),
        parts={"statements": "statement"},
    ),
    "statement": Noun(plural="statements", made_of=Statement, placed=True),
    "responsibility": Noun(plural="responsibilities", made_of=Responsibility, placed=True),
    "activity": Noun(plural="activities", made_of=Activity),
    "progression": Noun(
        plural="progressions",
        made_of=Progression,
        key=lambda _, p: progression_key(p.origin, p.target, p.kind),
        named_by=("origin", "target", "kind"),
    ),
    "relation": Noun(
        plural="relations",
        made_of=Relation,
        key=lambda _, relation: relation_key(relation.origin, relation.target, relation.kind),
        named_by=("origin", "target", "kind"),
    ),
    "retirement": Noun(
        plural="retirements",
        made_of=Retirement,
        key=lambda _, gone: retirement_key(gone.kind, gone.key),
        named_by=("kind", "key"),
    ),
    # Two waivers may be alike, and any text may hold a blank: the key names a waiver, but does not say all of it.
    "waiver": Noun(
        plural="waivers", made_of=Waiver, key=lambda _, waiver: f"{waiver.rule} {waiver.place}", named_by=()
    ),
}
#: The kinds that have parts, with their lists of them.
OWNERS = {kind: noun.parts for kind, noun in NOUNS.items() if noun.parts}
#: The kinds that are no part of another noun.
WHOLES = tuple(kind for kind in NOUNS if not any(kind in parts.values() for parts in OWNERS.values()))


def keyed(kind: NounKind, owner: str, values: Iterable[Any]) -> dict[str, Any]:
    """The values of a list by key, in its order; repeats (only waivers have any) with a number behind it."""
    key_of, table = NOUNS[kind].key, {}
    for value in values:
        key = plain_key = key_of(owner, value)
        number = 1
        while key in table:
            number += 1
            key = f"{plain_key} #{number}"
        table[key] = value
    return table


def wholes(content: Content, kind: NounKind) -> tuple[Any, ...]:
    """The content's list of a kind that is no part."""
    return (content.framework,) if kind == "framework" else tuple(getattr(content, NOUNS[kind].plural))


def owner_of(kind: NounKind, key: str) -> Owner | None:
    """In what a thing or a requirement stands, as its key says; None: in the content itself."""
    if kind == "mastery_level":
        return "scale", key.partition("/")[0]
    if kind == "role_level":
        return "role", key.partition("/")[0]
    return ("role_level", key.rpartition("/")[0]) if kind == "requirement" else None
