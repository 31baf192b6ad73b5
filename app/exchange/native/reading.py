"""Reading a native document: bytes to a release, or everything that is wrong with them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from msgspec import UNSET

from app.exchange.fault import UnreadableFile
from app.exchange.native import ladders, shape, strict, things
from app.exchange.native.names import Names, names_of
from app.exchange.native.places import Steps, Tree, follow
from app.exchange.native.shaping import shaped
from app.framework.checks import Finding
from app.framework.content import Content
from app.framework.edition import BrokenEdition, Edition
from app.framework.history import Waiver
from app.framework.release import RESERVED_VERSIONS, Envelope, Release
from app.kit.text import Prose, Version, fault, rule_of

D = TypeVar("D")
V = TypeVar("V")
Found = tuple[Steps, str]


def parse(data: bytes, name: str) -> Release:
    """A draft release out of a native document in YAML or JSON; ``name`` is the file's, for its suffix and faults.

    UnreadableFile says every place that is wrong, by JSON Pointer, in YAML by line too.
    """
    tree = strict.read(data, name)
    document = shaped(tree)
    names = names_of(document)
    content = content_of_document(document, names)
    found = [*_envelope_faults(document), *names.missing]
    try:
        edition = Edition(**{each.name: getattr(content, each.name) for each in fields(content) if each.init})
    except BrokenEdition as error:
        found += _placed(_telling(error.findings, gaps=bool(names.missing)), document, tree)
    if found:
        raise tree.refusal(found)
    return Release(envelope=_envelope(document), edition=edition)


def refusal_of_waivers(data: bytes, name: str, wrong: Mapping[Waiver, str]) -> UnreadableFile:
    """What is wrong with waivers of a document that was read, at their places: it is read once more to learn them."""
    tree = strict.read(data, name)
    told = [wrong.get(Waiver(rule=each.rule, place=each.place, reason=each.reason)) for each in shaped(tree).waivers]
    return tree.refusal([(("waivers", at, "rule"), message) for at, message in enumerate(told) if message])


def _envelope(document: shape.Document) -> Envelope:
    return Envelope(
        version=document.version,
        effective_from=None if document.effective_from is UNSET else document.effective_from,
        notes=document.notes or None,
    )


def _envelope_faults(document: shape.Document) -> Iterator[Found]:
    if message := fault(document.version, rule_of(Version)):
        yield ("version",), message
    if document.version in RESERVED_VERSIONS:
        yield ("version",), f"is {document.version!r}, a word that means something else in addresses"
    if document.notes and (message := fault(document.notes, rule_of(Prose))):
        yield ("notes",), message


def content_of_document(document: shape.Document, names: Names) -> Content:
    """The content with its references resolved, not yet checked; what is named in vain is in ``names.missing``."""

    def keyed(build: Callable[[D, str, Steps, Names], V], kind: str, field: str) -> tuple[V, ...]:
        entries = zip(getattr(document, field), names.keys[kind], strict=True)
        return tuple(build(doc, key, (field, number), names) for number, (doc, key) in enumerate(entries))

    def listed(build: Callable[[D, Steps, Names], V], field: str) -> tuple[V, ...]:
        return tuple(build(doc, (field, number), names) for number, doc in enumerate(getattr(document, field)))

    return Content(
        framework=things.framework(document.framework, names),
        scales=keyed(things.scale, "scale", "scales"),
        stages=keyed(things.stage, "stage", "stages"),
        sources=keyed(things.source, "source", "sources"),
        skill_groups=keyed(things.skill_group, "skill_group", "skill_groups"),
        skills=keyed(things.skill, "skill", "skills"),
        role_families=keyed(things.role_family, "role_family", "role_families"),
        roles=keyed(ladders.role, "role", "roles"),
        activities=keyed(things.activity, "activity", "activities"),
        progressions=listed(ladders.progression, "progressions"),
        relations=listed(things.relation, "relations"),
        retirements=listed(things.retirement, "retirements"),
        waivers=listed(things.waiver, "waivers"),
    )


def _placed(findings: Iterable[Finding], document: shape.Document, tree: Tree) -> list[Found]:
    """What an edition found wrong, at the places of the document: it is read once more to learn them."""
    names = names_of(document)
    names.places = {}
    content_of_document(document, names)
    found: dict[Steps, str] = {}
    for finding in findings:
        at = names.places.get((finding.kind, finding.key), ())
        holder = follow(tree.plain, at)
        derived = finding.field == "key" and isinstance(holder, dict) and "key" not in holder
        steps = field_steps(holder, at, "slug" if derived else finding.field)
        # A bad slug makes a bad key: the author wrote only the slug.
        if not (derived and steps in found):
            found[steps] = f"{found[steps]}; {finding.message}" if steps in found else _sentence(finding, derived)
    return list(found.items())


def _telling(findings: Sequence[Finding], *, gaps: bool) -> Iterator[Finding]:
    """The findings that tell an author something new, given that references to nothing have been told already."""
    # Which levels there are hangs on the default scale: while there is none, or two, all else is noise.
    scales = [finding for finding in findings if (finding.kind, finding.field) == ("scale", "default")]
    for finding in scales or findings:
        if not (gaps and finding.message.startswith("names ")):
            yield finding


def _sentence(finding: Finding, derived: bool) -> str:
    return f"{'slug' if derived else finding.field} {finding.message}"


def field_steps(holder: Any, at: Steps, field: str) -> Steps:
    """As far down the words of a finding's field (``source section``) as the document goes."""
    for step in field.split():
        if not isinstance(holder, dict) or step not in holder:
            break
        holder, at = holder[step], (*at, step)
    return at
