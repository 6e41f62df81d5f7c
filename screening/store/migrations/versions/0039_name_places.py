"""Where names of people who were erased stand in what was written about others."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

TABLE = "name_places"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("retention", sa.String(length=20), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f(f"fk_{TABLE}_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("vacancy_ref", "owner", "retention", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_owner"), TABLE, ["owner"])


def downgrade() -> None:
    op.drop_table(TABLE)
