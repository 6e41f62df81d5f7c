"""The register of what candidates ask for, object to or complain about."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rights_request",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("candidate_ref", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("state_before", sa.String(length=30), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column("began", sa.Date(), nullable=False),
        sa.Column("not_counted", sa.Integer(), nullable=False),
        sa.Column("extended", sa.Boolean(), nullable=False),
        sa.Column("waiting_since", sa.Date(), nullable=True),
        sa.Column("acknowledge_by", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("entered_at", UtcTime(), nullable=False),
        sa.Column("entered_by", sa.String(length=32), nullable=False),
        sa.Column("entered_person", sa.String(length=32), nullable=False),
        sa.Column("closed_at", UtcTime(), nullable=True),
        sa.CheckConstraint("not_counted >= 0", name=op.f("ck_rights_request_not_counted")),
        sa.ForeignKeyConstraint(
            ["candidate_ref"], ["candidate.ref"], name=op.f("fk_rights_request_candidate_ref")
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_rights_request_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_rights_request")),
        sa.UniqueConstraint(
            "vacancy_ref", "number", name=op.f("uq_rights_request_vacancy_ref_number")
        ),
    )
    for columns in (["candidate_ref"], ["entered_person"], ["state", "due", "ref"]):
        name = "_".join(columns).removesuffix("_ref") if len(columns) > 1 else columns[0]
        op.create_index(op.f(f"ix_rights_request_{name}"), "rights_request", columns, unique=False)


def downgrade() -> None:
    op.drop_table("rights_request")
