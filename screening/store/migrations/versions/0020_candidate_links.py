"""The links by which candidates come to their own pages."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "candidate_link",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("made_person", sa.String(length=32), nullable=False),
        sa.Column("ends_at", UtcTime(), nullable=False),
        sa.Column("replied_at", UtcTime(), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_candidate_link_number")),
        sa.ForeignKeyConstraint(
            ["check_ref"],
            ["authorisation.check_ref"],
            name=op.f("fk_candidate_link_check_ref"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.ref"], name=op.f("fk_candidate_link_made_by")
        ),
        sa.PrimaryKeyConstraint("check_ref", name=op.f("pk_candidate_link")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_candidate_link_key_hash")),
    )
    op.create_index(
        op.f("ix_candidate_link_replied_at"), "candidate_link", ["replied_at"], unique=False
    )


def downgrade() -> None:
    op.drop_table("candidate_link")
