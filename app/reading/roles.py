"""Role families, roles and their rungs, as readers see them."""

from typing import Any

from app.framework.role import Role, RoleFamily, RoleLevel
from app.kit.paging import Window
from app.kit.problems import NotFound
from app.reading.pages import page
from app.reading.shapes import roles as shapes
from app.reading.shapes.common import Page
from app.reading.view import View, at_slug, codes


def list_roles(view: View, window: Window) -> Page[shapes.RoleSummary]:
    """Roles by name."""
    return page(view.edition.roles, window, lambda role: shapes.RoleSummary(**_summary(view, role)))


def get_role(view: View, slug: str) -> shapes.Role:
    """A role with its ladder."""
    role = role_at(view, slug)
    return shapes.Role(
        **_summary(view, role),
        parents=view.refer_all("role", role.parents, view.look.roles),
        levels=[shapes.Rung(**rung(view, level)) for level in role.levels],
        source=view.source(role.source),
    )


def role_at(view: View, slug: str) -> Role:
    """The role with a slug; NotFound where there is none."""
    role = view.look.roles_by_slug.get(slug)
    if role is None:
        raise NotFound(f"This edition has no role {slug!r}.")
    return role


def _summary(view: View, role: Role) -> dict[str, Any]:
    return {
        **view.named("role", role),
        "kind": role.kind,
        "description": role.description,
        "alternative_names": list(role.alternative_names),
        "families": view.refer_all("role_family", role.families, view.look.role_families),
        "codes": codes(role),
    }


def rung(view: View, level: RoleLevel) -> dict[str, Any]:
    """What every shape of a role level says."""
    return {
        **view.named("role_level", level),
        "rank": level.rank,
        "stage": view.refer("stage", view.look.stages[level.stage]) if level.stage else None,
        "grades": list(level.grades),
        "summary": level.summary,
        "implicit": level.implicit,
    }


def list_role_levels(view: View, window: Window) -> Page[shapes.RoleLevelSummary]:
    """The rungs of all roles, by role and rank."""

    def show(level: RoleLevel) -> shapes.RoleLevelSummary:
        return shapes.RoleLevelSummary(**rung(view, level), role=view.refer("role", view.look.role_of(level)))

    return page(list(view.edition.role_levels()), window, show)


def list_role_families(view: View, window: Window) -> Page[shapes.RoleFamily]:
    """Role families by name."""
    return page(view.edition.role_families, window, lambda family: _role_family(view, family))


def get_role_family(view: View, slug: str) -> shapes.RoleFamily:
    """A role family."""
    return _role_family(view, at_slug("role_family", slug, view.edition.role_families))


def _role_family(view: View, family: RoleFamily) -> shapes.RoleFamily:
    return shapes.RoleFamily(
        **view.named("role_family", family),
        description=family.description,
        parents=view.refer_all("role_family", family.parents, view.look.role_families),
        codes=codes(family),
        source=view.source(family.source),
    )
