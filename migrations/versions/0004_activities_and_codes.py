"""Activities, and the codes of everything that has an id."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "activity",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(250), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("text", sa.String(2000), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("form", sa.String(20), nullable=True),
        sa.Column("source", sa.String(250), nullable=True),
        sa.Column("source_section", sa.String(300), nullable=True),
        sa.CheckConstraint("form IN ('you-can', 'you-have')", name=op.f("ck_activity_form")),
        sa.CheckConstraint("kind IN ('experience', 'leadership', 'task')", name=op.f("ck_activity_kind")),
        sa.CheckConstraint("source_section IS NULL OR source IS NOT NULL", name=op.f("ck_activity_section_of_source")),
        sa.ForeignKeyConstraint(
            ["edition_id", "source"], ["source.edition_id", "source.key"], name=op.f("fk_activity_edition_id_source")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_activity_edition_id")),
        sa.PrimaryKeyConstraint("edition_id", "key", name=op.f("pk_activity")),
        sa.UniqueConstraint("edition_id", "slug", name=op.f("uq_activity_edition_id_slug")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_activity_edition_id_source"),
        "activity",
        ["edition_id", "source"],
        sqlite_where=sa.text("source IS NOT NULL"),
        postgresql_where=sa.text("source IS NOT NULL"),
    )

    op.create_table(
        "activity_skill",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("activity", sa.String(250), nullable=False),
        sa.Column("skill", sa.String(250), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id", "activity"],
            ["activity.edition_id", "activity.key"],
            name=op.f("fk_activity_skill_edition_id_activity"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "skill"], ["skill.edition_id", "skill.key"], name=op.f("fk_activity_skill_edition_id_skill")
        ),
        sa.PrimaryKeyConstraint("edition_id", "activity", "skill", name=op.f("pk_activity_skill")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_activity_skill_edition_id_skill"), "activity_skill", ["edition_id", "skill"])

    op.create_table(
        "activity_role_level",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("activity", sa.String(250), nullable=False),
        sa.Column("role_level", sa.String(250), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id", "activity"],
            ["activity.edition_id", "activity.key"],
            name=op.f("fk_activity_role_level_edition_id_activity"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "role_level"],
            ["role_level.edition_id", "role_level.key"],
            name=op.f("fk_activity_role_level_edition_id_role_level"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "activity", "role_level", name=op.f("pk_activity_role_level")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_activity_role_level_edition_id_role_level"), "activity_role_level", ["edition_id", "role_level"]
    )

    op.create_table(
        "activity_code",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("activity", sa.String(250), nullable=False),
        sa.Column("scheme", sa.String(60), nullable=False),
        sa.Column("value", sa.String(300), nullable=False),
        sa.Column("uri", sa.String(2000), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id", "activity"],
            ["activity.edition_id", "activity.key"],
            name=op.f("fk_activity_code_edition_id_activity"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "activity", "scheme", "value", name=op.f("pk_activity_code")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "mastery_level_code",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("mastery_level", sa.String(250), nullable=False),
        sa.Column("scheme", sa.String(60), nullable=False),
        sa.Column("value", sa.String(300), nullable=False),
        sa.Column("uri", sa.String(2000), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id", "mastery_level"],
            ["mastery_level.edition_id", "mastery_level.key"],
            name=op.f("fk_mastery_level_code_edition_id_mastery_level"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "mastery_level", "scheme", "value", name=op.f("pk_mastery_level_code")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "role_code",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(250), nullable=False),
        sa.Column("scheme", sa.String(60), nullable=False),
        sa.Column("value", sa.String(300), nullable=False),
        sa.Column("uri", sa.String(2000), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id", "role"], ["role.edition_id", "role.key"], name=op.f("fk_role_code_edition_id_role")
        ),
        sa.PrimaryKeyConstraint("edition_id", "role", "scheme", "value", name=op.f("pk_role_code")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "role_family_code",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("role_family", sa.String(250), nullable=False),
        sa.Column("scheme", sa.String(60), nullable=False),
        sa.Column("value", sa.String(300), nullable=False),
        sa.Column("uri", sa.String(2000), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id", "role_family"],
            ["role_family.edition_id", "role_family.key"],
            name=op.f("fk_role_family_code_edition_id_role_family"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "role_family", "scheme", "value", name=op.f("pk_role_family_code")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "skill_code",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("skill", sa.String(250), nullable=False),
        sa.Column("scheme", sa.String(60), nullable=False),
        sa.Column("value", sa.String(300), nullable=False),
        sa.Column("uri", sa.String(2000), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id", "skill"], ["skill.edition_id", "skill.key"], name=op.f("fk_skill_code_edition_id_skill")
        ),
        sa.PrimaryKeyConstraint("edition_id", "skill", "scheme", "value", name=op.f("pk_skill_code")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "skill_group_code",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("skill_group", sa.String(250), nullable=False),
        sa.Column("scheme", sa.String(60), nullable=False),
        sa.Column("value", sa.String(300), nullable=False),
        sa.Column("uri", sa.String(2000), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id", "skill_group"],
            ["skill_group.edition_id", "skill_group.key"],
            name=op.f("fk_skill_group_code_edition_id_skill_group"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "skill_group", "scheme", "value", name=op.f("pk_skill_group_code")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "stage_code",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(250), nullable=False),
        sa.Column("scheme", sa.String(60), nullable=False),
        sa.Column("value", sa.String(300), nullable=False),
        sa.Column("uri", sa.String(2000), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id", "stage"], ["stage.edition_id", "stage.key"], name=op.f("fk_stage_code_edition_id_stage")
        ),
        sa.PrimaryKeyConstraint("edition_id", "stage", "scheme", "value", name=op.f("pk_stage_code")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "role_level_code",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("role_level", sa.String(250), nullable=False),
        sa.Column("scheme", sa.String(60), nullable=False),
        sa.Column("value", sa.String(300), nullable=False),
        sa.Column("uri", sa.String(2000), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id", "role_level"],
            ["role_level.edition_id", "role_level.key"],
            name=op.f("fk_role_level_code_edition_id_role_level"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "role_level", "scheme", "value", name=op.f("pk_role_level_code")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "progression_code",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(250), nullable=False),
        sa.Column("target", sa.String(250), nullable=False),
        sa.Column("kind", sa.String(250), nullable=False),
        sa.Column("scheme", sa.String(60), nullable=False),
        sa.Column("value", sa.String(300), nullable=False),
        sa.Column("uri", sa.String(2000), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id", "origin", "target", "kind"],
            ["progression.edition_id", "progression.origin", "progression.target", "progression.kind"],
            name=op.f("fk_progression_code_edition_id_origin_target_kind"),
        ),
        sa.PrimaryKeyConstraint(
            "edition_id", "origin", "target", "kind", "scheme", "value", name=op.f("pk_progression_code")
        ),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "requirement_code",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("role_level", sa.String(250), nullable=False),
        sa.Column("skill", sa.String(250), nullable=False),
        sa.Column("scheme", sa.String(60), nullable=False),
        sa.Column("value", sa.String(300), nullable=False),
        sa.Column("uri", sa.String(2000), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id", "role_level", "skill"],
            ["requirement.edition_id", "requirement.role_level", "requirement.skill"],
            name=op.f("fk_requirement_code_edition_id_role_level_skill"),
        ),
        sa.PrimaryKeyConstraint(
            "edition_id", "role_level", "skill", "scheme", "value", name=op.f("pk_requirement_code")
        ),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "responsibility_code",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("responsibility", sa.String(250), nullable=False),
        sa.Column("scheme", sa.String(60), nullable=False),
        sa.Column("value", sa.String(300), nullable=False),
        sa.Column("uri", sa.String(2000), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id", "responsibility"],
            ["responsibility.edition_id", "responsibility.key"],
            name=op.f("fk_responsibility_code_edition_id_responsibility"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "responsibility", "scheme", "value", name=op.f("pk_responsibility_code")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "statement_code",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(250), nullable=False),
        sa.Column("scheme", sa.String(60), nullable=False),
        sa.Column("value", sa.String(300), nullable=False),
        sa.Column("uri", sa.String(2000), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id", "statement"],
            ["statement.edition_id", "statement.key"],
            name=op.f("fk_statement_code_edition_id_statement"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "statement", "scheme", "value", name=op.f("pk_statement_code")),
        sqlite_with_rowid=False,
    )
