"""Who acts for whom in HR; queries of equality officers, and actions to be taken."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "substitution",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("absent", sa.String(length=32), nullable=False),
        sa.Column("absent_person", sa.String(length=32), nullable=False),
        sa.Column("acting", sa.String(length=32), nullable=False),
        sa.Column("acting_person", sa.String(length=32), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("named_by", sa.String(length=32), nullable=False),
        sa.Column("named_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.CheckConstraint("acting_person <> absent_person", name=op.f("ck_substitution_apart")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_substitution_days")),
        sa.ForeignKeyConstraint(["absent"], ["account.ref"], name=op.f("fk_substitution_absent")),
        sa.ForeignKeyConstraint(["acting"], ["account.ref"], name=op.f("fk_substitution_acting")),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_substitution")),
    )
    op.create_index("ix_substitution_last_day", "substitution", ["last_day", "ref"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("check_number", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("owner_person", sa.String(length=32), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("answered_at", UtcTime(), nullable=True),
        sa.Column("answered_by", sa.String(length=32), nullable=False),
        sa.CheckConstraint("owner <> '' OR kind = 'query'", name=op.f("ck_follow_up_owner")),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by = '')", name=op.f("ck_follow_up_answered")
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_follow_up_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("vacancy_ref", "number", name=op.f("uq_follow_up_vacancy_ref_number")),
    )
    op.create_index(op.f("ix_follow_up_owner_person"), "follow_up", ["owner_person"], unique=False)
    op.create_index("ix_follow_up_open", "follow_up", ["answered_at", "due", "ref"], unique=False)


def downgrade() -> None:
    op.drop_table("follow_up")
    op.drop_table("substitution")
