"""Indexes for sums of a department, and how many days after its search an outcome was recorded."""

from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_MESSAGE = "what was submitted or decided stays as it is"
_GUARD = "outcome_never_changes"
_LONDON = ZoneInfo("Europe/London")
_AT_A_TIME = 1000
_USED = sa.text("""
    SELECT outcome.check_ref, authorisation.used_at, outcome.recorded_at
    FROM outcome JOIN authorisation ON authorisation.check_ref = outcome.check_ref
""").columns(used_at=UtcTime(), recorded_at=UtcTime())
_SET = sa.text("UPDATE outcome SET days_later = :days WHERE check_ref = :ref")


def upgrade() -> None:
    op.add_column(
        "outcome", sa.Column("days_later", sa.Integer(), nullable=False, server_default="0")
    )
    op.execute(_without_guard())
    later = (
        {"ref": ref, "days": days}
        for ref, used_at, recorded_at in op.get_bind().execute(_USED).all()
        if (days := (_day(recorded_at) - _day(used_at)).days)
    )
    while some := list(islice(later, _AT_A_TIME)):
        op.get_bind().execute(_SET, some)
    op.execute(_guard())
    op.create_index("ix_outcome_days_later", "outcome", ["days_later", "check_ref"])
    op.create_index(
        "ix_visit_variance",
        "visit",
        ["check_ref"],
        sqlite_where=sa.text("variance = 1"),
        postgresql_where=sa.text("variance"),
    )
    op.create_index("ix_outgoing_state_made", "outgoing", ["state", "made_at", "ref"])
    op.create_index("ix_rights_request_entered", "rights_request", ["entered_at", "ref"])
    op.drop_index("ix_check__vacancy_ref", "check_")
    op.create_index("ix_check_vacancy", "check_", ["vacancy_ref", "started_at", "ref", "state"])
    op.create_index("ix_revision_check", "revision", ["check_ref", "submitted_at", "verdict"])
    op.drop_index("ix_counted_decision_vacancy_ref", "counted_decision")
    op.create_index(
        "ix_counted_decision_vacancy",
        "counted_decision",
        ["vacancy_ref", "decided_on", "sent_on"],
    )


def downgrade() -> None:
    op.drop_index("ix_counted_decision_vacancy", "counted_decision")
    op.create_index("ix_counted_decision_vacancy_ref", "counted_decision", ["vacancy_ref"])
    op.drop_index("ix_revision_check", "revision")
    op.drop_index("ix_check_vacancy", "check_")
    op.create_index("ix_check__vacancy_ref", "check_", ["vacancy_ref"])
    op.drop_index("ix_rights_request_entered", "rights_request")
    op.drop_index("ix_outgoing_state_made", "outgoing")
    op.drop_index("ix_visit_variance", "visit")
    op.drop_index("ix_outcome_days_later", "outcome")
    op.drop_column("outcome", "days_later")


def _day(moment: datetime) -> date:
    return moment.astimezone(_LONDON).date()


def _without_guard() -> str:
    on = " ON outcome" if op.get_bind().dialect.name == "postgresql" else ""
    return f"DROP TRIGGER {_GUARD}{on}"


def _guard() -> str:
    body = (
        f"FOR EACH ROW EXECUTE FUNCTION screening_refuse('{_MESSAGE}')"
        if op.get_bind().dialect.name == "postgresql"
        else f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
    )
    return f"CREATE TRIGGER {_GUARD} BEFORE UPDATE ON outcome {body}"
