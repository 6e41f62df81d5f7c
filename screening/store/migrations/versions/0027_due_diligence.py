"""The due-diligence search of a school's shortlist, beside the checks and none of them."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

REF = sa.String(length=32)
SEARCH, PART, LOCK = "due_diligence_search", "due_diligence_part", "due_diligence_lock"
MESSAGE = "what was submitted or decided stays as it is"


def upgrade() -> None:
    op.create_table(
        SEARCH,
        sa.Column("vacancy_ref", REF, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("state_before", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("policy_digest", sa.String(length=64), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("searcher", REF, nullable=False),
        sa.Column("searcher_person", REF, nullable=False),
        sa.Column("opened_at", UtcTime(), nullable=False),
        sa.Column("opened_by", REF, nullable=False),
        _to(SEARCH, "vacancy_ref", "vacancy.ref"),
        _to(SEARCH, "searcher", "account.ref"),
        _to(SEARCH, "opened_by", "account.ref"),
        sa.PrimaryKeyConstraint("vacancy_ref", name=op.f(f"pk_{SEARCH}")),
    )
    op.create_table(
        PART,
        sa.Column("ref", REF, nullable=False),
        sa.Column("vacancy_ref", REF, nullable=False),
        sa.Column("candidate_ref", REF, nullable=False),
        sa.Column("told_at", UtcTime(), nullable=False),
        sa.Column("not_before", UtcTime(), nullable=False),
        sa.Column("objected_at", UtcTime(), nullable=True),
        sa.Column("objection_decided_at", UtcTime(), nullable=True),
        sa.Column("begun_at", UtcTime(), nullable=True),
        sa.Column("recorded_at", UtcTime(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("protected_seen", sa.Boolean(), nullable=False),
        sa.Column("to_explore", sa.String(length=20), nullable=True),
        sa.Column("passed_on", sa.Boolean(), nullable=True),
        sa.Column("let_through", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "to_explore IN ('nothing', 'something')", name=op.f(f"ck_{PART}_to_explore")
        ),
        _to(PART, "vacancy_ref", f"{SEARCH}.vacancy_ref"),
        _to(PART, "candidate_ref", "candidate.ref"),
        sa.PrimaryKeyConstraint("ref", name=op.f(f"pk_{PART}")),
        sa.UniqueConstraint("candidate_ref", name=op.f(f"uq_{PART}_candidate_ref")),
    )
    op.create_index(op.f(f"ix_{PART}_vacancy_ref"), PART, ["vacancy_ref"], unique=False)
    op.create_index(op.f(f"ix_{SEARCH}_searcher_person"), SEARCH, ["searcher_person"], unique=False)
    op.create_table(
        LOCK,
        sa.Column("vacancy_ref", REF, nullable=False),
        sa.Column("person_ref", REF, nullable=False),
        sa.Column("account_ref", REF, nullable=False),
        sa.Column("locked_at", UtcTime(), nullable=False),
        _to(LOCK, "vacancy_ref", f"{SEARCH}.vacancy_ref"),
        _to(LOCK, "account_ref", "account.ref"),
        sa.PrimaryKeyConstraint("vacancy_ref", "person_ref", name=op.f(f"pk_{LOCK}")),
    )
    _refuse(f"{LOCK}_never_changes", "UPDATE", LOCK)
    for table in (SEARCH, PART, LOCK):
        _refuse(f"{table}_never_goes", "DELETE", table)


def downgrade() -> None:
    for table in (LOCK, PART, SEARCH):
        op.drop_table(table)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [other], name=op.f(f"fk_{table}_{column}"))


def _refuse(name: str, change: str, table: str) -> None:
    body = (
        f"FOR EACH ROW EXECUTE FUNCTION screening_refuse('{MESSAGE}')"
        if op.get_bind().dialect.name == "postgresql"
        else f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {table} {body}")
