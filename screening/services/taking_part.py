"""Who had a part in checks: whoever is named in one, or did anything in it that is on record.

Taken from the records and not from a list of events, so that nothing that can be done in a check
some day is forgotten.
"""

from sqlalchemy import ColumnElement, select, union
from sqlalchemy.orm import Session

from screening.domain.events import DUE_DILIGENCE_OF_ALL, DUE_DILIGENCE_OF_ONE
from screening.domain.words import Role
from screening.ledger.record import decode
from screening.store.tables.account import Account
from screening.store.tables.check import Check
from screening.store.tables.record import record

_DUE_DILIGENCE = DUE_DILIGENCE_OF_ALL | DUE_DILIGENCE_OF_ONE


def took_part(
    session: Session,
    checks: ColumnElement[bool],
    records: ColumnElement[bool],
    *,
    but_as: Role | None = None,
) -> frozenset[str]:
    """The persons who had a part in ``checks``; ``records`` are those that may be of these checks.

    What somebody did in the role ``but_as`` is no part of theirs.
    """
    named = union(
        select(Check.requester_person).where(checks),
        select(Check.searcher_person).where(checks),
        select(Account.person_ref).where(Account.ref.in_(_acted(session, records, but_as))),
    )
    return frozenset(session.scalars(named)) - {""}


def _acted(session: Session, records: ColumnElement[bool], but_as: Role | None) -> set[str]:
    """The accounts that brought about a record of a check, or of a due-diligence search."""
    of_one = (record.c.check_ref != "") | record.c.event_type.in_(_DUE_DILIGENCE)
    written = select(record.c.canonical).where(records, of_one)
    found = [decode(canonical) for canonical in session.scalars(written)]
    return {one.actor_ref for one in found if one.actor_role != but_as}
