"""What the application holds for its routes: the catalogue, the feeds, courses, the keys and the root path."""

from typing import Annotated

from fastapi import Depends, FastAPI, Request

from app.access.keyring import Keyring
from app.authoring.workshop import Workshop
from app.catalogue import Catalogue
from app.events.following import CourseFeed, Feed
from app.learning.bridging import bridging
from app.learning.courses import Courses
from app.reading.gaps import CourseLookup


def hold(
    app: FastAPI, catalogue: Catalogue, root_path: str, keyring: Keyring | None = None, *, keyed: bool = False
) -> None:
    """Give an application what its routes need. The root path starts every address in an answer.

    Without a keyring there are no keys; ``keyed`` asks for one to read.
    """
    app.state.catalogue = catalogue
    app.state.workshop = Workshop(catalogue)
    app.state.feed = Feed(catalogue.engine)
    app.state.courses = Courses(catalogue)
    app.state.bridging = bridging(app.state.courses)
    app.state.course_feed = CourseFeed(catalogue.engine)
    app.state.keyring = keyring or Keyring()
    app.state.keyed = keyed
    app.root_path = root_path


def root_path(request: Request) -> str:
    """What stands before every path on this server; empty unless configured."""
    return str(request.app.root_path)


def catalogue_of(request: Request) -> Catalogue:
    """The catalogue."""
    found: Catalogue = request.app.state.catalogue
    return found


def keyring_of(request: Request) -> Keyring:
    """All keys."""
    found: Keyring = request.app.state.keyring
    return found


def workshop_of(request: Request) -> Workshop:
    """What writes."""
    found: Workshop = request.app.state.workshop
    return found


def reads_keyed(request: Request) -> bool:
    """Whether reading needs a key."""
    return bool(request.app.state.keyed)


async def _catalogue(request: Request) -> Catalogue:
    return catalogue_of(request)


async def _feed(request: Request) -> Feed:
    found: Feed = request.app.state.feed
    return found


async def _course_feed(request: Request) -> CourseFeed:
    found: CourseFeed = request.app.state.course_feed
    return found


async def _bridging(request: Request) -> CourseLookup:
    found: CourseLookup = request.app.state.bridging
    return found


async def _courses(request: Request) -> Courses:
    found: Courses = request.app.state.courses
    return found


async def _keyring(request: Request) -> Keyring:
    return keyring_of(request)


async def _workshop(request: Request) -> Workshop:
    return workshop_of(request)


Held = Annotated[Catalogue, Depends(_catalogue)]
Happened = Annotated[Feed, Depends(_feed)]
Bridging = Annotated[CourseLookup, Depends(_bridging)]
CoursesHappened = Annotated[CourseFeed, Depends(_course_feed)]
Learning = Annotated[Courses, Depends(_courses)]
Keys = Annotated[Keyring, Depends(_keyring)]
Works = Annotated[Workshop, Depends(_workshop)]
