"""Decisions as they are counted, in one index; verdicts of months in another."""

from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLE = "counted_decision"
REF = sa.String(length=32)
MESSAGE = "what was submitted or decided stays as it is"
_LONDON = ZoneInfo("Europe/London")
_AT_A_TIME = 1000
_MADE = sa.text("""
    SELECT decision.check_ref, decision.revision, check_.vacancy_ref, decision.requester_person,
        decision.decided_person, decision.kind, revision.submitted_at, decision.decided_at
    FROM decision
    JOIN check_ ON check_.ref = decision.check_ref
    JOIN revision ON revision.check_ref = decision.check_ref
        AND revision.number = decision.revision
    ORDER BY decision.check_ref, decision.revision
""").columns(submitted_at=UtcTime(), decided_at=UtcTime())


def upgrade() -> None:
    counted = op.create_table(
        TABLE,
        sa.Column("check_ref", REF, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("vacancy_ref", REF, nullable=False),
        sa.Column("requester_person", REF, nullable=False),
        sa.Column("decided_person", REF, nullable=False),
        sa.Column("approved", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("waited", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_ref", "revision"],
            ["decision.check_ref", "decision.revision"],
            name=op.f(f"fk_{TABLE}_check_ref_revision"),
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f(f"fk_{TABLE}_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("check_ref", "revision", name=op.f(f"pk_{TABLE}")),
    )
    each = (_counted(row) for row in op.get_bind().execute(_MADE).all())
    while some := list(islice(each, _AT_A_TIME)):
        op.bulk_insert(counted, some)
    op.create_index(op.f(f"ix_{TABLE}_vacancy_ref"), TABLE, ["vacancy_ref"])
    op.create_index(
        f"ix_{TABLE}_decided_on",
        TABLE,
        ["decided_on", "sent_on", "vacancy_ref", "requester_person", "decided_person",
         "approved", "waited"],
    )  # fmt: skip
    _refuse(f"{TABLE}_never_changes", "UPDATE")
    _refuse(f"{TABLE}_never_goes", "DELETE")
    op.drop_index("ix_decision_decided", "decision")
    op.drop_index("ix_revision_submitted", "revision")
    op.create_index("ix_revision_submitted", "revision", ["submitted_at", "verdict", "check_ref"])


def downgrade() -> None:
    op.drop_index("ix_revision_submitted", "revision")
    op.create_index("ix_revision_submitted", "revision", ["submitted_at", "verdict"])
    op.create_index("ix_decision_decided", "decision", ["decided_at", "check_ref", "revision"])
    op.drop_table(TABLE)


def _counted(row: sa.Row[tuple[object, ...]]) -> dict[str, object]:
    """The row of the decision ``row``, as a service writes it since."""
    return {
        "check_ref": row.check_ref,
        "revision": row.revision,
        "vacancy_ref": row.vacancy_ref,
        "requester_person": row.requester_person,
        "decided_person": row.decided_person,
        "approved": int(row.kind == "approve"),
        "sent_on": _day(row.submitted_at),
        "decided_on": _day(row.decided_at),
        "waited": int((row.decided_at - row.submitted_at).total_seconds()),
    }


def _day(moment: datetime) -> date:
    return moment.astimezone(_LONDON).date()


def _refuse(name: str, change: str) -> None:
    body = (
        f"FOR EACH ROW EXECUTE FUNCTION screening_refuse('{MESSAGE}')"
        if op.get_bind().dialect.name == "postgresql"
        else f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {TABLE} {body}")
