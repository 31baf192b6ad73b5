"""A provider with a course, beside whatever frameworks there are: named as the examples of the document name them."""

from sqlalchemy import Engine

from app.catalogue import Catalogue
from app.kit.preconditions import Precondition
from app.learning.courses import Aim, By, Courses
from app.reading.shapes.courses import CourseWanted
from app.store.audit import COMMAND_LINE

PROVIDER, EXTERNAL_ID = "school", "agile-101"


def offer(engine: Engine) -> None:
    """Enter the provider, and put its course, which teaches nothing."""
    courses = Courses(Catalogue(engine, 1))
    courses.create_provider(PROVIDER, "The Open School", COMMAND_LINE)
    wanted = CourseWanted(title="Agile from the ground up", url="https://school.example/agile-101", teaches=[])
    aim = Aim(provider=PROVIDER, external_id=EXTERNAL_ID, condition=Precondition(), render=lambda _: b"")
    courses.put(aim, wanted, By(COMMAND_LINE, lambda _: True))
