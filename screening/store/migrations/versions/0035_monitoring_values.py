"""Which answer words are that stood in a file of monitoring answers and are not on the list."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "monitoring_value",
        sa.Column("value_key", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("value_key", name=op.f("pk_monitoring_value")),
    )


def downgrade() -> None:
    op.drop_table("monitoring_value")
