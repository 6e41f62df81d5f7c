"""What nobody was told of yet, so that each is told once, however often it is looked for."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import ColumnElement, ScalarSelect, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from screening.domain.notifying import Told
from screening.services.calendar import due_again
from screening.store.tables.check import Check
from screening.store.tables.outbox import Notification
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

BATCH = 200
"""What is told at once; the rest a minute later."""

Row = TypeVar("Row", Check, Vacancy)
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


def untold_about(
    about: InstrumentedAttribute[str], *kinds: Told, since: Since | None = None
) -> ColumnElement[bool]:
    """That nobody was told of it in any of these ways, whenever it began; or not ``since``, where
    that is a moment.
    """
    told = aliased(Notification)
    later = () if since is None else ((told.made_at > since) | since.is_(None),)
    return ~exists().where(told.about == about, told.kind.in_(kinds), *later)


def last_told(kind: Told) -> ScalarSelect[datetime]:
    """Of which moment whoever is told so of a check was told last, for a question about checks."""
    told = select(func.max(Notification.since))
    of_check = told.where(Notification.about == Check.ref, Notification.kind == kind)
    return of_check.correlate(Check).scalar_subquery()


def over_again(
    work: UnitOfWork, rows: type[Row], waiting: Iterable[tuple[str, datetime, datetime | None]]
) -> Iterator[tuple[Row, datetime]]:
    """Of the ``rows`` that are ``waiting`` (since when, and of which moment that was told last),
    those whose time of escalation was over again since, and when: at most ``BATCH``.
    """
    found = (
        (ref, over)
        for ref, since, last in waiting
        if (over := due_again(work.policy, "escalation", since, work.now))
        and not (last and last >= over)
    )
    for ref, over in islice(found, BATCH):
        yield work.session.get_one(rows, ref), over
