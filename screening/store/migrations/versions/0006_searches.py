"""What follows an approval: notice, visits, outcome, hand-over, influence."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("delivery", sa.String(length=10), nullable=False),
        sa.Column("sent_at", UtcTime(), nullable=False),
        sa.Column("reply_until", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_ref"], ["authorisation.check_ref"], name=op.f("fk_notice_check_ref")
        ),
        sa.PrimaryKeyConstraint("check_ref", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_reply_until"), "notice", ["reply_until"], unique=False)
    op.create_table(
        "visit",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("occurred_at", UtcTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("variance", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_visit_minutes")),
        sa.ForeignKeyConstraint(
            ["check_ref"], ["authorisation.check_ref"], name=op.f("fk_visit_check_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_visit")),
    )
    op.create_index(op.f("ix_visit_check_ref"), "visit", ["check_ref"], unique=False)
    op.create_table(
        "outcome",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("reliability", sa.String(length=10), nullable=False),
        sa.Column("sureness", sa.String(length=10), nullable=False),
        sa.Column("exposure", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_ref"], ["authorisation.check_ref"], name=op.f("fk_outcome_check_ref")
        ),
        sa.PrimaryKeyConstraint("check_ref", name=op.f("pk_outcome")),
    )
    op.create_table(
        "hand_over",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("withheld_because", sa.String(length=20), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.Column("recorded_person", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "withheld_because IN ('', 'wrong-person', 'tainted', 'beyond-question')",
            name=op.f("ck_hand_over_withheld_because"),
        ),
        sa.ForeignKeyConstraint(
            ["check_ref"], ["outcome.check_ref"], name=op.f("fk_hand_over_check_ref")
        ),
        sa.PrimaryKeyConstraint("check_ref", name=op.f("pk_hand_over")),
    )
    op.create_table(
        "influence",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("changed", sa.Boolean(), nullable=False),
        sa.Column("scores_locked_at", UtcTime(), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.Column("recorded_person", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_ref"], ["outcome.check_ref"], name=op.f("fk_influence_check_ref")
        ),
        sa.PrimaryKeyConstraint("check_ref", name=op.f("pk_influence")),
    )


def downgrade() -> None:
    op.drop_table("influence")
    op.drop_table("hand_over")
    op.drop_table("outcome")
    op.drop_table("visit")
    op.drop_table("notice")
