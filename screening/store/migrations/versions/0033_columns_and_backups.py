"""Which column was which in the last list with the same headings; when the last backup was made."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0033"
down_revision = "0032"
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
    op.create_table(
        "backup_made",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("with_database", sa.Boolean(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_backup_made_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup_made")),
    )


def downgrade() -> None:
    op.drop_table("backup_made")
    op.drop_table("import_columns")
