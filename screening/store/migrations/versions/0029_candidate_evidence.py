"""Files that candidates give as evidence of their own."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

TABLE = "candidate_evidence"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("candidate_ref", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("given_at", UtcTime(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f(f"ck_{TABLE}_number")),
        sa.CheckConstraint("kind IN ('pdf', 'png', 'jpg', 'txt')", name=op.f(f"ck_{TABLE}_kind")),
        sa.ForeignKeyConstraint(["check_ref"], ["check_.ref"], name=op.f(f"fk_{TABLE}_check_ref")),
        sa.ForeignKeyConstraint(
            ["candidate_ref"], ["candidate.ref"], name=op.f(f"fk_{TABLE}_candidate_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("check_ref", "number", name=op.f(f"uq_{TABLE}_check_ref_number")),
    )
    op.create_index(op.f(f"ix_{TABLE}_candidate_ref"), TABLE, ["candidate_ref"], unique=False)


def downgrade() -> None:
    op.drop_table(TABLE)
