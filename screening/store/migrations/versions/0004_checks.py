"""Checks: drafts, and the shape of what was submitted."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "check_",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("candidate_ref", sa.String(length=32), nullable=False),
        sa.Column("claim_ref", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("state_before", sa.String(length=20), nullable=False),
        sa.Column("state_since", UtcTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("requester", sa.String(length=32), nullable=False),
        sa.Column("requester_person", sa.String(length=32), nullable=False),
        sa.Column("searcher_person", sa.String(length=32), nullable=False),
        sa.Column("started_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_ref"], ["candidate.ref"], name=op.f("fk_check__candidate_ref")
        ),
        sa.ForeignKeyConstraint(["claim_ref"], ["claim.ref"], name=op.f("fk_check__claim_ref")),
        sa.ForeignKeyConstraint(["requester"], ["account.ref"], name=op.f("fk_check__requester")),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_check__vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_check_")),
        sa.UniqueConstraint("ref", "requester_person", name=op.f("uq_check__ref_requester_person")),
        sa.UniqueConstraint("vacancy_ref", "number", name=op.f("uq_check__vacancy_ref_number")),
    )
    op.create_index(op.f("ix_check__claim_ref"), "check_", ["claim_ref"], unique=False)
    op.create_index(
        op.f("ix_check__requester_person"), "check_", ["requester_person"], unique=False
    )
    op.create_index(op.f("ix_check__searcher_person"), "check_", ["searcher_person"], unique=False)
    op.create_index(op.f("ix_check__vacancy_ref"), "check_", ["vacancy_ref"], unique=False)
    op.create_index("ix_check_queue", "check_", ["state", "state_since", "ref"], unique=False)
    op.create_table(
        "draft",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("candidate_ref", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("saved_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["check_ref"], ["check_.ref"], name=op.f("fk_draft_check_ref")),
        sa.PrimaryKeyConstraint("check_ref", name=op.f("pk_draft")),
    )
    op.create_table(
        "revision",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("submitted_at", UtcTime(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("policy_digest", sa.String(length=64), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["check_ref"], ["check_.ref"], name=op.f("fk_revision_check_ref")),
        sa.PrimaryKeyConstraint("check_ref", "number", name=op.f("pk_revision")),
        sa.UniqueConstraint(
            "check_ref",
            "number",
            "minutes",
            "from_date",
            "to_date",
            name=op.f("uq_revision_check_ref_number_minutes_from_date_to_date"),
        ),
    )
    op.create_table(
        "revision_place",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("supplied_by", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_ref", "revision"],
            ["revision.check_ref", "revision.number"],
            name=op.f("fk_revision_place_check_ref_revision"),
        ),
        sa.PrimaryKeyConstraint(
            "check_ref", "revision", "position", name=op.f("pk_revision_place")
        ),
    )
    op.create_table(
        "revision_term",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_ref", "revision"],
            ["revision.check_ref", "revision.number"],
            name=op.f("fk_revision_term_check_ref_revision"),
        ),
        sa.PrimaryKeyConstraint("check_ref", "revision", "position", name=op.f("pk_revision_term")),
    )


def downgrade() -> None:
    op.drop_table("revision_term")
    op.drop_table("revision_place")
    op.drop_table("revision")
    op.drop_table("draft")
    op.drop_table("check_")
