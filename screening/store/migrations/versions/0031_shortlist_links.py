"""The links by which candidates on a school's shortlist come to their own pages, and answers."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

TABLE = "shortlist_link"
PART = "due_diligence_part"
INDEX = f"ix_{PART}_answered_at"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("part_ref", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("made_person", sa.String(length=32), nullable=False),
        sa.Column("ends_at", UtcTime(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f(f"ck_{TABLE}_number")),
        sa.ForeignKeyConstraint(
            ["part_ref"], ["due_diligence_part.ref"], name=op.f(f"fk_{TABLE}_part_ref")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["account.ref"], name=op.f(f"fk_{TABLE}_made_by")),
        sa.PrimaryKeyConstraint("part_ref", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("key_hash", name=op.f(f"uq_{TABLE}_key_hash")),
    )
    op.add_column(PART, sa.Column("answered_at", UtcTime(), nullable=True))
    op.create_index(op.f(INDEX), PART, ["answered_at"])


def downgrade() -> None:
    op.drop_index(op.f(INDEX), PART)
    op.drop_column(PART, "answered_at")
    op.drop_table(TABLE)
