"""Every kind of problem there is, in one table: what pages, the OpenAPI document and the docs show."""

from collections.abc import Mapping

from app.kit import conflicts
from app.kit.problems import (
    BrokenDraft,
    Forbidden,
    Gone,
    InternalError,
    InvalidBody,
    InvalidParameter,
    KeyInAddress,
    MalformedRequest,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    NotReady,
    Problem,
    ProblemType,
    RequestTimeout,
    RequestTooLarge,
    Unauthorized,
    UnsupportedMediaType,
)

PROBLEMS: tuple[type[Problem], ...] = tuple(
    sorted(
        (
            MalformedRequest,
            KeyInAddress,
            Unauthorized,
            Forbidden,
            NotFound,
            MethodNotAllowed,
            NotAcceptable,
            RequestTimeout,
            BrokenDraft,
            Gone,
            RequestTooLarge,
            UnsupportedMediaType,
            InvalidParameter,
            InvalidBody,
            InternalError,
            NotReady,
            *conflicts.CONFLICTS,
        ),
        key=lambda problem: problem.type.status,
    )
)
#: Every problem type by its slug, in order of status.
PROBLEM_TYPES: Mapping[str, ProblemType] = {problem.type.slug: problem.type for problem in PROBLEMS}
