"""What comes before a panel reads an outcome: scores locked, exposures dealt with, declarations."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TABLES = ("let_through", "exposure_step", "score_lock", "declaration")
MESSAGE = "what was submitted or decided stays as it is"


def upgrade() -> None:
    op.create_table(
        "let_through",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("marks", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.Column("recorded_person", sa.String(length=32), nullable=False),
        sa.CheckConstraint("marks > 0", name=op.f("ck_let_through_marks")),
        _belongs("let_through", "check_ref", "outcome.check_ref"),
        sa.PrimaryKeyConstraint("check_ref", name=op.f("pk_let_through")),
    )
    op.create_table(
        "exposure_step",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("person_ref", sa.String(length=32), nullable=False),
        sa.Column("measure", sa.String(length=10), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.Column("recorded_person", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "measure IN ('recusal', 'barrier')", name=op.f("ck_exposure_step_measure")
        ),
        _belongs("exposure_step", "check_ref", "authorisation.check_ref"),
        _belongs("exposure_step", "account_ref", "account.ref"),
        _belongs("exposure_step", "vacancy_ref", "vacancy.ref"),
        sa.PrimaryKeyConstraint("check_ref", "account_ref", name=op.f("pk_exposure_step")),
    )
    op.create_index(op.f("ix_exposure_step_vacancy_ref"), "exposure_step", ["vacancy_ref"])
    op.create_table(
        "score_lock",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("person_ref", sa.String(length=32), nullable=False),
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("locked_at", UtcTime(), nullable=False),
        _belongs("score_lock", "check_ref", "hand_over.check_ref"),
        _belongs("score_lock", "account_ref", "account.ref"),
        sa.PrimaryKeyConstraint("check_ref", "person_ref", name=op.f("pk_score_lock")),
    )
    op.create_table(
        "declaration",
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("person_ref", sa.String(length=32), nullable=False),
        sa.Column("moment", sa.String(length=10), nullable=False),
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("searched", sa.Boolean(), nullable=False),
        sa.Column("declared_at", UtcTime(), nullable=False),
        sa.CheckConstraint(
            "moment IN ('shortlist', 'decision')", name=op.f("ck_declaration_moment")
        ),
        _belongs("declaration", "vacancy_ref", "vacancy.ref"),
        _belongs("declaration", "account_ref", "account.ref"),
        sa.PrimaryKeyConstraint("vacancy_ref", "person_ref", "moment", name=op.f("pk_declaration")),
    )
    for table in TABLES:
        for name, change in (("changes", "UPDATE"), ("goes", "DELETE")):
            _refuse(f"{table}_never_{name}", change, table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _belongs(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _refuse(name: str, change: str, table: str) -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    body = (
        f"FOR EACH ROW EXECUTE FUNCTION screening_refuse('{MESSAGE}')"
        if postgresql
        else f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {table} {body}")
