"""The language of each edition of the audit report: all that were made before are in English."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "edition",
        sa.Column("language", sa.String(length=5), nullable=False, server_default="en_GB"),
    )
    with op.batch_alter_table("edition") as table:
        table.alter_column("language", server_default=None)


def downgrade() -> None:
    op.drop_column("edition", "language")
