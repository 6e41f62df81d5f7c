"""The wordings of what was submitted, to find a recycled one by.

The tables start empty: what was said is sealed, and a migration holds no key. The wordings of
earlier revisions are made right after it, by ``screening migrate``
(``services/judging/wordings.py``).
"""

import sqlalchemy as sa
from alembic import op

from screening.store.types import Count

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wording",
        sa.Column("id", Count, nullable=False),
        sa.Column("candidate_ref", sa.String(length=32), nullable=False),
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("requester_person", sa.String(length=32), nullable=False),
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_ref", "revision"],
            ["revision.check_ref", "revision.number"],
            name=op.f("fk_wording_check_ref_revision"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording")),
        sa.UniqueConstraint("check_ref", "revision", name=op.f("uq_wording_check_ref_revision")),
    )
    op.create_index(op.f("ix_wording_candidate_ref"), "wording", ["candidate_ref"], unique=False)
    op.create_table(
        "wording_key",
        sa.Column("key", Count, autoincrement=False, nullable=False),
        sa.Column("slot", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("wording", Count, nullable=False),
        sa.PrimaryKeyConstraint(
            "key", "slot", name=op.f("pk_wording_key"), postgresql_include=["wording"]
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("wording_key")
    op.drop_table("wording")
