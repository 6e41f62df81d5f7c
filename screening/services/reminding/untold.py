"""What nobody was told of yet, so that each is told once, however often it is looked for."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import InstrumentedAttribute, aliased

from screening.domain.notifying import Told
from screening.services.calendar import due_again
from screening.store.tables.outbox import Notification
from screening.store.unit_of_work import UnitOfWork

BATCH = 200
"""What is told at once; the rest a minute later."""

Since = InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]


def untold(
    kind: Told,
    about: InstrumentedAttribute[str],
    since: Since,
    account: InstrumentedAttribute[str] | str | None = None,
) -> ColumnElement[bool]:
    """That nobody (or not ``account``, where one is given) was told of it yet."""
    told = aliased(Notification)
    whom = (told.account_ref == account,) if account is not None else ()
    return ~exists().where(told.about == about, told.kind == kind, told.since == since, *whom)


def untold_about(about: InstrumentedAttribute[str], *kinds: Told) -> ColumnElement[bool]:
    """That nobody was told of it in any of these ways, whenever it began."""
    told = aliased(Notification)
    return ~exists().where(told.about == about, told.kind.in_(kinds))


def over_again(work: UnitOfWork, since: datetime, last_told: datetime | None) -> datetime | None:
    """When the time of escalation, begun at ``since``, was over last, unless that was told."""
    over = due_again(work.policy, "escalation", since, work.now)
    return None if over is None or (last_told and last_told >= over) else over
