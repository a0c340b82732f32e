"""What learners of a province lack and nobody teaches there, counted.

Revision 0003, after 0002; 2026-11-25 06:14:26.674046.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gap_counts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("skill_id", sa.Text(), nullable=False),
        sa.Column("learners", sa.Integer(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.CheckConstraint("learners >= 10", name=op.f("ck_gap_counts_nobody_is_pointed_at")),
        sa.ForeignKeyConstraint(
            ["place_id"],
            ["places.id"],
            name=op.f("fk_gap_counts_place_id_places"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"],
            ["skills.id"],
            name=op.f("fk_gap_counts_skill_id_skills"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_counts")),
        sa.UniqueConstraint("place_id", "skill_id", name=op.f("uq_gap_counts_place_id_skill_id")),
    )
    with op.batch_alter_table("gap_counts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gap_counts_counted_on"), ["counted_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_gap_counts_skill_id"), ["skill_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("gap_counts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gap_counts_skill_id"))
        batch_op.drop_index(batch_op.f("ix_gap_counts_counted_on"))

    op.drop_table("gap_counts")
