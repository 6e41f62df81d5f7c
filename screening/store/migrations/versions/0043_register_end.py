"""When the register of a vacancy ends, and that it did."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

TABLE = "register_end"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("announced_at", UtcTime(), nullable=False),
        sa.Column("erase_from", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f(f"fk_{TABLE}_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("vacancy_ref", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_ended_at"), TABLE, ["ended_at"])


def downgrade() -> None:
    op.drop_table(TABLE)
