"""Words let through more than once a check, and the e-mails that carry a candidate's link."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

REF = sa.String(length=32)
MESSAGE = "what was submitted or decided stays as it is"


def upgrade() -> None:
    kept = _rows("SELECT check_ref, marks, recorded_at, recorded_person FROM let_through")
    _make_anew(sa.Column("number", sa.Integer(), nullable=False))
    _write("INSERT INTO let_through (check_ref, number, marks, recorded_at, recorded_person) "
           "VALUES (:check_ref, 1, :marks, :recorded_at, :recorded_person)", kept)  # fmt: skip
    op.create_table(
        "link_mail",
        sa.Column("message_ref", REF, nullable=False),
        sa.Column("check_ref", REF, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_ref"], ["authorisation.check_ref"], name=op.f("fk_link_mail_check_ref")
        ),
        sa.PrimaryKeyConstraint("message_ref", name=op.f("pk_link_mail")),
    )
    op.create_index(op.f("ix_link_mail_check_ref"), "link_mail", ["check_ref"])


def downgrade() -> None:
    op.drop_table("link_mail")
    kept = _rows(
        "SELECT check_ref, marks, recorded_at, recorded_person FROM let_through WHERE number = 1"
    )
    _make_anew()
    _write("INSERT INTO let_through (check_ref, marks, recorded_at, recorded_person) "
           "VALUES (:check_ref, :marks, :recorded_at, :recorded_person)", kept)  # fmt: skip


def _rows(query: str) -> Sequence[dict[str, object]]:
    """What the table holds, as the database gives it: it goes back as it came."""
    return [dict(row) for row in op.get_bind().execute(sa.text(query)).mappings()]


def _write(statement: str, rows: Sequence[dict[str, object]]) -> None:
    if rows:
        op.get_bind().execute(sa.text(statement), rows)


def _make_anew(*key: sa.Column[int]) -> None:
    """The table with ``key`` beside the check in its primary key, and with its guards."""
    op.drop_table("let_through")
    op.create_table(
        "let_through",
        sa.Column("check_ref", REF, nullable=False),
        *key,
        sa.Column("marks", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.Column("recorded_person", REF, nullable=False),
        sa.CheckConstraint("marks > 0", name=op.f("ck_let_through_marks")),
        sa.ForeignKeyConstraint(
            ["check_ref"], ["outcome.check_ref"], name=op.f("fk_let_through_check_ref")
        ),
        sa.PrimaryKeyConstraint(
            "check_ref", *(column.name for column in key), name=op.f("pk_let_through")
        ),
    )
    for name, change in (("changes", "UPDATE"), ("goes", "DELETE")):
        _refuse(f"let_through_never_{name}", change)


def _refuse(name: str, change: str) -> None:
    body = (
        f"FOR EACH ROW EXECUTE FUNCTION screening_refuse('{MESSAGE}')"
        if op.get_bind().dialect.name == "postgresql"
        else f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON let_through {body}")
