"""Frameworks, editions, identities; what an edition says of itself; scales and stages."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "framework",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_framework")),
        sa.UniqueConstraint("key", name=op.f("uq_framework_key")),
        sa.UniqueConstraint("slug", name=op.f("uq_framework_slug")),
        sqlite_autoincrement=True,
    )

    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("status", sa.String(9), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(20000), nullable=True),
        sa.Column("digest", sa.String(64), nullable=True),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.String(20000), nullable=True),
        sa.CheckConstraint(
            "(status = 'draft') = (sequence IS NULL) AND (status = 'draft') = (published_at IS NULL)"
            " AND (status = 'draft') = (digest IS NULL) AND (status = 'draft' OR effective_from IS NOT NULL)",
            name=op.f("ck_edition_published_whole"),
        ),
        sa.CheckConstraint("status IN ('draft', 'published', 'withdrawn')", name=op.f("ck_edition_status")),
        sa.CheckConstraint("digest IS NULL OR length(digest) = 64", name=op.f("ck_edition_digest")),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name=op.f("fk_edition_framework_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("framework_id", "sequence", name=op.f("uq_edition_framework_id_sequence")),
        sa.UniqueConstraint("framework_id", "version", name=op.f("uq_edition_framework_id_version")),
        sqlite_autoincrement=True,
    )

    op.create_table(
        "identity",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("key", sa.String(250), nullable=False),
        sa.Column("slug", sa.String(250), nullable=True),
        sa.Column("first_edition", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["first_edition"], ["edition.id"], name=op.f("fk_identity_first_edition")),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name=op.f("fk_identity_framework_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["edition.id"], name=op.f("fk_identity_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
        sa.UniqueConstraint("framework_id", "kind", "key", name=op.f("uq_identity_framework_id_kind_key")),
    )
    op.create_index(op.f("ix_identity_first_edition"), "identity", ["first_edition"])
    op.create_index(op.f("ix_identity_retired_in"), "identity", ["retired_in"])

    op.create_table(
        "former_slug",
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("slug", sa.String(250), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name=op.f("fk_former_slug_framework_id")),
        sa.ForeignKeyConstraint(["id"], ["identity.id"], name=op.f("fk_former_slug_id")),
        sa.PrimaryKeyConstraint("framework_id", "kind", "slug", name=op.f("pk_former_slug")),
    )
    op.create_index(op.f("ix_former_slug_id"), "former_slug", ["id"])

    op.create_table(
        "about",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("description", sa.String(20000), nullable=True),
        sa.Column("publisher", sa.String(300), nullable=True),
        sa.Column("licence_name", sa.String(300), nullable=True),
        sa.Column("licence_url", sa.String(2000), nullable=True),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("homepage", sa.String(2000), nullable=True),
        sa.Column("attribution", sa.String(2000), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_about_edition_id")),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("pk_about")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "source",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(250), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("publisher", sa.String(300), nullable=True),
        sa.Column("url", sa.String(2000), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_source_edition_id")),
        sa.PrimaryKeyConstraint("edition_id", "key", name=op.f("pk_source")),
        sa.UniqueConstraint("edition_id", "slug", name=op.f("uq_source_edition_id_slug")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "retirement",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("key", sa.String(250), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("reason", sa.String(2000), nullable=True),
        sa.CheckConstraint(
            "kind IN ('mastery_level', 'stage', 'skill_group', 'skill', 'role_family',"
            " 'role', 'role_level', 'activity', 'statement')",
            name=op.f("ck_retirement_kind"),
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_retirement_edition_id")),
        sa.PrimaryKeyConstraint("edition_id", "kind", "key", name=op.f("pk_retirement")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "retirement_replacement",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("key", sa.String(250), nullable=False),
        sa.Column("replaced_by", sa.String(250), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id", "kind", "key"],
            ["retirement.edition_id", "retirement.kind", "retirement.key"],
            name=op.f("fk_retirement_replacement_edition_id_kind_key"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "kind", "key", "replaced_by", name=op.f("pk_retirement_replacement")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "waiver",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(300), nullable=False),
        sa.Column("place", sa.String(2000), nullable=False),
        sa.Column("reason", sa.String(2000), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_waiver_edition_id")),
        sa.PrimaryKeyConstraint("edition_id", "position", name=op.f("pk_waiver")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "scale",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(250), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_scale_edition_id")),
        sa.PrimaryKeyConstraint("edition_id", "key", name=op.f("pk_scale")),
        sa.UniqueConstraint("edition_id", "slug", name=op.f("uq_scale_edition_id_slug")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "uq_scale_default",
        "scale",
        ["edition_id"],
        unique=True,
        sqlite_where=sa.text("is_default"),
        postgresql_where=sa.text("is_default"),
    )

    op.create_table(
        "mastery_level",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(250), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("scale", sa.String(250), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(20000), nullable=True),
        sa.Column("source", sa.String(250), nullable=True),
        sa.Column("source_section", sa.String(300), nullable=True),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_mastery_level_rank")),
        sa.CheckConstraint(
            "source_section IS NULL OR source IS NOT NULL", name=op.f("ck_mastery_level_section_of_source")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "scale"], ["scale.edition_id", "scale.key"], name=op.f("fk_mastery_level_edition_id_scale")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "source"],
            ["source.edition_id", "source.key"],
            name=op.f("fk_mastery_level_edition_id_source"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "key", name=op.f("pk_mastery_level")),
        sa.UniqueConstraint("edition_id", "scale", "rank", name=op.f("uq_mastery_level_edition_id_scale_rank")),
        sa.UniqueConstraint("edition_id", "scale", "slug", name=op.f("uq_mastery_level_edition_id_scale_slug")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_mastery_level_edition_id_scale"), "mastery_level", ["edition_id", "scale"])
    op.create_index(
        op.f("ix_mastery_level_edition_id_source"),
        "mastery_level",
        ["edition_id", "source"],
        sqlite_where=sa.text("source IS NOT NULL"),
        postgresql_where=sa.text("source IS NOT NULL"),
    )

    op.create_table(
        "stage",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(250), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(20000), nullable=True),
        sa.Column("from_level", sa.String(250), nullable=True),
        sa.Column("level", sa.String(250), nullable=True),
        sa.Column("source", sa.String(250), nullable=True),
        sa.Column("source_section", sa.String(300), nullable=True),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_stage_rank")),
        sa.CheckConstraint("source_section IS NULL OR source IS NOT NULL", name=op.f("ck_stage_section_of_source")),
        sa.ForeignKeyConstraint(
            ["edition_id", "from_level"],
            ["mastery_level.edition_id", "mastery_level.key"],
            name=op.f("fk_stage_edition_id_from_level"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "level"],
            ["mastery_level.edition_id", "mastery_level.key"],
            name=op.f("fk_stage_edition_id_level"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "source"], ["source.edition_id", "source.key"], name=op.f("fk_stage_edition_id_source")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_stage_edition_id")),
        sa.PrimaryKeyConstraint("edition_id", "key", name=op.f("pk_stage")),
        sa.UniqueConstraint("edition_id", "rank", name=op.f("uq_stage_edition_id_rank")),
        sa.UniqueConstraint("edition_id", "slug", name=op.f("uq_stage_edition_id_slug")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_stage_edition_id_from_level"),
        "stage",
        ["edition_id", "from_level"],
        sqlite_where=sa.text("from_level IS NOT NULL"),
        postgresql_where=sa.text("from_level IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_stage_edition_id_level"),
        "stage",
        ["edition_id", "level"],
        sqlite_where=sa.text("level IS NOT NULL"),
        postgresql_where=sa.text("level IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_stage_edition_id_source"),
        "stage",
        ["edition_id", "source"],
        sqlite_where=sa.text("source IS NOT NULL"),
        postgresql_where=sa.text("source IS NOT NULL"),
    )
