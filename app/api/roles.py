"""Roles, their levels and families, and the activities on the way."""

from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response

from app.api.at import At
from app.api.documented import READ
from app.api.parameters import PageAsked, slug_path
from app.reading import activities, profile, roles
from app.reading.shapes import roles as shapes
from app.reading.shapes.common import Page

router = APIRouter(prefix="/v1/frameworks/{framework}/editions/{edition}", tags=["Roles"], responses=READ)

RoleSlug = Annotated[str, slug_path("The role.", "product-manager")]


@router.get("/roles", summary="All roles", response_model=Page[shapes.RoleSummary])
def list_roles(at: At, paging: PageAsked) -> Response:
    """Roles by name."""
    opened = at.open()
    return opened.answer(roles.list_roles(opened.view, opened.window(paging)))


@router.get("/roles/{role}", summary="One role with its levels", response_model=shapes.Role)
def get_role(at: At, role: RoleSlug) -> Response:
    """A role with its levels, lowest rank first."""
    opened = at.open()
    return opened.answer(roles.get_role(opened.view, role))


@router.get(
    "/roles/{role}/levels/{role_level}",
    summary="The full profile of a role level",
    response_model=shapes.RoleLevelProfile,
)
def get_role_level(
    at: At, role: RoleSlug, role_level: Annotated[str, slug_path("The role level.", "senior-product-manager")]
) -> Response:
    """What the rung answers for, the skills it needs and how well, what people do to grow, and where it leads."""
    opened = at.open()
    return opened.answer(profile.get_role_level(opened.view, role, role_level))


@router.get("/role-levels", summary="The levels of all roles", response_model=Page[shapes.RoleLevelSummary])
def list_role_levels(at: At, paging: PageAsked) -> Response:
    """Every rung of every ladder in one list, by role and rank."""
    opened = at.open()
    return opened.answer(roles.list_role_levels(opened.view, opened.window(paging)))


@router.get("/role-families", summary="All role families", response_model=Page[shapes.RoleFamily])
def list_role_families(at: At, paging: PageAsked) -> Response:
    """Role families by name, each with its parents."""
    opened = at.open()
    return opened.answer(roles.list_role_families(opened.view, opened.window(paging)))


@router.get("/role-families/{family}", summary="One role family", response_model=shapes.RoleFamily)
def get_role_family(at: At, family: Annotated[str, slug_path("The role family.", "product-and-delivery")]) -> Response:
    """A heading over roles."""
    opened = at.open()
    return opened.answer(roles.get_role_family(opened.view, family))


@router.get("/activities", summary="All activities", response_model=Page[shapes.Activity])
def list_activities(at: At, paging: PageAsked) -> Response:
    """What people do to grow, by name."""
    opened = at.open()
    return opened.answer(activities.list_activities(opened.view, opened.window(paging)))


@router.get("/activities/{activity}", summary="One activity", response_model=shapes.Activity)
def get_activity(at: At, activity: Annotated[str, slug_path("The activity.", "own-a-backlog")]) -> Response:
    """An activity, the skills it builds and the role levels it belongs to."""
    opened = at.open()
    return opened.answer(activities.get_activity(opened.view, activity))
