"""Keys."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "access_key",
        sa.Column("id", sa.String(10), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("scope", sa.String(7), nullable=True),
        sa.Column("framework_id", sa.Integer(), nullable=True),
        sa.Column("provider", sa.String(120), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rotated_from", sa.String(10), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "scope IN ('admin', 'publish', 'edit', 'propose', 'read')", name=op.f("ck_access_key_scope")
        ),
        sa.CheckConstraint("scope IS NOT NULL OR provider IS NOT NULL", name=op.f("ck_access_key_grants")),
        sa.CheckConstraint("framework_id IS NULL OR scope IS NOT NULL", name=op.f("ck_access_key_framework_of_scope")),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_access_key_digest")),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name=op.f("fk_access_key_framework_id")),
        sa.ForeignKeyConstraint(["rotated_from"], ["access_key.id"], name=op.f("fk_access_key_rotated_from")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_key")),
    )
    op.create_index(op.f("ix_access_key_framework_id"), "access_key", ["framework_id"])
    op.create_index(op.f("ix_access_key_rotated_from"), "access_key", ["rotated_from"])
