"""What providers name becomes what lasts: courses mapped onto the editions in force, many at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from app.catalogue import Catalogue, EditionRecord
from app.framework.course import Course, Taught
from app.framework.edition import Edition
from app.framework.keeping import Meant, Unborne
from app.framework.mapping import Named, Unfit, Unmapped, by_ids, is_known, taught, unknown_levels, unknown_skill
from app.kit.problems import Fault, NotFound
from app.learning.earlier import Earlier
from app.learning.mapped import Mapped
from app.reading.shapes.courses import CourseWanted, TaughtWanted
from app.store.courses import Anchor

CURRENT = "current"
_PLAIN = ("title", "url", "description", "language", "duration_minutes", "format")


class Mapper:
    """Maps courses onto the editions in force of frameworks that are ``readable``.

    ``anchors`` are the editions that were used, by framework. Addresses of before are looked up for all courses of a
    call together: at most four SELECTs a framework, and two more for every few hundred such addresses. Editions of
    before are loaded only for what they may know and the one in force does not bear.
    """

    def __init__(self, catalogue: Catalogue, readable: Callable[[str], bool]) -> None:
        self.anchors: dict[str, Anchor] = {}
        self._catalogue = catalogue
        self._readable = readable
        self._editions: dict[str, Edition | None] = {}
        self._versions: dict[str, str] = {}  # labels of the editions in force, by framework
        self._published: dict[str, frozenset[str]] = {}  # all labels
        self._former: dict[str, dict[tuple[str, str], str]] = {}
        self._earlier: dict[str, Earlier] = {}
        self._made: dict[Named, Meant] = {}

    def map_courses(self, wanted: Sequence[CourseWanted]) -> list[Mapped]:
        """Each course as far as editions tell what it teaches, in the order given."""
        by_framework: dict[str, dict[Named, None]] = defaultdict(dict)
        for each in wanted:
            for named in _named(each):
                by_framework[named.framework].setdefault(named)
        for framework, named_there in by_framework.items():
            self._look_up(framework, named_there)
        return [self._mapped(each) for each in wanted]

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
        version = self._versions[framework] = release.envelope.version
        listed = {one.envelope.version: one for one in self._catalogue.editions(framework)}
        self._published[framework] = frozenset(listed)
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

    def _mapped(self, wanted: CourseWanted) -> Mapped:
        said = Course(**{name: getattr(wanted, name) for name in _PLAIN})
        meant = tuple(self._meant(named) for named in _named(wanted))
        looked = zip(wanted.teaches, meant, strict=True)
        return Mapped(
            said=said,
            meant=meant,
            seen=frozenset(each.skill for sent, each in looked if isinstance(each, Taught) and self._is_seen(sent)),
            faults=tuple(fault for at, sent in enumerate(wanted.teaches) for fault in self._unknown_label(at, sent)),
        )

    def _is_seen(self, sent: TaughtWanted) -> bool:
        """Whether somebody has looked at it by the edition in force."""
        return sent.mapped_in is not None and sent.mapped_in == self._versions.get(sent.framework)

    def _unknown_label(self, at: int, sent: TaughtWanted) -> Iterator[Fault]:
        known = self._published.get(sent.framework)
        if sent.mapped_in is not None and known is not None and sent.mapped_in not in known:
            in_force = self._versions[sent.framework]
            detail = f"names no published edition of {sent.framework!r}; the one in force is {in_force!r}"
            yield Fault(detail=detail, pointer=f"/teaches/{at}/mapped_in")

    def _meant(self, named: Named) -> Meant:
        # Many courses teach the same: each is worked out once.
        if named not in self._made:
            self._made[named] = self._worked_out(named)
        return self._made[named]

    def _worked_out(self, named: Named) -> Meant:
        edition, former = self._editions[named.framework], self._former[named.framework]
        if edition is None:
            unfit = Unfit("/framework", f"names no framework with an edition in force: {named.framework!r}")
            return Unborne((unfit,), (by_ids(named),))
        try:
            return taught(edition, named, former)
        except Unmapped as unmapped:
            said = self._of_before(named) if is_known(edition, named, former) else []
            became = (now for record, each in said for now in self._earlier[named.framework].became(record, each))
            meant = (by_ids(named), *(each for _, each in said))
            return Unborne(tuple(unmapped.found), meant, tuple(became))

    def _of_before(self, named: Named) -> list[tuple[EditionRecord, Taught]]:
        slug = named.framework
        if slug not in self._earlier:
            self._earlier[slug] = Earlier(self._catalogue, slug, self._versions[slug], self._former[slug])
        return self._earlier[slug].meant(named)


def _named(wanted: CourseWanted) -> Iterator[Named]:
    for each in wanted.teaches:
        yield Named(
            framework=each.framework,
            skill=each.skill,
            from_level=each.from_level,
            to_level=each.to_level,
            statements=tuple(each.statements),
        )
