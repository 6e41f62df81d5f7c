"""Vacancies: panel, criteria, candidates, claims, and what officers leave behind."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vacancy",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("reference_folded", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("department", sa.String(length=200), nullable=False),
        sa.Column("apply_by", sa.Date(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("folded", sa.String(length=900), nullable=False),
        sa.Column("regime", sa.String(length=20), nullable=False),
        sa.Column("criteria_version", sa.Integer(), nullable=False),
        sa.Column("outside_decider", sa.String(length=32), nullable=False),
        sa.Column("opened_at", UtcTime(), nullable=False),
        sa.Column("closed_at", UtcTime(), nullable=True),
        sa.Column("candidates", sa.Integer(), nullable=False),
        sa.Column("checks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_vacancy")),
        sa.UniqueConstraint("reference_folded", name=op.f("uq_vacancy_reference_folded")),
    )
    op.create_index(op.f("ix_vacancy_opened_at"), "vacancy", ["opened_at"], unique=False)
    op.create_table(
        "panel_member",
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("joined_at", UtcTime(), nullable=False),
        sa.Column("person_ref", sa.String(length=32), nullable=False),
        sa.Column("left_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_ref"], ["account.ref"], name=op.f("fk_panel_member_account_ref")
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_panel_member_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint(
            "vacancy_ref", "account_ref", "joined_at", name=op.f("pk_panel_member")
        ),
    )
    op.create_index(
        "ix_panel_member_person", "panel_member", ["person_ref", "vacancy_ref"], unique=False
    )
    op.create_table(
        "criterion",
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_criterion_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("vacancy_ref", "version", "code", name=op.f("pk_criterion")),
    )
    op.create_table(
        "candidate",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("contact_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("added_at", UtcTime(), nullable=False),
        sa.Column("erased_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_candidate_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_candidate")),
        sa.UniqueConstraint("vacancy_ref", "number", name=op.f("uq_candidate_vacancy_ref_number")),
    )
    op.create_table(
        "claim",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("candidate_ref", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=10), nullable=False),
        sa.Column("criteria_version", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("added_at", UtcTime(), nullable=False),
        sa.Column("added_by", sa.String(length=32), nullable=False),
        sa.Column("seen_at", UtcTime(), nullable=True),
        sa.Column("seen_by", sa.String(length=32), nullable=True),
        sa.Column("frozen_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["candidate_ref"], ["candidate.ref"], name=op.f("fk_claim_candidate_ref")
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_claim_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_claim")),
        sa.UniqueConstraint("candidate_ref", "number", name=op.f("uq_claim_candidate_ref_number")),
    )
    op.create_table(
        "sign_off",
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("vacancy_seq", sa.Integer(), nullable=False),
        sa.Column("signed_at", UtcTime(), nullable=False),
        sa.Column("signed_by", sa.String(length=32), nullable=False),
        sa.Column("signed_person", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["signed_by"], ["account.ref"], name=op.f("fk_sign_off_signed_by")),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_sign_off_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("vacancy_ref", "vacancy_seq", name=op.f("pk_sign_off")),
    )
    op.create_table(
        "edition",
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("vacancy_seq", sa.Integer(), nullable=False),
        sa.Column("job_ref", sa.String(length=32), nullable=False),
        sa.Column("requested_by", sa.String(length=32), nullable=False),
        sa.Column("requested_at", UtcTime(), nullable=False),
        sa.Column("issued_at", UtcTime(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_edition_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("vacancy_ref", "number", name=op.f("pk_edition")),
    )


def downgrade() -> None:
    op.drop_table("edition")
    op.drop_table("sign_off")
    op.drop_table("claim")
    op.drop_table("candidate")
    op.drop_table("criterion")
    op.drop_table("panel_member")
    op.drop_table("vacancy")
