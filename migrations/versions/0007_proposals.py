"""Suggested changes, and what became of them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    # SQLite makes the table anew, and would forget that its numbers are never given twice.
    with op.batch_alter_table("audit_entry", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_constraint(op.f("ck_audit_entry_action"), type_="check")
        batch.create_check_constraint(
            op.f("ck_audit_entry_action"),
            "action IN ('create-framework', 'create-draft', 'change-draft', 'delete-draft', 'replace-content',"
            " 'import', 'put', 'delete', 'publish', 'withdraw', 'propose', 'accept', 'reject')",
        )

    op.create_table(
        "proposal",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(4000), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("proposed_by", sa.String(300), nullable=False),
        sa.Column("key_id", sa.String(40), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(300), nullable=True),
        sa.Column("decided_key_id", sa.String(40), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.String(4000), nullable=True),
        sa.Column("accepted_id", sa.Integer(), nullable=True),
        sa.Column("accepted_version", sa.String(64), nullable=True),
        sa.CheckConstraint("state IN ('open', 'accepted', 'rejected')", name=op.f("ck_proposal_state")),
        sa.CheckConstraint(
            "(state = 'open') = (decided_at IS NULL) AND (state = 'open') = (decided_by IS NULL)"
            " AND (decided_at IS NOT NULL OR (decided_key_id IS NULL AND decision_reason IS NULL))",
            name=op.f("ck_proposal_decided_whole"),
        ),
        sa.CheckConstraint(
            "(state = 'accepted') = (accepted_version IS NOT NULL)"
            " AND (accepted_version IS NOT NULL OR accepted_id IS NULL)",
            name=op.f("ck_proposal_accepted_whole"),
        ),
        sa.CheckConstraint(
            "state <> 'rejected' OR decision_reason IS NOT NULL", name=op.f("ck_proposal_rejected_with_reason")
        ),
        sa.ForeignKeyConstraint(["accepted_id"], ["edition.id"], name=op.f("fk_proposal_accepted_id")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_proposal_edition_id")),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name=op.f("fk_proposal_framework_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_proposal")),
        sa.UniqueConstraint("id", name=op.f("uq_proposal_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_proposal_framework_id_number"), "proposal", ["framework_id", "number"])
    op.create_index(op.f("ix_proposal_edition_id"), "proposal", ["edition_id"])
    op.create_index(op.f("ix_proposal_accepted_id"), "proposal", ["accepted_id"])

    op.create_table(
        "proposal_change",
        sa.Column("proposal", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("key", sa.String(520), nullable=False),
        sa.Column("verb", sa.String(7), nullable=False),
        sa.Column("field", sa.String(40), nullable=True),
        sa.Column("change", sa.Text(), nullable=False),
        sa.CheckConstraint("verb IN ('added', 'removed', 'renamed', 'changed')", name=op.f("ck_proposal_change_verb")),
        sa.ForeignKeyConstraint(["proposal"], ["proposal.number"], name=op.f("fk_proposal_change_proposal")),
        sa.PrimaryKeyConstraint("proposal", "number", name=op.f("pk_proposal_change")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_proposal_change_kind_key"), "proposal_change", ["kind", "key"])
