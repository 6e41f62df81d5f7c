"""How people stand to a search that nobody had authorised, and who of them is told of it."""

from dataclasses import replace
from datetime import datetime

from screening.domain.notifying import Told
from screening.domain.people import Action, Ties
from screening.domain.unauthorised import CLOCKED
from screening.domain.words import Role
from screening.services.loading import ties_of
from screening.services.outbox.telling import tell, those_who_may
from screening.store.tables.registers import UnauthorisedSearch
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


def ties_to(work: UnitOfWork, vacancy: Vacancy | None, entry: UnauthorisedSearch) -> Ties:
    """How people stand to ``entry``, where it is about ``vacancy``: who looked is the searcher."""
    ties = ties_of(work.session, vacancy) if vacancy else Ties(panel=frozenset())
    return replace(ties, searcher=entry.looker_person)


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
