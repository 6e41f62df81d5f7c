"""Files on their way in, and by what applicants who came in one are known again."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_file",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("kept_at", UtcTime(), nullable=False),
        sa.Column("table_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("fates_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_ref"], ["account.ref"], name=op.f("fk_import_file_account_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_import_file")),
    )
    op.create_index(
        "ix_import_file_account_ref_kept_at",
        "import_file",
        ["account_ref", "kept_at"],
        unique=False,
    )
    op.create_table(
        "imported_applicant",
        sa.Column("candidate_ref", sa.String(length=32), nullable=False),
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("number_key", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_ref"],
            ["candidate.ref"],
            name=op.f("fk_imported_applicant_candidate_ref"),
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_imported_applicant_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("candidate_ref", name=op.f("pk_imported_applicant")),
        sa.UniqueConstraint("number_key", name=op.f("uq_imported_applicant_number_key")),
    )
    op.create_index(
        op.f("ix_imported_applicant_vacancy_ref"),
        "imported_applicant",
        ["vacancy_ref"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("imported_applicant")
    op.drop_table("import_file")
