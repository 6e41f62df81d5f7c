"""Ending the register of a vacancy: what people wrote in it can be read by nobody again.

``register_end`` says when its time is over; this does it, in the order of every erasure: the keys
are destroyed, then what was sealed goes, with a record that says so. Interrupted anywhere, doing it
again finishes it, and the worker does.
"""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.orm import Session

from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.words import FollowUpState, Retention
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.editions import edition_key
from screening.services.following_up import OPEN_STATES, TO_ANSWER
from screening.services.outbox.telling import no_longer
from screening.store import erasure
from screening.store.tables.erasure import RegisterEnd
from screening.store.tables.follow_up import FollowUp
from screening.store.tables.importing import ImportFile
from screening.store.tables.review import Edition
from screening.store.tables.session import KeptForm
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

HAS_ENDED: ColumnElement[bool] = exists().where(
    RegisterEnd.vacancy_ref == Vacancy.ref, RegisterEnd.ended_at.is_not(None)
)
"""Whether the register of a vacancy that is asked for has ended."""


def key_of_vacancy(vacancy_ref: str) -> KeyRef:
    """The key of what people wrote in a vacancy's register."""
    return KeyRef(vacancy_ref, Retention.VACANCY)


def ended_on(session: Session, vacancy_ref: str) -> date | None:
    """The day on which the vacancy's register ended; None where it did not."""
    row = session.get(RegisterEnd, vacancy_ref)
    return day_of(row.ended_at) if row and row.ended_at else None


def ended(session: Session) -> Sequence[str]:
    """The vacancies whose register ended, as the database has it."""
    over = select(RegisterEnd.vacancy_ref).where(RegisterEnd.ended_at.is_not(None))
    return session.scalars(over).all()


def end_again(call: Call, destroyed: Collection[KeyRef]) -> int:
    """End those whose key is ``destroyed`` and that have not ended as the database has it: an end
    that was interrupted, or a restored copy. How many. Neither a hold nor that erasing waits keeps
    what nobody can read any more.
    """
    gone = {key.owner for key in destroyed if key.retention is Retention.VACANCY}
    with call.as_clock().look() as work:
        known = work.session.scalars(select(Vacancy.ref).where(~HAS_ENDED)) if gone else ()
        left = sorted(gone.intersection(known))
    return sum(_end_again(call.as_clock(), ref) for ref in left)


def _end_again(call: Call, vacancy_ref: str) -> bool:
    """End one; whether nobody else had meanwhile."""
    with call.change() as work:
        vacancy = locked(work, vacancy_ref)
        if ended_on(work.session, vacancy.ref) is not None:
            return False
        end(work, vacancy)
        work.commit()
    return True


def end(work: UnitOfWork, vacancy: Vacancy) -> None:
    """Destroy the key of ``vacancy``, which is locked, and those of the editions of its report;
    then empty what was under them, and record it.

    Nothing is told of the words, so that the record needs no key. Whatever is open about the
    vacancy waits for nobody any more.
    """
    editions = work.session.scalars(select(Edition).where(Edition.vacancy_ref == vacancy.ref)).all()
    keys = [key_of_vacancy(vacancy.ref), *map(edition_key, editions)]
    for key in keys:
        work.vault.destroy(key.owner, [key.retention])
    said = work.session.get(RegisterEnd, vacancy.ref)
    said = said or RegisterEnd(vacancy_ref=vacancy.ref, announced_at=work.now, erase_from=work.now)
    said.ended_at = work.now
    work.session.add(said)
    _ask_no_more(work, vacancy)
    work.record(Event.REGISTER_ENDED, vacancy_ref=vacancy.ref, payload={})
    work.session.flush()
    for key in keys:
        erasure.empty(work.session, key.owner, [key.retention])
    for table in (KeptForm, ImportFile):  # nobody can tell which vacancy the words in them are of
        work.session.execute(delete(table))


def _ask_no_more(work: UnitOfWork, vacancy: Vacancy) -> None:
    still_open = (FollowUp.vacancy_ref == vacancy.ref) & FollowUp.state.in_(OPEN_STATES)
    for ref in work.session.scalars(select(FollowUp.ref).where(still_open)).all():
        no_longer(work, ref, (*TO_ANSWER, Told.ANSWERED))
    work.session.execute(update(FollowUp).where(still_open).values(state=FollowUpState.WITHDRAWN))
    no_longer(work, vacancy.ref, (Told.REGISTER_DUE,))


def locked(work: UnitOfWork, vacancy_ref: str) -> Vacancy:
    """The vacancy, as it is now and stays until the commit."""
    vacancy = work.session.get_one(Vacancy, vacancy_ref)
    work.session.refresh(vacancy, with_for_update=True)
    return vacancy
