"""What providers name becomes what lasts: courses mapped onto the editions in force, many at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from app.catalogue import Catalogue
from app.framework.course import Course, Taught
from app.framework.edition import Edition
from app.framework.mapping import Named, Unfit, Unmapped, taught, unknown_levels, unknown_skill
from app.kit.problems import Fault, NotFound
from app.reading.shapes.courses import CourseWanted, TaughtWanted
from app.store.courses import Anchor

CURRENT = "current"
_PLAIN = ("title", "url", "description", "language", "duration_minutes", "format")


class Mapper:
    """Maps courses onto the editions in force of frameworks that are ``readable``.

    ``anchors`` are the editions that were used, by framework. Addresses of before are looked up for all courses of a
    call together: at most four SELECTs a framework, and two more for every few hundred such addresses.
    """

    def __init__(self, catalogue: Catalogue, readable: Callable[[str], bool]) -> None:
        self.anchors: dict[str, Anchor] = {}
        self._catalogue = catalogue
        self._readable = readable
        self._editions: dict[str, Edition | None] = {}
        self._labels: dict[str, str] = {}  # of the editions in force, by framework
        self._published: dict[str, frozenset[str]] = {}  # all labels
        self._former: dict[str, dict[tuple[str, str], str]] = {}
        self._made: dict[Named, Taught | tuple[Unfit, ...]] = {}

    def map_courses(self, wanted: Sequence[CourseWanted]) -> list[Course | tuple[Fault, ...]]:
        """Each course by ids, or what is wrong with it, in the order given."""
        by_framework: dict[str, dict[Named, None]] = defaultdict(dict)
        for each in wanted:
            for named in _named(each):
                by_framework[named.framework].setdefault(named)
        for framework, named_there in by_framework.items():
            self._look_up(framework, named_there)
        return [self._mapped(each) for each in wanted]

    def seen(self, wanted: CourseWanted) -> frozenset[str]:
        """The skills (ids) of a course that somebody has looked at by the edition in force, once it is mapped."""
        looked = zip(wanted.teaches, _named(wanted), strict=True)
        made = (self._made[named] for each, named in looked if each.mapped_in == self._labels.get(each.framework, "?"))
        return frozenset(each.skill for each in made if isinstance(each, Taught))

    def _look_up(self, framework: str, named: Iterable[Named]) -> None:
        edition = self._editions[framework] = self._find(framework)
        former = self._former[framework] = {}
        if edition is None:
            return
        former |= self._addresses(framework, (at for each in named for at in unknown_skill(edition, each)))
        former |= self._addresses(framework, (at for each in named for at in unknown_levels(edition, each, former)))

    def _find(self, framework: str) -> Edition | None:
        if not self._readable(framework):
            return None
        try:
            release = self._catalogue.release(framework, CURRENT)
        except NotFound:
            return None
        version = release.envelope.version
        listed = {one.envelope.version: one for one in self._catalogue.editions(framework)}
        self._labels[framework], self._published[framework] = version, frozenset(listed)
        self.anchors[framework] = Anchor(listed[version].framework_id, listed[version].id)
        return release.edition

    def _addresses(self, framework: str, asked: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
        paths: dict[str, set[str]] = defaultdict(set)
        for kind, path in asked:
            paths[kind].add(path)
        return {
            (kind, path): found
            for kind, among in paths.items()
            for path, found in self._catalogue.find_addresses(framework, kind, among).items()
        }

    def _mapped(self, wanted: CourseWanted) -> Course | tuple[Fault, ...]:
        found: dict[str, Taught] = {}
        faults: list[Fault] = []
        for at, named in enumerate(_named(wanted)):
            each = self._taught(named)
            if isinstance(each, tuple):
                faults += (Fault(detail=one.message, pointer=f"/teaches/{at}{one.place}") for one in each)
            elif each.skill in found:
                faults.append(Fault(detail="is taught twice; say it once", pointer=f"/teaches/{at}/skill"))
            else:
                found[each.skill] = each
                faults += self._unknown_label(at, wanted.teaches[at])
        said = {name: getattr(wanted, name) for name in _PLAIN}
        return tuple(faults) if faults else Course(**said, teaches=tuple(found.values()))

    def _unknown_label(self, at: int, wanted: TaughtWanted) -> Iterator[Fault]:
        if wanted.mapped_in is not None and wanted.mapped_in not in self._published[wanted.framework]:
            in_force = self._labels[wanted.framework]
            detail = f"names no published edition of {wanted.framework!r}; the one in force is {in_force!r}"
            yield Fault(detail=detail, pointer=f"/teaches/{at}/mapped_in")

    def _taught(self, named: Named) -> Taught | tuple[Unfit, ...]:
        # Many courses teach the same: each is worked out once.
        if named not in self._made:
            edition = self._editions[named.framework]
            if edition is None:
                unfit = Unfit("/framework", f"names no framework with an edition in force: {named.framework!r}")
                self._made[named] = (unfit,)
                return (unfit,)
            try:
                self._made[named] = taught(edition, named, self._former[named.framework])
            except Unmapped as unmapped:
                self._made[named] = tuple(unmapped.found)
        return self._made[named]


def _named(wanted: CourseWanted) -> Iterator[Named]:
    for each in wanted.teaches:
        yield Named(
            framework=each.framework,
            skill=each.skill,
            from_level=each.from_level,
            to_level=each.to_level,
            statements=tuple(each.statements),
        )
