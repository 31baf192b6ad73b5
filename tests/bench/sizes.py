"""Editions to measure with: S is the seed, M the size of GOV.UK's framework, L that of ESCO.

L has what ESCO 1.2.0 has of each noun, rounded: 10 alternative names a role (30,373 for 3,039 occupations in
occupations_en.csv), 5 a skill (4.4 on average in digitalSkillsCollection_en.csv), a code on every role and skill, and
descriptions of some 300 and 170 characters. The words are made up, drawn with a fixed seed.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from app.authoring.seeding import seeds
from app.exchange import native
from app.framework.about import Framework
from app.framework.edition import Edition
from app.framework.identity import part_key
from app.framework.mastery import MasteryLevel, Scale
from app.framework.role import Requirement, Role, RoleFamily, RoleLevel
from app.framework.skill import Skill
from app.framework.slugs import slugify
from app.framework.trace import Code, Statement

_SYLLABLES = ("ba", "den", "fi", "gor", "hal", "ki", "lum", "mer", "no", "pra", "ri", "sol", "ta", "ver", "wis", "zen")


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each noun an edition has."""

    roles: int
    levels: int
    skills: int
    requirements: int
    role_names: int = 0
    skill_names: int = 0
    statements: int = 0


M = Size(roles=52, levels=205, skills=188, requirements=1_809, statements=10)
L = Size(roles=3_000, levels=3_000, skills=14_000, requirements=129_000, role_names=10, skill_names=5)
SCALE = Scale(
    key="mastery",
    slug="mastery",
    name="Mastery",
    default=True,
    levels=tuple(
        MasteryLevel(key=f"mastery/level-{rank}", slug=f"level-{rank}", name=f"Level {rank}", rank=rank)
        for rank in range(1, 5)
    ),
)


def seed() -> Edition:
    """Size S: the newest seed edition."""
    newest = seeds()[-1]
    return native.parse(newest.path.read_bytes(), newest.path.name).edition


def edition(size: Size) -> Edition:
    """An edition of a size; the same one in every run."""
    chance = random.Random(2019)  # noqa: S311  # made-up words, no secret
    skills = tuple(_skill(chance, number, size) for number in range(size.skills))
    families = tuple(RoleFamily(key=f"family-{n}", slug=f"family-{n}", name=f"Family {n}") for n in range(8))
    return Edition(
        framework=Framework(key="bench", slug="bench", name="Benchmark"),
        scales=(SCALE,),
        skills=skills,
        role_families=families,
        roles=tuple(_roles(chance, size, [skill.key for skill in skills])),
    )


def _words(chance: random.Random, count: int) -> str:
    return " ".join("".join(chance.choices(_SYLLABLES, k=chance.randint(1, 3))) for _ in range(count)).capitalize()


def _skill(chance: random.Random, number: int, size: Size) -> Skill:
    name = f"{_words(chance, 4)} {number}"
    key = slugify(name)
    texts = [(SCALE.levels[at % 4].key, f"{_words(chance, 10)} {at}") for at in range(size.statements)]
    return Skill(
        key=key,
        slug=key,
        name=name,
        description=_words(chance, 35),
        alternative_names=tuple(f"{_words(chance, 4)} {at}" for at in range(size.skill_names)),
        statements=tuple(
            Statement(key=part_key(f"skill/{key}", level, text), text=text, level=level) for level, text in texts
        ),
        codes=(Code(scheme="bench", value=f"S-{number}", uri=f"https://bench.example/skills/{number}"),),
    )


def _roles(chance: random.Random, size: Size, skills: list[str]) -> Iterator[Role]:
    needs = [size.requirements // size.levels + (at < size.requirements % size.levels) for at in range(size.levels)]
    for number in range(size.roles):
        name = f"{_words(chance, 3)} {number}"
        key = slugify(name)
        rungs = size.levels // size.roles + (number < size.levels % size.roles)
        levels = [
            RoleLevel(
                key=f"{key}/rung-{rank}",
                slug=f"rung-{rank}",
                name=f"{name} {rank}",
                rank=rank,
                requirements=_requirements(chance, chance.sample(skills, needs.pop())),
            )
            for rank in range(1, rungs + 1)
        ]
        yield Role(
            key=key,
            slug=key,
            name=name,
            description=_words(chance, 60),
            families=(f"family-{number % 8}",),
            alternative_names=tuple(f"{_words(chance, 3)} {at}" for at in range(size.role_names)),
            levels=tuple(levels),
            codes=(Code(scheme="bench", value=f"R-{number}"),),
        )


def _requirements(chance: random.Random, skills: list[str]) -> tuple[Requirement, ...]:
    return tuple(
        Requirement(
            skill=skill,
            level=SCALE.levels[chance.randrange(4)].key,
            importance=chance.choice(("essential", "optional")),
        )
        for skill in skills
    )
