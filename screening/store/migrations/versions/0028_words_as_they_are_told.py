"""In which language somebody wants messages."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "mail_choice",
        sa.Column("language", sa.String(length=5), nullable=False, server_default="en_GB"),
    )
    with op.batch_alter_table("mail_choice") as table:
        table.alter_column("language", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("mail_choice") as table:
        table.drop_column("language")
