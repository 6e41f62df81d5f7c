"""What nobody was told of yet, so that each is told once, however often it is looked for."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import InstrumentedAttribute, aliased

from screening.domain.notifying import Told
from screening.store.tables.outbox import Notification

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
