"""Who is recused for a search that nobody had authorised, and whether HR takes it for a breach.

Where HR said before that whoever saw it takes no more part, whoever looked is held to it from now
on, if they have an account; nobody else was named then.
"""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0045"
down_revision = "0047"
branch_labels = None
depends_on = None

TABLE = "recusal"
MESSAGE = "what was submitted or decided stays as it is"


def upgrade() -> None:
    op.add_column(
        "unauthorised_search", sa.Column("breach_judged", sa.String(length=10), nullable=True)
    )
    op.create_table(
        TABLE,
        sa.Column("report_ref", sa.String(length=32), nullable=False),
        sa.Column("person_ref", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_ref"], ["unauthorised_search.ref"], name=op.f(f"fk_{TABLE}_report_ref")
        ),
        sa.PrimaryKeyConstraint("report_ref", "person_ref", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_person_ref"), TABLE, ["person_ref"])
    op.execute(
        "INSERT INTO recusal (report_ref, person_ref, recorded_at) "
        "SELECT ref, looker_person, handled_at FROM unauthorised_search "
        "WHERE effect = 'recusal' AND looker_person <> '' AND handled_at IS NOT NULL"
    )
    _refuse(f"{TABLE}_never_changes", "UPDATE")
    _refuse(f"{TABLE}_never_goes", "DELETE")


def downgrade() -> None:
    op.drop_table(TABLE)
    op.drop_column("unauthorised_search", "breach_judged")


def _refuse(name: str, change: str) -> None:
    body = (
        f"FOR EACH ROW EXECUTE FUNCTION screening_refuse('{MESSAGE}')"
        if op.get_bind().dialect.name == "postgresql"
        else f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {TABLE} {body}")
