"""Routes for every scope, so that the guard is tried with each, whatever routes the server has."""

from typing import Annotated

from fastapi import FastAPI
from starlette.responses import Response

from app.access.caller import Caller
from app.api.callers import Editor, Learner, Proposer, Publisher
from app.api.documented import problems
from app.api.parameters import FrameworkSlug, slug_path
from app.api.rooms import room
from app.api.strict_bodies import StrictJsonRoute

SAMPLE = "/v1/frameworks/{framework}/sample"
samples = room(tags=["Frameworks"], responses=problems(404, 422))
bodies = room(tags=["Frameworks"], responses=problems(404, 422), route_class=StrictJsonRoute)
ProviderSlug = Annotated[str, slug_path("The provider.", "school")]


def _who(caller: Caller) -> Response:
    return Response(caller.name, media_type="text/plain")


@samples.post(SAMPLE)
async def propose_sample(framework: FrameworkSlug, caller: Proposer) -> Response:  # noqa: ARG001  # what stands in the path
    """A sample."""
    return _who(caller)


@samples.get(SAMPLE)
async def get_sample(framework: FrameworkSlug, caller: Editor) -> Response:  # noqa: ARG001  # what stands in the path
    """A sample."""
    return _who(caller)


@bodies.put(SAMPLE)
async def put_sample(framework: FrameworkSlug, caller: Editor, body: dict[str, str]) -> Response:  # noqa: ARG001  # what stands in the path
    """A sample."""
    return _who(caller)


@samples.post(SAMPLE + "/publish")
async def publish_sample(framework: FrameworkSlug, caller: Publisher) -> Response:  # noqa: ARG001  # what stands in the path
    """A sample."""
    return _who(caller)


@samples.put("/v1/providers/{provider}/sample")
async def put_course_sample(provider: ProviderSlug, caller: Learner) -> Response:  # noqa: ARG001  # what stands in the path
    """A sample."""
    return _who(caller)


def with_samples(app: FastAPI) -> FastAPI:
    """An application that has not been asked anything yet, with the samples."""
    app.router.routes.extend([*samples.routes, *bodies.routes])
    return app
