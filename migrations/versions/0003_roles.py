"""Role families, roles, their levels and what they require; statements."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "role",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(250), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("kind", sa.String(300), nullable=True),
        sa.Column("description", sa.String(20000), nullable=True),
        sa.Column("source", sa.String(250), nullable=True),
        sa.Column("source_section", sa.String(300), nullable=True),
        sa.CheckConstraint("source_section IS NULL OR source IS NOT NULL", name=op.f("ck_role_section_of_source")),
        sa.ForeignKeyConstraint(
            ["edition_id", "source"], ["source.edition_id", "source.key"], name=op.f("fk_role_edition_id_source")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_role_edition_id")),
        sa.PrimaryKeyConstraint("edition_id", "key", name=op.f("pk_role")),
        sa.UniqueConstraint("edition_id", "slug", name=op.f("uq_role_edition_id_slug")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_role_edition_id_source"),
        "role",
        ["edition_id", "source"],
        sqlite_where=sa.text("source IS NOT NULL"),
        postgresql_where=sa.text("source IS NOT NULL"),
    )

    op.create_table(
        "role_family",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(250), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("description", sa.String(20000), nullable=True),
        sa.Column("source", sa.String(250), nullable=True),
        sa.Column("source_section", sa.String(300), nullable=True),
        sa.CheckConstraint(
            "source_section IS NULL OR source IS NOT NULL", name=op.f("ck_role_family_section_of_source")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "source"], ["source.edition_id", "source.key"], name=op.f("fk_role_family_edition_id_source")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_role_family_edition_id")),
        sa.PrimaryKeyConstraint("edition_id", "key", name=op.f("pk_role_family")),
        sa.UniqueConstraint("edition_id", "slug", name=op.f("uq_role_family_edition_id_slug")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_role_family_edition_id_source"),
        "role_family",
        ["edition_id", "source"],
        sqlite_where=sa.text("source IS NOT NULL"),
        postgresql_where=sa.text("source IS NOT NULL"),
    )

    op.create_table(
        "role_alternative_name",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(250), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id", "role"],
            ["role.edition_id", "role.key"],
            name=op.f("fk_role_alternative_name_edition_id_role"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "role", "name", name=op.f("pk_role_alternative_name")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "role_family_parent",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("role_family", sa.String(250), nullable=False),
        sa.Column("parent", sa.String(250), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id", "parent"],
            ["role_family.edition_id", "role_family.key"],
            name=op.f("fk_role_family_parent_edition_id_parent"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "role_family"],
            ["role_family.edition_id", "role_family.key"],
            name=op.f("fk_role_family_parent_edition_id_role_family"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "role_family", "parent", name=op.f("pk_role_family_parent")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_role_family_parent_edition_id_parent"), "role_family_parent", ["edition_id", "parent"])

    op.create_table(
        "role_in_family",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(250), nullable=False),
        sa.Column("role_family", sa.String(250), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id", "role"], ["role.edition_id", "role.key"], name=op.f("fk_role_in_family_edition_id_role")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "role_family"],
            ["role_family.edition_id", "role_family.key"],
            name=op.f("fk_role_in_family_edition_id_role_family"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "role", "role_family", name=op.f("pk_role_in_family")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_role_in_family_edition_id_role_family"), "role_in_family", ["edition_id", "role_family"])

    op.create_table(
        "role_parent",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(250), nullable=False),
        sa.Column("parent", sa.String(250), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id", "parent"], ["role.edition_id", "role.key"], name=op.f("fk_role_parent_edition_id_parent")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "role"], ["role.edition_id", "role.key"], name=op.f("fk_role_parent_edition_id_role")
        ),
        sa.PrimaryKeyConstraint("edition_id", "role", "parent", name=op.f("pk_role_parent")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_role_parent_edition_id_parent"), "role_parent", ["edition_id", "parent"])

    op.create_table(
        "role_level",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(250), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("role", sa.String(250), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(250), nullable=True),
        sa.Column("summary", sa.String(20000), nullable=True),
        sa.Column("implicit", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(250), nullable=True),
        sa.Column("source_section", sa.String(300), nullable=True),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_role_level_rank")),
        sa.CheckConstraint(
            "source_section IS NULL OR source IS NOT NULL", name=op.f("ck_role_level_section_of_source")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "role"], ["role.edition_id", "role.key"], name=op.f("fk_role_level_edition_id_role")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "source"], ["source.edition_id", "source.key"], name=op.f("fk_role_level_edition_id_source")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "stage"], ["stage.edition_id", "stage.key"], name=op.f("fk_role_level_edition_id_stage")
        ),
        sa.PrimaryKeyConstraint("edition_id", "key", name=op.f("pk_role_level")),
        sa.UniqueConstraint("edition_id", "role", "slug", name=op.f("uq_role_level_edition_id_role_slug")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_role_level_edition_id_role"), "role_level", ["edition_id", "role"])
    op.create_index(
        op.f("ix_role_level_edition_id_source"),
        "role_level",
        ["edition_id", "source"],
        sqlite_where=sa.text("source IS NOT NULL"),
        postgresql_where=sa.text("source IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_role_level_edition_id_stage"),
        "role_level",
        ["edition_id", "stage"],
        sqlite_where=sa.text("stage IS NOT NULL"),
        postgresql_where=sa.text("stage IS NOT NULL"),
    )

    op.create_table(
        "progression",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(250), nullable=False),
        sa.Column("target", sa.String(250), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("source", sa.String(250), nullable=True),
        sa.Column("source_section", sa.String(300), nullable=True),
        sa.CheckConstraint("kind IN ('move', 'promotion')", name=op.f("ck_progression_kind")),
        sa.CheckConstraint(
            "source_section IS NULL OR source IS NOT NULL", name=op.f("ck_progression_section_of_source")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "origin"],
            ["role_level.edition_id", "role_level.key"],
            name=op.f("fk_progression_edition_id_origin"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "source"], ["source.edition_id", "source.key"], name=op.f("fk_progression_edition_id_source")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "target"],
            ["role_level.edition_id", "role_level.key"],
            name=op.f("fk_progression_edition_id_target"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "origin", "target", "kind", name=op.f("pk_progression")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_progression_edition_id_source"),
        "progression",
        ["edition_id", "source"],
        sqlite_where=sa.text("source IS NOT NULL"),
        postgresql_where=sa.text("source IS NOT NULL"),
    )
    op.create_index(op.f("ix_progression_edition_id_target"), "progression", ["edition_id", "target"])

    op.create_table(
        "requirement",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("role_level", sa.String(250), nullable=False),
        sa.Column("skill", sa.String(250), nullable=False),
        sa.Column("level", sa.String(250), nullable=True),
        sa.Column("from_level", sa.String(250), nullable=True),
        sa.Column("importance", sa.String(20), nullable=False),
        sa.Column("note", sa.String(20000), nullable=True),
        sa.Column("source", sa.String(250), nullable=True),
        sa.Column("source_section", sa.String(300), nullable=True),
        sa.CheckConstraint("importance IN ('essential', 'optional')", name=op.f("ck_requirement_importance")),
        sa.CheckConstraint("from_level IS NULL OR level IS NOT NULL", name=op.f("ck_requirement_from_level")),
        sa.CheckConstraint(
            "source_section IS NULL OR source IS NOT NULL", name=op.f("ck_requirement_section_of_source")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "from_level"],
            ["mastery_level.edition_id", "mastery_level.key"],
            name=op.f("fk_requirement_edition_id_from_level"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "level"],
            ["mastery_level.edition_id", "mastery_level.key"],
            name=op.f("fk_requirement_edition_id_level"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "role_level"],
            ["role_level.edition_id", "role_level.key"],
            name=op.f("fk_requirement_edition_id_role_level"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "skill"], ["skill.edition_id", "skill.key"], name=op.f("fk_requirement_edition_id_skill")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "source"], ["source.edition_id", "source.key"], name=op.f("fk_requirement_edition_id_source")
        ),
        sa.PrimaryKeyConstraint("edition_id", "role_level", "skill", name=op.f("pk_requirement")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_requirement_edition_id_from_level"),
        "requirement",
        ["edition_id", "from_level"],
        sqlite_where=sa.text("from_level IS NOT NULL"),
        postgresql_where=sa.text("from_level IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_requirement_edition_id_level"),
        "requirement",
        ["edition_id", "level"],
        sqlite_where=sa.text("level IS NOT NULL"),
        postgresql_where=sa.text("level IS NOT NULL"),
    )
    op.create_index(op.f("ix_requirement_edition_id_skill"), "requirement", ["edition_id", "skill"])
    op.create_index(
        op.f("ix_requirement_edition_id_source"),
        "requirement",
        ["edition_id", "source"],
        sqlite_where=sa.text("source IS NOT NULL"),
        postgresql_where=sa.text("source IS NOT NULL"),
    )

    op.create_table(
        "responsibility",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(250), nullable=False),
        sa.Column("role_level", sa.String(250), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(2000), nullable=False),
        sa.Column("accountability", sa.String(20), nullable=True),
        sa.Column("span_min", sa.Integer(), nullable=True),
        sa.Column("span_max", sa.Integer(), nullable=True),
        sa.Column("span_unit", sa.String(300), nullable=True),
        sa.Column("source", sa.String(250), nullable=True),
        sa.Column("source_section", sa.String(300), nullable=True),
        sa.CheckConstraint(
            "accountability IN ('authority', 'influence')", name=op.f("ck_responsibility_accountability")
        ),
        sa.CheckConstraint(
            "(span_unit IS NULL AND span_min IS NULL AND span_max IS NULL)"
            " OR (span_unit IS NOT NULL AND (span_min IS NOT NULL OR span_max IS NOT NULL)"
            " AND (span_min IS NULL OR span_max IS NULL OR span_min <= span_max))",
            name=op.f("ck_responsibility_span"),
        ),
        sa.CheckConstraint(
            "source_section IS NULL OR source IS NOT NULL", name=op.f("ck_responsibility_section_of_source")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "role_level"],
            ["role_level.edition_id", "role_level.key"],
            name=op.f("fk_responsibility_edition_id_role_level"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "source"],
            ["source.edition_id", "source.key"],
            name=op.f("fk_responsibility_edition_id_source"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "key", name=op.f("pk_responsibility")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_responsibility_edition_id_role_level"), "responsibility", ["edition_id", "role_level"])
    op.create_index(
        op.f("ix_responsibility_edition_id_source"),
        "responsibility",
        ["edition_id", "source"],
        sqlite_where=sa.text("source IS NOT NULL"),
        postgresql_where=sa.text("source IS NOT NULL"),
    )

    op.create_table(
        "role_level_grade",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("role_level", sa.String(250), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("grade", sa.String(300), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id", "role_level"],
            ["role_level.edition_id", "role_level.key"],
            name=op.f("fk_role_level_grade_edition_id_role_level"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "role_level", "position", name=op.f("pk_role_level_grade")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "statement",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(250), nullable=False),
        sa.Column("skill", sa.String(250), nullable=False),
        sa.Column("level", sa.String(250), nullable=True),
        sa.Column("role_level", sa.String(250), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(2000), nullable=False),
        sa.Column("source", sa.String(250), nullable=True),
        sa.Column("source_section", sa.String(300), nullable=True),
        sa.CheckConstraint("level IS NULL OR role_level IS NULL", name=op.f("ck_statement_one_owner")),
        sa.CheckConstraint("source_section IS NULL OR source IS NOT NULL", name=op.f("ck_statement_section_of_source")),
        sa.ForeignKeyConstraint(
            ["edition_id", "level"],
            ["mastery_level.edition_id", "mastery_level.key"],
            name=op.f("fk_statement_edition_id_level"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "role_level", "skill"],
            ["requirement.edition_id", "requirement.role_level", "requirement.skill"],
            name=op.f("fk_statement_edition_id_role_level_skill"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "skill"], ["skill.edition_id", "skill.key"], name=op.f("fk_statement_edition_id_skill")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "source"], ["source.edition_id", "source.key"], name=op.f("fk_statement_edition_id_source")
        ),
        sa.PrimaryKeyConstraint("edition_id", "key", name=op.f("pk_statement")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_statement_edition_id_level"),
        "statement",
        ["edition_id", "level"],
        sqlite_where=sa.text("level IS NOT NULL"),
        postgresql_where=sa.text("level IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_statement_edition_id_role_level_skill"),
        "statement",
        ["edition_id", "role_level", "skill"],
        sqlite_where=sa.text("role_level IS NOT NULL AND skill IS NOT NULL"),
        postgresql_where=sa.text("role_level IS NOT NULL AND skill IS NOT NULL"),
    )
    op.create_index(op.f("ix_statement_edition_id_skill"), "statement", ["edition_id", "skill"])
    op.create_index(
        op.f("ix_statement_edition_id_source"),
        "statement",
        ["edition_id", "source"],
        sqlite_where=sa.text("source IS NOT NULL"),
        postgresql_where=sa.text("source IS NOT NULL"),
    )
