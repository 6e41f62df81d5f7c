"""Erasing by two people, holds on vacancies, and warnings before the clock erases.

What was proposed, decided or held stays on the record and in these tables.
"""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PROPOSED = " OR ".join(
    f"OLD.{column} <> NEW.{column}"
    for column in (
        "ref",
        "vacancy_ref",
        "candidate_ref",
        "because",
        "proposed_by",
        "proposed_person",
        "proposed_at",
    )
)
# Only a hold still stops what was confirmed; who confirmed it stays.
DECIDED = (
    "OLD.state <> 'proposed' AND (OLD.state <> 'confirmed' OR NEW.state <> 'stopped'"
    " OR OLD.decided_by <> NEW.decided_by OR OLD.decided_person <> NEW.decided_person"
    " OR OLD.decided_at <> NEW.decided_at)"
)
PLACED = " OR ".join(
    f"OLD.{column} <> NEW.{column}"
    for column in ("vacancy_ref", "number", "placed_by", "placed_at")
)


def upgrade() -> None:
    op.create_table(
        "erasure_proposal",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("candidate_ref", sa.String(length=32), nullable=False),
        sa.Column("because", sa.String(length=20), nullable=False),
        sa.Column("proposed_by", sa.String(length=32), nullable=False),
        sa.Column("proposed_person", sa.String(length=32), nullable=False),
        sa.Column("proposed_at", UtcTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=False),
        sa.Column("decided_person", sa.String(length=32), nullable=False),
        sa.Column("decided_at", UtcTime(), nullable=True),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_at IS NULL)", name=op.f("ck_erasure_proposal_decided")
        ),
        sa.CheckConstraint(
            "state NOT IN ('confirmed', 'declined') OR decided_person <> proposed_person",
            name=op.f("ck_erasure_proposal_two_people"),
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_erasure_proposal_vacancy_ref")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_ref"], ["candidate.ref"], name=op.f("fk_erasure_proposal_candidate_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_erasure_proposal")),
    )
    op.create_index(
        "uq_erasure_proposal_one_proposed",
        "erasure_proposal",
        ["candidate_ref"],
        unique=True,
        sqlite_where=sa.text("state = 'proposed'"),
        postgresql_where=sa.text("state = 'proposed'"),
    )
    op.create_index("ix_erasure_proposal_state", "erasure_proposal", ["state", "proposed_at"])
    for column in ("vacancy_ref", "candidate_ref"):
        op.create_index(op.f(f"ix_erasure_proposal_{column}"), "erasure_proposal", [column])
    op.create_table(
        "hold",
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("placed_by", sa.String(length=32), nullable=False),
        sa.Column("placed_at", UtcTime(), nullable=False),
        sa.Column("lifted_by", sa.String(length=32), nullable=False),
        sa.Column("lifted_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_hold_vacancy_ref")),
        sa.ForeignKeyConstraint(["placed_by"], ["account.ref"], name=op.f("fk_hold_placed_by")),
        sa.PrimaryKeyConstraint("vacancy_ref", "number", name=op.f("pk_hold")),
    )
    op.create_table(
        "erasure_announced",
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("announced_at", UtcTime(), nullable=False),
        sa.Column("erase_from", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_erasure_announced_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("vacancy_ref", name=op.f("pk_erasure_announced")),
    )
    _refuse(
        "erasure_proposal_is_decided_once",
        "UPDATE",
        "erasure_proposal",
        f"{PROPOSED} OR ({DECIDED})",
    )
    _refuse(
        "erasure_proposal_begins_proposed", "INSERT", "erasure_proposal", "NEW.state <> 'proposed'"
    )
    _refuse("erasure_proposal_never_goes", "DELETE", "erasure_proposal")
    _refuse("hold_is_lifted_once", "UPDATE", "hold", f"OLD.lifted_at IS NOT NULL OR {PLACED}")
    _refuse("hold_begins_standing", "INSERT", "hold", "NEW.lifted_at IS NOT NULL")
    _refuse("hold_never_goes", "DELETE", "hold")


def downgrade() -> None:
    for table in ("erasure_announced", "hold", "erasure_proposal"):
        op.drop_table(table)


def _refuse(name: str, change: str, table: str, when: str = "") -> None:
    message = "what was proposed, decided or held stays as it is"
    postgresql = op.get_bind().dialect.name == "postgresql"
    condition = f"WHEN ({when})" if when else ""
    body = (
        f"FOR EACH ROW {condition} EXECUTE FUNCTION screening_refuse('{message}')"
        if postgresql
        else f"{condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {table} {body}")
