"""Role families, roles and their rungs, as readers see them."""

from typing import Any

from app.framework.role import Role, RoleFamily, RoleLevel
from app.kit.paging import Window
from app.reading.filters import RoleFilter, RoleLevelFilter, matching_role_levels, matching_roles
from app.reading.pages import page
from app.reading.requirements import requirements
from app.reading.shapes import roles as shapes
from app.reading.shapes.common import Page
from app.reading.view import View, codes

_ALL, _ALL_LEVELS = RoleFilter(), RoleLevelFilter()


def list_roles(view: View, window: Window, asked: RoleFilter = _ALL) -> Page[shapes.RoleSummary]:
    """Roles by name."""
    return page(matching_roles(view, asked), window, lambda role: shapes.RoleSummary(**_summary(view, role)))


def get_role(view: View, slug: str) -> shapes.Role:
    """A role with its ladder."""
    role = view.thing(Role, slug)
    return shapes.Role(
        **_summary(view, role),
        parents=view.refer_all("role", role.parents, view.look.roles),
        levels=[shapes.Rung(**rung(view, level)) for level in role.levels],
        source=view.source(role.source),
    )


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


def list_role_levels(
    view: View, window: Window, asked: RoleLevelFilter = _ALL_LEVELS, *, needs: bool = False
) -> Page[shapes.ListedRoleLevel]:
    """The rungs of all roles, by role and rank; ``needs`` adds the requirements of each."""

    def show(level: RoleLevel) -> shapes.ListedRoleLevel:
        return shapes.ListedRoleLevel(
            **rung(view, level),
            role=view.refer("role", view.look.role_of(level)),
            requirements=requirements(view, level) if needs else None,
        )

    return page(matching_role_levels(view, asked), window, show)


def list_role_families(view: View, window: Window) -> Page[shapes.RoleFamilySummary]:
    """Role families by name."""

    def show(family: RoleFamily) -> shapes.RoleFamilySummary:
        return shapes.RoleFamilySummary(**_family(view, family))

    return page(view.edition.role_families, window, show)


def get_role_family(view: View, slug: str) -> shapes.RoleFamily:
    """A role family with its own roles."""
    family = view.thing(RoleFamily, slug)
    roles = view.look.families.members.get(family.key, ())
    return shapes.RoleFamily(**_family(view, family), roles=[view.refer("role", role) for role in roles])


def _family(view: View, family: RoleFamily) -> dict[str, Any]:
    families = view.look.families
    return {
        **view.named("role_family", family),
        "description": family.description,
        "parents": view.refer_all("role_family", family.parents, view.look.role_families),
        "children": [view.refer("role_family", child) for child in families.children.get(family.key, ())],
        "role_count": families.count(family.key),
        "codes": codes(family),
        "source": view.source(family.source),
    }
