"""Requests of somebody who has no page here: an entry without vacancy and candidate.

On SQLite the table is made anew: what alembic makes in its place has its constraints in an order
that is another each time.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

TABLE = "rights_request"
WHOSE = "(vacancy_ref IS NULL) = (candidate_ref IS NULL)"
_INDEXED = {
    "candidate_ref": ["candidate_ref"],
    "entered": ["entered_at", "ref"],
    "entered_person": ["entered_person"],
    "state_due": ["state", "due", "ref"],
}


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _make_anew(of_anybody=True)
        return
    for column in ("vacancy_ref", "candidate_ref"):
        op.alter_column(TABLE, column, nullable=True)
    op.create_check_constraint(op.f(f"ck_{TABLE}_whose"), TABLE, WHOSE)


def downgrade() -> None:
    op.execute(f"DELETE FROM {TABLE} WHERE vacancy_ref IS NULL")  # noqa: S608 - a name of ours
    if op.get_bind().dialect.name == "sqlite":
        _make_anew(of_anybody=False)
        return
    op.drop_constraint(op.f(f"ck_{TABLE}_whose"), TABLE, type_="check")
    for column in ("vacancy_ref", "candidate_ref"):
        op.alter_column(TABLE, column, nullable=False)


def _make_anew(*, of_anybody: bool) -> None:
    columns = _columns(of_anybody=of_anybody)
    names = ", ".join(column.name for column in columns)
    op.create_table("rights_anew", *columns, *_constraints(of_anybody=of_anybody))
    op.execute(f"INSERT INTO rights_anew ({names}) SELECT {names} FROM {TABLE}")  # noqa: S608 - names of ours
    op.drop_table(TABLE)
    op.rename_table("rights_anew", TABLE)
    for name, indexed in _INDEXED.items():
        op.create_index(op.f(f"ix_{TABLE}_{name}"), TABLE, indexed)


def _columns(*, of_anybody: bool) -> list[sa.Column[Any]]:
    return [
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("vacancy_ref", sa.String(length=32), nullable=of_anybody),
        sa.Column("candidate_ref", sa.String(length=32), nullable=of_anybody),
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
    ]


def _constraints(*, of_anybody: bool) -> list[sa.Constraint]:
    whose = sa.CheckConstraint(WHOSE, name=op.f(f"ck_{TABLE}_whose"))
    return [
        sa.CheckConstraint("not_counted >= 0", name=op.f(f"ck_{TABLE}_not_counted")),
        *((whose,) if of_anybody else ()),
        sa.ForeignKeyConstraint(
            ["candidate_ref"], ["candidate.ref"], name=op.f(f"fk_{TABLE}_candidate_ref")
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f(f"fk_{TABLE}_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("vacancy_ref", "number", name=op.f(f"uq_{TABLE}_vacancy_ref_number")),
    ]
