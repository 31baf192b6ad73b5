"""Skills, their groups, names and relations."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "skill",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(250), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("description", sa.String(20000), nullable=True),
        sa.Column("note", sa.String(20000), nullable=True),
        sa.Column("scale", sa.String(250), nullable=True),
        sa.Column("source", sa.String(250), nullable=True),
        sa.Column("source_section", sa.String(300), nullable=True),
        sa.CheckConstraint("kind IN ('competence', 'knowledge', 'skill', 'tool')", name=op.f("ck_skill_kind")),
        sa.CheckConstraint("source_section IS NULL OR source IS NOT NULL", name=op.f("ck_skill_section_of_source")),
        sa.ForeignKeyConstraint(
            ["edition_id", "scale"], ["scale.edition_id", "scale.key"], name=op.f("fk_skill_edition_id_scale")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "source"], ["source.edition_id", "source.key"], name=op.f("fk_skill_edition_id_source")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_skill_edition_id")),
        sa.PrimaryKeyConstraint("edition_id", "key", name=op.f("pk_skill")),
        sa.UniqueConstraint("edition_id", "slug", name=op.f("uq_skill_edition_id_slug")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_skill_edition_id_scale"),
        "skill",
        ["edition_id", "scale"],
        sqlite_where=sa.text("scale IS NOT NULL"),
        postgresql_where=sa.text("scale IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_skill_edition_id_source"),
        "skill",
        ["edition_id", "source"],
        sqlite_where=sa.text("source IS NOT NULL"),
        postgresql_where=sa.text("source IS NOT NULL"),
    )

    op.create_table(
        "skill_group",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(250), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("description", sa.String(20000), nullable=True),
        sa.Column("source", sa.String(250), nullable=True),
        sa.Column("source_section", sa.String(300), nullable=True),
        sa.CheckConstraint(
            "source_section IS NULL OR source IS NOT NULL", name=op.f("ck_skill_group_section_of_source")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "source"], ["source.edition_id", "source.key"], name=op.f("fk_skill_group_edition_id_source")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_skill_group_edition_id")),
        sa.PrimaryKeyConstraint("edition_id", "key", name=op.f("pk_skill_group")),
        sa.UniqueConstraint("edition_id", "slug", name=op.f("uq_skill_group_edition_id_slug")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_skill_group_edition_id_source"),
        "skill_group",
        ["edition_id", "source"],
        sqlite_where=sa.text("source IS NOT NULL"),
        postgresql_where=sa.text("source IS NOT NULL"),
    )

    op.create_table(
        "skill_alternative_name",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("skill", sa.String(250), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id", "skill"],
            ["skill.edition_id", "skill.key"],
            name=op.f("fk_skill_alternative_name_edition_id_skill"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "skill", "name", name=op.f("pk_skill_alternative_name")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "skill_group_parent",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("skill_group", sa.String(250), nullable=False),
        sa.Column("parent", sa.String(250), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id", "parent"],
            ["skill_group.edition_id", "skill_group.key"],
            name=op.f("fk_skill_group_parent_edition_id_parent"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "skill_group"],
            ["skill_group.edition_id", "skill_group.key"],
            name=op.f("fk_skill_group_parent_edition_id_skill_group"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "skill_group", "parent", name=op.f("pk_skill_group_parent")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_skill_group_parent_edition_id_parent"), "skill_group_parent", ["edition_id", "parent"])

    op.create_table(
        "skill_in_group",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("skill", sa.String(250), nullable=False),
        sa.Column("skill_group", sa.String(250), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id", "skill"], ["skill.edition_id", "skill.key"], name=op.f("fk_skill_in_group_edition_id_skill")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "skill_group"],
            ["skill_group.edition_id", "skill_group.key"],
            name=op.f("fk_skill_in_group_edition_id_skill_group"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "skill", "skill_group", name=op.f("pk_skill_in_group")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_skill_in_group_edition_id_skill_group"), "skill_in_group", ["edition_id", "skill_group"])

    op.create_table(
        "skill_relation",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(250), nullable=False),
        sa.Column("target", sa.String(250), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.CheckConstraint(
            "kind IN ('broader', 'related', 'requires', 'supports')", name=op.f("ck_skill_relation_kind")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "origin"],
            ["skill.edition_id", "skill.key"],
            name=op.f("fk_skill_relation_edition_id_origin"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "target"],
            ["skill.edition_id", "skill.key"],
            name=op.f("fk_skill_relation_edition_id_target"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "origin", "target", "kind", name=op.f("pk_skill_relation")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_skill_relation_edition_id_target"), "skill_relation", ["edition_id", "target"])
