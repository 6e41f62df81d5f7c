"""Names of colleagues, by the references that records hold."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from screening.domain.people import CLOCK
from screening.domain.text import N_
from screening.store.tables.account import Account

BY_ITSELF = N_("By itself, when its time came")


def names_of(session: Session, account_refs: Iterable[str]) -> dict[str, str]:
    """The names behind ``account_refs``; the clock has a name too."""
    found = session.execute(
        select(Account.ref, Account.name).where(Account.ref.in_(set(account_refs)))
    )
    return {CLOCK.ref: BY_ITSELF} | dict(found.tuples().all())
