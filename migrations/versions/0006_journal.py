"""Who wrote what, and the feed of publishes and withdrawals."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("framework", sa.Column("facts", sa.Text(), nullable=True))

    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(64), nullable=True),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(300), nullable=False),
        sa.Column("key_id", sa.String(40), nullable=True),
        sa.Column("request_id", sa.String(200), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "action IN ('create-framework', 'create-draft', 'change-draft', 'delete-draft', 'replace-content',"
            " 'import', 'put', 'delete', 'publish', 'withdraw')",
            name=op.f("ck_audit_entry_action"),
        ),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name=op.f("fk_audit_entry_framework_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_entry_framework_id_id"), "audit_entry", ["framework_id", "id"])

    op.create_table(
        "audit_change",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("key", sa.String(520), nullable=False),
        sa.Column("verb", sa.String(7), nullable=False),
        sa.Column("field", sa.String(40), nullable=True),
        sa.Column("change", sa.Text(), nullable=False),
        sa.CheckConstraint("verb IN ('added', 'removed', 'renamed', 'changed')", name=op.f("ck_audit_change_verb")),
        sa.ForeignKeyConstraint(["entry_id"], ["audit_entry.id"], name=op.f("fk_audit_change_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", "number", name=op.f("pk_audit_change")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_audit_change_kind_key"), "audit_change", ["kind", "key"])

    op.create_table(
        "feed_entry",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("base_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(9), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.CheckConstraint("action IN ('published', 'withdrawn')", name=op.f("ck_feed_entry_action")),
        sa.ForeignKeyConstraint(["base_id"], ["edition.id"], name=op.f("fk_feed_entry_base_id")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_feed_entry_edition_id")),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name=op.f("fk_feed_entry_framework_id")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_feed_entry")),
        sa.UniqueConstraint("edition_id", "action", name=op.f("uq_feed_entry_edition_id_action")),
    )
    op.create_index(op.f("ix_feed_entry_framework_id_position"), "feed_entry", ["framework_id", "position"])
    op.create_index(op.f("ix_feed_entry_base_id"), "feed_entry", ["base_id"])

    op.create_table(
        "feed_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_feed_head_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_head")),
    )
    _retell()


def _retell() -> None:
    """Put what was published and withdrawn before there was a feed into it, in the order in which it happened.

    Times are whole seconds: within one, editions stand in the order of their numbers, withdrawals after them. A
    withdrawal made by hand may lack its time, or have one before the publish.
    """
    op.execute(
        """
        INSERT INTO feed_entry (position, framework_id, edition_id, action, at, summary)
        SELECT
            row_number() OVER (ORDER BY at, action, framework_id, sequence),
            framework_id, edition_id, action, at, '{}'
        FROM (
            SELECT framework_id, sequence, id AS edition_id, 'published' AS action, published_at AS at
            FROM edition WHERE status <> 'draft'
            UNION ALL
            SELECT framework_id, sequence, id, 'withdrawn',
                CASE WHEN withdrawn_at > published_at THEN withdrawn_at ELSE published_at END
            FROM edition WHERE status = 'withdrawn'
        ) AS happened
        """
    )
    op.execute("INSERT INTO feed_head (id, last) SELECT 1, count(*) FROM feed_entry")
