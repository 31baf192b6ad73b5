"""Who made, changed, rotated and revoked which key. Of older keys it tells what comes from now on."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "key_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("access_key_id", sa.String(10), nullable=False),
        sa.Column("action", sa.String(6), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(300), nullable=False),
        sa.Column("key_id", sa.String(40), nullable=True),
        sa.Column("request_id", sa.String(200), nullable=True),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.CheckConstraint("action IN ('create', 'change', 'rotate', 'revoke')", name=op.f("ck_key_entry_action")),
        sa.ForeignKeyConstraint(["access_key_id"], ["access_key.id"], name=op.f("fk_key_entry_access_key_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_key_entry_access_key_id_id"), "key_entry", ["access_key_id", "id"])
