"""People: their accounts and roles, where they are signed in, and work for later."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("person_ref", sa.String(length=32), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_folded", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=300), nullable=False),
        sa.Column("opened_at", UtcTime(), nullable=False),
        sa.Column("closed_at", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_account")),
        sa.UniqueConstraint("email_folded", name=op.f("uq_account_email_folded")),
    )
    op.create_index(op.f("ix_account_person_ref"), "account", ["person_ref"], unique=False)
    op.create_table(
        "account_role",
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_ref"], ["account.ref"], name=op.f("fk_account_role_account_ref")
        ),
        sa.PrimaryKeyConstraint("account_ref", "role", name=op.f("pk_account_role")),
    )
    op.create_table(
        "role_asked",
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_ref"], ["account.ref"], name=op.f("fk_role_asked_account_ref")
        ),
        sa.PrimaryKeyConstraint("account_ref", "role", name=op.f("pk_role_asked")),
    )
    op.create_table(
        "temporary_password",
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("set_by", sa.String(length=32), nullable=False),
        sa.Column("set_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_ref"], ["account.ref"], name=op.f("fk_temporary_password_account_ref")
        ),
        sa.PrimaryKeyConstraint("account_ref", name=op.f("pk_temporary_password")),
    )
    op.create_table(
        "signed_in",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("device", sa.String(length=60), nullable=False),
        sa.Column("started_at", UtcTime(), nullable=False),
        sa.Column("seen_at", UtcTime(), nullable=False),
        sa.Column("ends_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_ref"], ["account.ref"], name=op.f("fk_signed_in_account_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_signed_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_signed_in_token_hash")),
    )
    op.create_index(op.f("ix_signed_in_account_ref"), "signed_in", ["account_ref"], unique=False)
    op.create_index(op.f("ix_signed_in_ends_at"), "signed_in", ["ends_at"], unique=False)
    op.create_table(
        "guesses",
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("recent", sa.Text(), nullable=False),
        sa.Column("last_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_guesses")),
    )
    op.create_index(op.f("ix_guesses_last_at"), "guesses", ["last_at"], unique=False)
    op.create_table(
        "kept_form",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("kept_at", UtcTime(), nullable=False),
        sa.Column("offered_at", UtcTime(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_ref"], ["account.ref"], name=op.f("fk_kept_form_account_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_kept_form")),
    )
    op.create_index(
        "ix_kept_form_account_ref_kept_at", "kept_form", ["account_ref", "kept_at"], unique=False
    )
    op.create_table(
        "job",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.Column("beat_at", UtcTime(), nullable=True),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_job")),
    )
    op.create_index("ix_job_waiting", "job", ["state", "asked_at"], unique=False)


def downgrade() -> None:
    op.drop_table("job")
    op.drop_table("kept_form")
    op.drop_table("guesses")
    op.drop_table("signed_in")
    op.drop_table("temporary_password")
    op.drop_table("role_asked")
    op.drop_table("account_role")
    op.drop_table("account")
