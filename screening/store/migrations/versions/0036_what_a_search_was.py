"""What HR says of a search to find people that is asked about, until when it is open."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TABLE = "sourcing_question"
_ASKED_BEFORE = sa.text("""
    SELECT ref AS search_ref, NULL AS candidate_ref, vacancy_ref, entered_at AS asked_at
    FROM sourcing_search WHERE attempt
    UNION ALL
    SELECT note.search_ref, applied.candidate_ref, candidate.vacancy_ref, min(applied.matched_at)
    FROM sourced_applicant AS applied
    JOIN sourcing_note AS note ON note.ref = applied.note_ref
    JOIN candidate ON candidate.ref = applied.candidate_ref
    GROUP BY note.search_ref, applied.candidate_ref, candidate.vacancy_ref
""")
"""What was asked about before there was an answer to it: it waits for one now."""


def upgrade() -> None:
    made = op.create_table(
        TABLE,
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("search_ref", sa.String(length=32), nullable=False),
        sa.Column("candidate_ref", sa.String(length=32), nullable=True),
        sa.Column("vacancy_ref", sa.String(length=32), nullable=True),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.Column("handling", sa.String(length=10), nullable=True),
        sa.Column("handled_at", UtcTime(), nullable=True),
        sa.Column("report_ref", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["search_ref"], ["sourcing_search.ref"], name=op.f(f"fk_{TABLE}_search_ref")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_ref"], ["candidate.ref"], name=op.f(f"fk_{TABLE}_candidate_ref")
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f(f"fk_{TABLE}_vacancy_ref")
        ),
        sa.ForeignKeyConstraint(
            ["report_ref"], ["unauthorised_search.ref"], name=op.f(f"fk_{TABLE}_report_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint(
            "search_ref", "candidate_ref", name=op.f(f"uq_{TABLE}_search_ref_candidate_ref")
        ),
        sa.CheckConstraint(
            "(handling IS NULL) = (handled_at IS NULL)", name=op.f(f"ck_{TABLE}_handled")
        ),
        sa.CheckConstraint(
            "(report_ref IS NULL) = (coalesce(handling, '') <> 'check')",
            name=op.f(f"ck_{TABLE}_report"),
        ),
    )
    for column in ("candidate_ref", "vacancy_ref", "handled_at"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])
    asked = _ASKED_BEFORE.columns(asked_at=UtcTime())
    rows = [{"ref": uuid4().hex, **row} for row in op.get_bind().execute(asked).mappings()]
    if rows:
        op.bulk_insert(made, rows)


def downgrade() -> None:
    op.drop_table(TABLE)
