"""Since when a candidate was not told what came of a check.

Of what came before nothing is known: no row says so.
"""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0048"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("check_", "link_mail"):
        op.add_column(table, sa.Column("untold_since", UtcTime(), nullable=True))
    op.create_index(op.f("ix_check__untold_since"), "check_", ["untold_since"])


def downgrade() -> None:
    op.drop_index(op.f("ix_check__untold_since"), "check_")
    for table in ("link_mail", "check_"):
        op.drop_column(table, "untold_since")
