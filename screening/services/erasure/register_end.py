"""The register of a vacancy ends, years after it closed: what people wrote in it goes.

By then everybody's data in it is erased, and the words of its entries in the registers beside the
checks are too. What is left is under the vacancy's own key: queries and answers, sign-offs, reasons
for holds, declarations, what criteria were changed to, and editions of its report. A month before,
the clock announces it; then it destroys the key, whoever is away, unless a hold stands.

What stays, as long as the log: its lines, which hold codes, references, times and who acted; and
what the organisation published of the post, so that somebody can tell what the codes are about:
reference, title, department and criteria. None of it says anything of an applicant.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, select, union_all
from sqlalchemy.orm import Session

from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import Action
from screening.domain.policy import Policy
from screening.domain.text import N_
from screening.domain.words import Role
from screening.services.calendar import day_of, start_of_day
from screening.services.call import Call
from screening.services.erasure.after_restoring import check_goes_on, waits_since
from screening.services.erasure.ending import HAS_ENDED, end, locked
from screening.services.erasure.holds import IS_HELD, check_not_held
from screening.services.erasure.registers import still_kept
from screening.services.erasure.retention import WARNING
from screening.services.loading import ties_of
from screening.services.outbox.telling import tell, those_who_may
from screening.store.tables.candidate import Candidate
from screening.store.tables.erasure import RegisterEnd
from screening.store.tables.registers import SourcingNote, SourcingSearch, UnauthorisedSearch
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

BATCH = 100

NOBODY_KEPT: ColumnElement[bool] = ~exists().where(
    Candidate.vacancy_ref == Vacancy.ref, Candidate.erased_at.is_(None)
)
"""Whether everybody's data in it is erased."""


def end_day(session: Session, policy: Policy, vacancy: Vacancy) -> date | None:
    """The day from which the register of ``vacancy`` is kept no longer; None while it is open.

    An entry of the registers beside the checks that came after it closed has its own years first.
    """
    if vacancy.closed_at is None:
        return None
    newest = max([vacancy.closed_at, *_entries_kept(session, vacancy.ref)])
    return day_of(newest) + timedelta(days=policy.days("register_years"))


def announce(call: Call) -> int:
    """Announce which registers end within a month, or should have; how many."""
    with call.as_clock().look() as work:
        announced = exists().where(RegisterEnd.vacancy_ref == Vacancy.ref)
        near = select_over(work, WARNING).where(~announced).limit(BATCH)
        refs = [one.ref for one in work.session.scalars(near) if _is_over(work, one, WARNING)]
    return sum(_announce(call.as_clock(), ref) for ref in refs)


def end_due(call: Call) -> int:
    """End the registers whose time is over and was announced for long enough; how many. None is
    while erasing waits. ``sweeping.flush`` has to follow.
    """
    with call.as_clock().look() as work:
        warned = exists().where(
            RegisterEnd.vacancy_ref == Vacancy.ref, RegisterEnd.erase_from <= work.now
        )
        found = work.session.scalars(select_over(work, timedelta(0)).where(warned).limit(BATCH))
        refs = [one.ref for one in found if _is_over(work, one, timedelta(0))]
        waits = waits_since(work.session) is not None
    if waits or not refs:
        return 0
    return sum(_end_due(call.as_clock(), ref) for ref in refs)


def select_over(work: UnitOfWork, ahead: timedelta) -> Select[Vacancy]:
    """Closed vacancies whose years are over by the day that is ``ahead`` of today, of which nobody
    is kept, and on which no hold stands; the longest closed first.
    """
    last = day_of(work.now) + ahead - timedelta(days=work.policy.days("register_years"))
    closed = Vacancy.closed_at < start_of_day(last + timedelta(days=1))
    return (
        select(Vacancy)
        .where(closed, NOBODY_KEPT, ~IS_HELD, ~HAS_ENDED)
        .order_by(Vacancy.closed_at, Vacancy.ref)
    )


def _is_over(work: UnitOfWork, vacancy: Vacancy, ahead: timedelta) -> bool:
    day = end_day(work.session, work.policy, vacancy)
    return day is not None and day <= day_of(work.now) + ahead


def _announce(call: Call, vacancy_ref: str) -> bool:
    with call.change() as work:
        vacancy = locked(work, vacancy_ref)
        still = select_over(work, WARNING).where(Vacancy.ref == vacancy.ref)
        day = end_day(work.session, work.policy, vacancy)
        known = work.session.get(RegisterEnd, vacancy.ref) is not None
        if known or day is None or work.session.scalars(still).first() is None:
            return False
        goes = max(day, day_of(work.now) + WARNING)
        work.session.add(
            RegisterEnd(
                vacancy_ref=vacancy.ref, announced_at=work.now, erase_from=start_of_day(goes)
            )
        )
        work.record(
            Event.REGISTER_END_ANNOUNCED,
            vacancy_ref=vacancy.ref,
            payload={"erase_from": goes.isoformat()},
        )
        readers = (Role.DATA_PROTECTION, Role.HR)
        ties = ties_of(work.session, vacancy)
        told = those_who_may(work.session, Action.SEE_RETENTION, ties, *readers)
        tell(work, Told.REGISTER_DUE, told, vacancy.ref, vacancy_ref=vacancy.ref)
        work.commit()
    return True


def _end_due(call: Call, vacancy_ref: str) -> bool:
    """End one; whether it was still due once nobody else could change that."""
    with call.change() as work:
        vacancy = locked(work, vacancy_ref)
        try:
            _check_due(work, vacancy)
        except NotPossible:
            return False
        end(work, vacancy)
        work.commit()
    return True


def _check_due(work: UnitOfWork, vacancy: Vacancy) -> None:
    check_goes_on(work)
    check_not_held(work.session, vacancy)
    said = work.session.get(RegisterEnd, vacancy.ref)
    still = select_over(work, timedelta(0)).where(Vacancy.ref == vacancy.ref)
    if (
        said is None
        or said.ended_at is not None
        or said.erase_from > work.now
        or work.session.scalars(still).first() is None
        or _entries_kept(work.session, vacancy.ref)
    ):
        raise NotPossible(N_("The time for which this register is kept is not over."))


def _entries_kept(session: Session, vacancy_ref: str) -> Sequence[datetime]:
    """When each entry of the registers beside the checks came whose words are kept, or those of
    somebody noted in it.
    """
    entry = select(SourcingSearch.entered_at).where(
        SourcingSearch.vacancy_ref == vacancy_ref, still_kept(SourcingSearch.ref)
    )
    note = (
        select(SourcingSearch.entered_at)
        .join(SourcingNote, SourcingNote.search_ref == SourcingSearch.ref)
        .where(SourcingSearch.vacancy_ref == vacancy_ref, still_kept(SourcingNote.ref))
    )
    report = select(UnauthorisedSearch.reported_at).where(
        UnauthorisedSearch.vacancy_ref == vacancy_ref, still_kept(UnauthorisedSearch.ref)
    )
    return session.scalars(union_all(entry, note, report)).all()
