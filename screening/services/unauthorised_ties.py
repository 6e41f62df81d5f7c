"""How people stand to a search that nobody had authorised, and who of them is told of it."""

from dataclasses import replace
from datetime import date, datetime

from screening.domain.notifying import Told
from screening.domain.people import Action, Ties
from screening.domain.unauthorised import CLOCKED, Breach, notify_by
from screening.domain.words import Role
from screening.services.calendar import day_of, start_of_day
from screening.services.loading import ties_of
from screening.services.outbox.telling import tell, those_who_may
from screening.store.ledger_store import open_records
from screening.store.tables.registers import UnauthorisedSearch
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


def ties_to(work: UnitOfWork, vacancy: Vacancy | None, entry: UnauthorisedSearch) -> Ties:
    """How people stand to ``entry``, where it is about ``vacancy``: who looked is the searcher."""
    ties = ties_of(work.session, vacancy) if vacancy else Ties(panel=frozenset())
    return replace(ties, searcher=entry.looker_person)


def aware_from(known_since: date, now: datetime) -> datetime:
    """From when the 72 hours run, of what is known here since ``known_since`` and told ``now``."""
    # Which hour is not asked: the earliest.
    return start_of_day(known_since) if known_since < day_of(now) else now


def hours_after(work: UnitOfWork, entry: UnauthorisedSearch, judged: Breach) -> datetime | None:
    """When the 72 hours of ``entry`` are over, if HR has ``judged`` so; None where none run.

    They are those that would have run since it was told, as known since the day that was said then;
    since the telling where those words are erased. What data protection decided stays decided.
    """
    if entry.notify_by is not None or entry.ruling is not None:
        return entry.notify_by
    told = open_records(work.session, work.vault, subject_ref=entry.ref)[0]
    aware = entry.reported_at
    if told.payload:
        aware = aware_from(date.fromisoformat(told.payload["known_since"]), aware)
    return notify_by(aware, judged)


def tell_of_report(work: UnitOfWork, entry: UnauthorisedSearch) -> None:
    """Tell those in HR who may deal with ``entry``, and of a breach data protection."""
    ties = _ties(work, entry)
    told = those_who_may(work.session, Action.HANDLE_UNAUTHORISED, ties, Role.HR)
    tell(work, Told.UNAUTHORISED, told, entry.ref, vacancy_ref=entry.vacancy_ref)
    if entry.breach in CLOCKED:
        tell_of_breach(work, entry, Told.BREACH)


def tell_of_breach(
    work: UnitOfWork, entry: UnauthorisedSearch, kind: Told, since: datetime | None = None
) -> None:
    """Tell those who may decide on the breach in ``entry``."""
    officers = (Action.DECIDE_BREACH, _ties(work, entry), Role.DATA_PROTECTION)
    told = those_who_may(work.session, *officers)
    tell(work, kind, told, entry.ref, vacancy_ref=entry.vacancy_ref, since=since)


def _ties(work: UnitOfWork, entry: UnauthorisedSearch) -> Ties:
    vacancy = work.session.get(Vacancy, entry.vacancy_ref) if entry.vacancy_ref else None
    return ties_to(work, vacancy, entry)
