"""What people bring, read: names become keys of an edition. What names nothing is told with its place; nothing is
dropped."""

from collections.abc import Iterator, Mapping, Sequence

from app.framework.activity import Activity
from app.framework.gap import Profile
from app.framework.history import Retirement
from app.framework.identity import ThingKind, identify_text, is_id
from app.framework.mapping import heirs_of
from app.framework.skill import Skill
from app.kit.problems import Fault, InvalidBody
from app.reading.naming import find_formerly, find_named, said_levels
from app.reading.shapes import people as shapes
from app.reading.view import KINDS, AnyThing, View

#: Faults that one problem tells, and characters of a name that it repeats.
_MOST_TOLD, _MOST_NAME = 50, 60


class Names:
    """What the names in a body stand for in an edition. Whatever is wrong is gathered, and told all at once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._faults: list[Fault] = []
        self._levels: dict[str, Mapping[str, str]] = {}

    def fault(self, pointer: str, detail: str) -> None:
        """Something is wrong at a place; ``detail`` ends a sentence that starts with the place."""
        self._faults.append(Fault(pointer=pointer, detail=detail))

    def check(self) -> None:
        """InvalidBody where anything was wrong."""
        if self._faults:
            raise self._problem()

    def checked(self, found: AnyThing | None) -> AnyThing:
        """What was found, where nothing was wrong; else InvalidBody."""
        if found is None or self._faults:
            raise self._problem()
        return found

    def _problem(self) -> InvalidBody:
        number = len(self._faults)
        told = "One place in the body is wrong." if number == 1 else f"{number:,} places in the body are wrong."
        more = f" The first {_MOST_TOLD} are told." if number > _MOST_TOLD else ""
        return InvalidBody(told + more, errors=self._faults[:_MOST_TOLD])

    def thing(self, of: type[AnyThing], name: str, pointer: str) -> AnyThing | None:
        """The thing of a class that a path or id names, or a path that it bore first."""
        found = find_named(self.view, of, name) or find_formerly(self.view, of, name)
        if found is None:
            self.fault(pointer, self._unknown(KINDS[of], name))
        return found

    def profile(self, asked: shapes.Profile, pointer: str) -> Profile:
        """A profile; what is wrong with it is left out, and will be told."""
        done = (self.thing(Activity, name, f"{pointer}/activities/{at}") for at, name in enumerate(asked.activities))
        return Profile(
            mastery=dict(self._mastery(asked.mastery, f"{pointer}/mastery")),
            statements=frozenset(self._statements(asked.statements, f"{pointer}/statements")),
            activities=frozenset(activity.key for activity in done if activity),
        )

    def _mastery(self, held: Sequence[shapes.SkillHeld], pointer: str) -> Iterator[tuple[str, str | None]]:
        places: dict[str, int] = {}
        for at, one in enumerate(held):
            skill = self.thing(Skill, one.skill, f"{pointer}/{at}/skill")
            if skill is None:
                continue
            if (before := places.setdefault(skill.key, at)) != at:
                self.fault(f"{pointer}/{at}/skill", f"names the skill of {pointer}/{before} again: {_shown(one.skill)}")
            yield skill.key, self._level(skill, one.level, f"{pointer}/{at}/level")

    def _level(self, skill: Skill, name: str | None, pointer: str) -> str | None:
        """The key of the level of a skill's scale with a slug or id."""
        if name is None:
            return None
        scale = self.view.look.scale_of(skill)
        if scale is None:
            self.fault(pointer, "names a mastery level, but this edition has no scale: leave it out")
            return None
        if (known := self._levels.get(scale.key)) is None:
            ids = {self.view.part_id("mastery_level", level.key): level.key for level in scale.levels}
            first = {level.key.partition("/")[2]: level.key for level in scale.levels}
            known = self._levels[scale.key] = ids | first | {level.slug: level.key for level in scale.levels}
        found = known.get(name) or known.get(name.lower())
        if found is None:
            self.fault(pointer, f"{said_levels(scale)}: not {_shown(name)}")
        return found

    def _statements(self, ids: Sequence[str], pointer: str) -> Iterator[str]:
        known = _statement_keys(self.view) if ids else {}
        for at, name in enumerate(ids):
            if key := known.get(name.lower()):
                yield key
            else:
                self.fault(f"{pointer}/{at}", f"is no id of a statement of this edition: {_shown(name)}")

    def _unknown(self, kind: ThingKind, name: str) -> str:
        words = kind.replace("_", " ")
        gone = _retired(self.view, kind, name)
        if gone is None:
            form = "; write role/level" if kind == "role_level" and "/" not in name and not is_id(name) else ""
            return f"names no {words} of this edition: {_shown(name)}{form}"
        heirs = [self.view.look.path(kind, heir) for heir in heirs_of(self.view.edition, gone)]
        instead = f"; {', '.join(heirs[:5])} {'replaces' if len(heirs) == 1 else 'replace'} it" if heirs else ""
        return f"names no {words} of this edition: {_shown(gone.name)} was retired{instead}"


def _shown(name: str) -> str:
    return repr(name if len(name) <= _MOST_NAME else f"{name[:_MOST_NAME]}…")


def _retired(view: View, kind: ThingKind, name: str) -> Retirement | None:
    """What an earlier edition had under an id or a first slug."""
    if (gone := view.look.retired.get(name.lower())) and gone.kind == kind:
        return gone
    return next((gone for gone in view.look.retirements if (gone.kind, gone.key) == (kind, name)), None)


def _statement_keys(view: View) -> Mapping[str, str]:
    """The keys of all statements by their ids: made when a profile first names one."""
    memo = view.look.memo.setdefault("statement_keys", {})
    if not memo:
        of = view.edition.framework.key
        memo.update((identify_text(of, "statement", said.key), said.key) for said in view.edition.statements())
    return memo
