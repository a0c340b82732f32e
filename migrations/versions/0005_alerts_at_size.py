"""Alerts at size: what was told to whom, how far the round has looked, and its runs.

Revision 0005, after 0004; 2026-11-25 09:40:00.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "alert_runs",
        sa.Column("id", KEY, nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "night",
                "publication",
                "command",
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("looked", sa.Integer(), nullable=False),
        sa.Column("promised", sa.Integer(), nullable=False),
        sa.Column("lock", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_runs")),
        sa.UniqueConstraint("lock", name=op.f("uq_alert_runs_lock")),
    )
    op.create_table(
        "alerts_told",
        sa.Column("id", KEY, nullable=False),
        sa.Column(
            "learner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["learners.id"],
            name=op.f("fk_alerts_told_learner_id_learners"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts_told")),
        sa.UniqueConstraint("learner_id", "item", name=op.f("uq_alerts_told_learner_id_item")),
    )
    with op.batch_alter_table("alert_runs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alert_runs_started_at"), ["started_at"], unique=False)
    with op.batch_alter_table("alerts_told", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alerts_told_told_at"), ["told_at"], unique=False)
    with op.batch_alter_table("alert_subscriptions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("looked_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("looked_as", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("alert_subscriptions", schema=None) as batch_op:
        batch_op.drop_column("looked_as")
        batch_op.drop_column("looked_until")
    op.drop_table("alerts_told")
    op.drop_table("alert_runs")
