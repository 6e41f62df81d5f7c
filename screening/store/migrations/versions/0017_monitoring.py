"""Equality monitoring: sealed answers, sums of those whose time is over, and frozen editions."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

STAYS = ("monitoring_edition", "monitoring_counted")


def upgrade() -> None:
    op.create_table(
        "monitoring_answers",
        sa.Column("candidate_ref", sa.String(length=32), nullable=False),
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("answers_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["candidate_ref"], ["candidate.ref"], name=op.f("fk_monitoring_answers_candidate_ref")
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_monitoring_answers_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("candidate_ref", name=op.f("pk_monitoring_answers")),
    )
    op.create_index(
        op.f("ix_monitoring_answers_vacancy_ref"), "monitoring_answers", ["vacancy_ref"]
    )
    op.create_table(
        "monitoring_sums",
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("sums_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_monitoring_sums_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("vacancy_ref", name=op.f("pk_monitoring_sums")),
    )
    op.create_table(
        "monitoring_edition",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("first", sa.String(length=20), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("vacancies", sa.Integer(), nullable=False),
        sa.Column("tables", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_monitoring_edition")),
    )
    op.create_table(
        "monitoring_counted",
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_monitoring_counted_vacancy_ref")
        ),
        sa.ForeignKeyConstraint(
            ["edition"], ["monitoring_edition.number"], name=op.f("fk_monitoring_counted_edition")
        ),
        sa.PrimaryKeyConstraint("vacancy_ref", name=op.f("pk_monitoring_counted")),
    )
    op.create_index(op.f("ix_monitoring_counted_edition"), "monitoring_counted", ["edition"])
    for table in STAYS:
        _refuse(f"{table}_never_changes", "UPDATE", table)
        _refuse(f"{table}_never_goes", "DELETE", table)


def downgrade() -> None:
    tables = ("monitoring_counted", "monitoring_edition", "monitoring_sums", "monitoring_answers")
    for table in tables:
        op.drop_table(table)


def _refuse(name: str, change: str, table: str) -> None:
    message = "what was counted once stays as it is"
    postgresql = op.get_bind().dialect.name == "postgresql"
    body = (
        f"FOR EACH ROW EXECUTE FUNCTION screening_refuse('{message}')"
        if postgresql
        else f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {table} {body}")
