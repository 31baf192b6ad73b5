"""Roles, their levels and families."""

from typing import Annotated, Literal

from fastapi import Query
from starlette.responses import Response

from app.api.at import At
from app.api.documented import MOVED, READ
from app.api.filters import RoleLevelsAsked, RolesAsked
from app.api.parameters import PageAsked, slug_path
from app.api.rooms import room
from app.reading import profile, roles
from app.reading.shapes import roles as shapes
from app.reading.shapes.common import Page

router = room(prefix="/v1/frameworks/{framework}/editions/{edition}", tags=["Roles"], responses=READ)

RoleSlug = Annotated[str, slug_path("The role.", "product-manager")]


@router.get("/roles", summary="All roles", response_model=Page[shapes.RoleSummary])
def list_roles(at: At, paging: PageAsked, asked: RolesAsked) -> Response:
    """Roles by name; filters narrow each other. `skill`, `level` and `importance` speak of one and the same need."""
    opened = at.open()
    return opened.answer(roles.list_roles(opened.view, opened.window(paging), asked))


@router.get("/roles/{role}", summary="One role with its levels", response_model=shapes.Role, responses=MOVED)
def get_role(at: At, role: RoleSlug) -> Response:
    """A role with its levels, lowest rank first."""
    opened = at.open()
    return opened.answer(roles.get_role(opened.view, role))


@router.get(
    "/roles/{role}/levels/{role_level}",
    summary="The full profile of a role level",
    response_model=shapes.RoleLevelProfile,
    responses=MOVED,
)
def get_role_level(
    at: At, role: RoleSlug, role_level: Annotated[str, slug_path("The role level.", "senior-product-manager")]
) -> Response:
    """What the rung answers for, the skills it needs and how well, what people do to grow, and where it leads."""
    opened = at.open()
    return opened.answer(profile.get_role_level(opened.view, role, role_level))


@router.get("/role-levels", summary="The levels of all roles", response_model=Page[shapes.ListedRoleLevel])
def list_role_levels(
    at: At,
    paging: PageAsked,
    asked: RoleLevelsAsked,
    include: Annotated[
        Literal["requirements"] | None, Query(description="Adds to every rung the skills it needs and how well.")
    ] = None,
) -> Response:
    """Every rung of every ladder in one list, by role and rank; filters narrow each other.

    With `include=requirements` and `limit=200` a few calls pull the whole ladder of most frameworks.
    """
    opened = at.open()
    found = roles.list_role_levels(opened.view, opened.window(paging), asked, needs=include is not None)
    return opened.answer(found)


@router.get("/role-families", summary="All role families", response_model=Page[shapes.RoleFamilySummary])
def list_role_families(at: At, paging: PageAsked) -> Response:
    """Role families by name, each with its parents and children: a tree."""
    opened = at.open()
    return opened.answer(roles.list_role_families(opened.view, opened.window(paging)))


@router.get("/role-families/{family}", summary="One role family", response_model=shapes.RoleFamily, responses=MOVED)
def get_role_family(at: At, family: Annotated[str, slug_path("The role family.", "product-and-delivery")]) -> Response:
    """A heading over roles, with its own roles; `/roles?family=` lists those of the families below it too."""
    opened = at.open()
    return opened.answer(roles.get_role_family(opened.view, family))
