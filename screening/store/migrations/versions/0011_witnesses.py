"""How leaving checkpoints with each witness goes."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import Count, UtcTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "witness_state",
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("left_size", Count, nullable=False),
        sa.Column("left_at", UtcTime(), nullable=True),
        sa.Column("failing_since", UtcTime(), nullable=True),
        sa.Column("problem", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_witness_state")),
    )


def downgrade() -> None:
    op.drop_table("witness_state")
