"""Courses: their providers, what they teach, and the feed of their changes."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "provider",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider")),
        sa.UniqueConstraint("slug", name=op.f("uq_provider_slug")),
        sqlite_autoincrement=True,
    )

    op.create_table(
        "course",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(200), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("folded_title", sa.Text(), nullable=False),
        sa.Column("url", sa.String(2000), nullable=False),
        sa.Column("description", sa.String(20000), nullable=True),
        sa.Column("language", sa.String(35), nullable=True),
        sa.Column("duration_minutes", sa.Integer(), nullable=True),
        sa.Column("format", sa.String(60), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("duration_minutes BETWEEN 1 AND 1000000", name=op.f("ck_course_duration")),
        sa.CheckConstraint("position >= number", name=op.f("ck_course_positions")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_course_provider_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_course")),
        sa.UniqueConstraint("id", name=op.f("uq_course_id")),
        sa.UniqueConstraint("position", name=op.f("uq_course_position")),
        sa.UniqueConstraint("provider_id", "external_id", name=op.f("uq_course_provider_id_external_id")),
    )

    op.create_table(
        "course_skill",
        sa.Column("course", sa.Integer(), nullable=False),
        sa.Column("skill", sa.String(36), nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("from_level", sa.String(36), nullable=True),
        sa.Column("to_level", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(["course"], ["course.number"], name=op.f("fk_course_skill_course")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_course_skill_edition_id")),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name=op.f("fk_course_skill_framework_id")),
        sa.ForeignKeyConstraint(["from_level"], ["identity.id"], name=op.f("fk_course_skill_from_level")),
        sa.ForeignKeyConstraint(["skill"], ["identity.id"], name=op.f("fk_course_skill_skill")),
        sa.ForeignKeyConstraint(["to_level"], ["identity.id"], name=op.f("fk_course_skill_to_level")),
        sa.PrimaryKeyConstraint("course", "skill", name=op.f("pk_course_skill")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_course_skill_framework_id_edition_id"), "course_skill", ["framework_id", "edition_id"])
    for column in ("edition_id", "skill", "from_level", "to_level"):
        op.create_index(op.f(f"ix_course_skill_{column}"), "course_skill", [column])

    op.create_table(
        "course_statement",
        sa.Column("course", sa.Integer(), nullable=False),
        sa.Column("skill", sa.String(36), nullable=False),
        sa.Column("statement", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(
            ["course", "skill"], ["course_skill.course", "course_skill.skill"],
            name=op.f("fk_course_statement_course_skill"),
        ),
        sa.ForeignKeyConstraint(["statement"], ["identity.id"], name=op.f("fk_course_statement_statement")),
        sa.PrimaryKeyConstraint("course", "skill", "statement", name=op.f("pk_course_statement")),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_index(op.f("ix_course_statement_statement"), "course_statement", ["statement"])
    _feed()


def _feed() -> None:
    op.create_table(
        "course_feed_entry",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("course", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(7), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key_id", sa.String(40), nullable=True),
        sa.Column("request_id", sa.String(200), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.CheckConstraint("action IN ('created', 'changed', 'retired')", name=op.f("ck_course_feed_entry_action")),
        sa.CheckConstraint("(action = 'retired') = (content IS NULL)", name=op.f("ck_course_feed_entry_content")),
        sa.ForeignKeyConstraint(["course"], ["course.number"], name=op.f("fk_course_feed_entry_course")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_course_feed_entry")),
    )
    op.create_index(op.f("ix_course_feed_entry_course"), "course_feed_entry", ["course"])

    op.create_table(
        "course_feed_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_course_feed_head_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_feed_head")),
    )
    op.execute("INSERT INTO course_feed_head (id, last) VALUES (1, 0)")
