"""What people do to grow."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.framework.activity import ACTIVITY_FORMS, ACTIVITY_KINDS
from app.kit.text import Line
from app.store.tables.columns import (
    CLUSTERED,
    OfEdition,
    ThingRow,
    one_of,
    owned,
    reference,
    refers,
    rooted,
    section,
    traced,
    words,
)


class ActivityRow(ThingRow, table=True):
    """An activity."""

    __tablename__ = "activity"
    __table_args__ = (
        *rooted(),
        UniqueConstraint("edition_id", "slug"),
        one_of("kind", tuple(sorted(ACTIVITY_KINDS))),
        one_of("form", tuple(sorted(ACTIVITY_FORMS))),
        *traced(),
        CLUSTERED,
    )

    text: str = words(Line)
    kind: str = Field(max_length=20)
    form: str | None = Field(max_length=20)
    source: str | None = reference()
    source_section: str | None = section()


class ActivitySkillRow(OfEdition, table=True):
    """A skill that an activity builds."""

    __tablename__ = "activity_skill"
    __table_args__ = (*owned("activity", to="activity"), *refers("skill", to="skill"), CLUSTERED)

    activity: str = reference(primary_key=True)
    skill: str = reference(primary_key=True)


class ActivityRoleLevelRow(OfEdition, table=True):
    """A role level at which people do an activity."""

    __tablename__ = "activity_role_level"
    __table_args__ = (*owned("activity", to="activity"), *refers("role_level", to="role_level"), CLUSTERED)

    activity: str = reference(primary_key=True)
    role_level: str = reference(primary_key=True)
