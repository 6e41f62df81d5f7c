"""The words of candidates' names, to find somebody by who gives theirs.

The table starts empty: names are sealed, and a migration holds no key. The words of those who are
here already are kept right after it, by ``screening migrate`` (``services/name_words.py``).
"""

import sqlalchemy as sa
from alembic import op

from screening.store.types import Count

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

TABLE = "name_word"


def upgrade() -> None:
    op.add_column("candidate", sa.Column("name_form", sa.String(length=16), nullable=True))
    op.create_table(
        TABLE,
        sa.Column("key", Count, autoincrement=False, nullable=False),
        sa.Column("candidate_ref", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_ref"], ["candidate.ref"], name=op.f(f"fk_{TABLE}_candidate_ref")
        ),
        sa.PrimaryKeyConstraint("key", "candidate_ref", name=op.f(f"pk_{TABLE}")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f(f"ix_{TABLE}_candidate_ref"), TABLE, ["candidate_ref"])


def downgrade() -> None:
    op.drop_table(TABLE)
    op.drop_column("candidate", "name_form")
