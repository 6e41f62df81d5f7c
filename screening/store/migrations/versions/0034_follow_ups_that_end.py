"""How what an officer asked stands, since when, and of which sign-off it is a condition."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "follow_up",
        sa.Column("state", sa.String(length=10), nullable=False, server_default="asked"),
    )
    op.add_column("follow_up", sa.Column("again_at", UtcTime(), nullable=True))
    op.add_column("follow_up", sa.Column("sign_off_seq", sa.Integer(), nullable=True))
    op.execute("UPDATE follow_up SET state = 'answered' WHERE answered_at IS NOT NULL")
    op.drop_index("ix_follow_up_open", "follow_up")
    op.create_index("ix_follow_up_state", "follow_up", ["state", "due", "ref"])


def downgrade() -> None:
    op.drop_index("ix_follow_up_state", "follow_up")
    op.create_index("ix_follow_up_open", "follow_up", ["answered_at", "due", "ref"])
    op.drop_column("follow_up", "sign_off_seq")
    op.drop_column("follow_up", "again_at")
    op.drop_column("follow_up", "state")
