"""Writing a native document: a release as bytes that a person can edit and a diff tool can compare.

The order is fixed: by rank where there is one, else by name; references by name; what has only keys, by key.
"""

import datetime as dt
from typing import Any

import msgspec
from msgspec import UNSET

from app.exchange.native import documents, shape
from app.exchange.native.places import Form
from app.exchange.native.yaml_text import yaml_text
from app.framework.release import Release


def render(release: Release, form: Form) -> bytes:
    """A release as a native document, UTF-8; ``parse`` gives back the same edition and the author's envelope."""
    shaped = release_document(release)
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(shaped), indent=2) + b"\n"
    plain = msgspec.to_builtins(shaped, builtin_types=(dt.date,))
    return yaml_text(plain).encode()


def document(release: Release) -> dict[str, Any]:
    """A release as plain JSON data, in the document's order."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(release_document(release)))
    return plain


def release_document(release: Release) -> shape.Document:
    """A release in the document's shape."""
    envelope, edition = release.envelope, release.edition
    look = edition.lookup
    return shape.Document(
        format=shape.FORMAT,
        framework=documents.framework_document(edition.framework),
        version=envelope.version,
        effective_from=envelope.effective_from or UNSET,
        notes=envelope.notes or "",
        scales=tuple(documents.scale_document(scale, look) for scale in edition.scales),
        stages=tuple(documents.stage_document(stage, look) for stage in edition.stages),
        sources=tuple(documents.source_document(source, look) for source in edition.sources),
        skill_groups=tuple(documents.skill_group_document(group, look) for group in edition.skill_groups),
        skills=tuple(documents.skill_document(skill, look) for skill in edition.skills),
        role_families=tuple(documents.role_family_document(family, look) for family in edition.role_families),
        roles=tuple(documents.role_document(role, look) for role in edition.roles),
        activities=tuple(documents.activity_document(activity, look) for activity in edition.activities),
        progressions=tuple(documents.progression_document(way, look) for way in edition.progressions),
        relations=tuple(documents.relation_document(relation, look) for relation in edition.relations),
        retirements=tuple(documents.retirement_document(gone, look) for gone in edition.retirements),
        waivers=tuple(documents.waiver_document(waiver, look) for waiver in edition.waivers),
    )
