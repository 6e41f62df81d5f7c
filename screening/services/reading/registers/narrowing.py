"""What the two registers beside the checks are narrowed by: all of it stands in plain columns.

What was searched for, what was seen and who it was about is sealed, and no question to the database
can look into it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from screening.domain.people import Actor
from screening.domain.unauthorised import BreachRuling, ReportState
from screening.services.reading.people import persons_called
from screening.services.reading.registers.sourcing_asked import open_to
from screening.services.reading.vacancies.vacancy_list import has_words, within
from screening.services.reading.visible import SEES_ALL, sits_on
from screening.store.tables.registers import SourcingSearch, UnauthorisedSearch
from screening.store.unit_of_work import UnitOfWork

_AFTER_DIGITS = "g"


class Hours(StrEnum):
    """How the 72 hours stand of a report that is not ruled on."""

    RUN = "run"
    OVER = "over"


@dataclass(frozen=True)
class SourcingWanted:
    """Which searches to find people: entered in the month of a day; ``attempt``: that looked like a
    check, or did not; ``asked``: of which HR has yet to say what they were; ``words``: of a vacancy
    that the reader may know of and that has them; ``code``: the digits of their own, or the first
    of them; of one class of ``platform``; entered by ``who``.
    """

    month: date | None = None
    attempt: bool | None = None
    asked: bool = False
    words: str = ""
    code: str = ""
    platform: str = ""
    who: str = ""


@dataclass(frozen=True)
class ReportsWanted:
    """Which reports: in ``state``; told in the month of a day; of a vacancy with ``words``;
    ``code``: the digits of their own, or the first of them; whose 72 ``hours`` stand so; of one
    ``ruling``. Never of a candidate: not everybody who reads a report is told of whom it is.
    """

    state: ReportState | None = None
    month: date | None = None
    words: str = ""
    code: str = ""
    hours: Hours | None = None
    ruling: BreachRuling | None = None


def of_sourcing(
    work: UnitOfWork, actor: Actor, wanted: SourcingWanted
) -> Iterator[ColumnElement[bool]]:
    """The conditions of the searches to find people that are ``wanted``.

    Whoever reads only their own may have left the panel: what its vacancy is called by now is not
    for them to try out.
    """
    vacancy = SourcingSearch.vacancy_ref
    if wanted.words:
        yield from has_words(work.session, actor, vacancy, wanted.words)
        if not actor.has(*SEES_ALL):
            yield vacancy.in_(sits_on(actor))
    if wanted.code:
        yield _begins(SourcingSearch.ref, wanted.code)
    if wanted.platform:
        yield SourcingSearch.platform == wanted.platform
    if wanted.who:
        yield SourcingSearch.entered_person.in_(persons_called(work.session, wanted.who))
    if wanted.month:
        yield within(SourcingSearch.entered_at, wanted.month)
    if wanted.attempt is not None:
        yield SourcingSearch.attempt.is_(wanted.attempt)
    if wanted.asked:
        yield SourcingSearch.ref.in_(open_to(actor))


def of_reports(
    work: UnitOfWork, actor: Actor, wanted: ReportsWanted
) -> Iterator[ColumnElement[bool]]:
    """The conditions of the reports that are ``wanted``, for somebody who may read any."""
    told = UnauthorisedSearch
    if wanted.words:
        yield from has_words(work.session, actor, told.vacancy_ref, wanted.words)
    if wanted.code:
        yield _begins(told.ref, wanted.code)
    if wanted.state:
        yield told.state == wanted.state
    if wanted.month:
        yield within(told.reported_at, wanted.month)
    if wanted.ruling:
        yield told.ruling == wanted.ruling
    if wanted.hours:
        over = told.notify_by < work.now
        yield told.ruling.is_(None)
        yield over if wanted.hours is Hours.OVER else told.notify_by >= work.now


def _begins(ref: InstrumentedAttribute[str], digits: str) -> ColumnElement[bool]:
    return (ref >= digits) & (ref < digits + _AFTER_DIGITS)
