"""Which column was which when a list with the same headings was last brought in."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_columns",
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("headings_key", sa.String(length=32), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "headings_key", name=op.f("pk_import_columns")),
    )


def downgrade() -> None:
    op.drop_table("import_columns")
