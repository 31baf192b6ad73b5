"""Headings over things as a tree, or as a lattice where one has several parents."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from app.framework.role import Role, RoleFamily
from app.framework.skill import Skill, SkillGroup

Heading = TypeVar("Heading", SkillGroup, RoleFamily)
Member = TypeVar("Member", Skill, Role)


class Headings(Generic[Heading, Member]):
    """What stands under each heading: ``children`` and ``members`` by its key, in the order given."""

    def __init__(self, headings: Iterable[Heading], members: Iterable[tuple[Member, tuple[str, ...]]]) -> None:
        self.children: defaultdict[str, list[Heading]] = defaultdict(list)
        self.members: defaultdict[str, list[Member]] = defaultdict(list)
        for heading in headings:
            for parent in heading.parents:
                self.children[parent].append(heading)
        for member, keys in members:
            for key in keys:
                self.members[key].append(member)
        self.children.default_factory = self.members.default_factory = None
        self._within: dict[str, frozenset[str]] = {}

    def within(self, key: str) -> frozenset[str]:
        """Keys of the heading itself and of all headings below it."""
        if (known := self._within.get(key)) is None:
            found, waiting = {key}, [key]
            while waiting:
                below = [child.key for child in self.children.get(waiting.pop(), ()) if child.key not in found]
                found.update(below)
                waiting += below
            known = self._within[key] = frozenset(found)
        return known

    def count(self, key: str) -> int:
        """How many things stand under the heading or one below it; each counts once."""
        return len({member.key for heading in self.within(key) for member in self.members.get(heading, ())})
