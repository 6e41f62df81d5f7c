"""What waits for HR in a school's search: a notice to send, an objection to decide, what was found
to screen and hand over, an answer to pass on.

HR is told of it each time that the policy's time of escalation has passed, as of a check in hand.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select

from screening.domain.due_diligence import DueDiligence
from screening.domain.notifying import Told
from screening.services.calendar import begun_before
from screening.services.due_diligence.conditions import handlers, is_in, parts_of
from screening.services.due_diligence.passing import outstanding
from screening.services.outbox.telling import tell
from screening.services.reminding.untold import Since, over_again
from screening.store.tables.due_diligence import DueDiligencePart, DueDiligenceSearch
from screening.store.tables.outbox import Notification
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


def look(work: UnitOfWork) -> None:
    """Tell HR of every search in which something waits for it too long."""
    before = begun_before(work.policy, "escalation", work.now)
    found = sorted((since, ref) for ref, since in _waiting(work).items() if since < before)
    waiting = ((ref, since, _last_told(work, ref)) for since, ref in found)
    for vacancy, moment in over_again(work, Vacancy, waiting):
        ref = vacancy.ref
        told = handlers(work, work.session.get_one(DueDiligenceSearch, ref), vacancy)
        tell(work, Told.STILL_WAITS, told, ref, vacancy_ref=ref, since=moment)


def _waiting(work: UnitOfWork) -> dict[str, datetime]:
    """Each vacancy in whose search something waits, and since when the longest of it does."""
    part, search = DueDiligencePart, DueDiligenceSearch
    found = [
        *work.session.execute(_since(search.opened_at, search.state == DueDiligence.OPENED)),
        *work.session.execute(
            _since(
                part.objected_at,
                search.state == DueDiligence.PAUSED,
                part.objection_decided_at.is_(None),
            )
        ),
        *work.session.execute(_since(part.answered_at)),
    ]
    waiting = _found(work)
    for ref, since in found:
        if since is not None:
            waiting[ref] = min(since, waiting.get(ref, since))
    return waiting


def _since(moment: Since, *where: ColumnElement[bool]) -> Select[str, datetime | None]:
    """The earliest ``moment`` in each search for which all of ``where`` holds."""
    part, search = DueDiligencePart, DueDiligenceSearch
    return (
        select(search.vacancy_ref, func.min(moment))
        .outerjoin(part, part.vacancy_ref == search.vacancy_ref)
        .where(moment.is_not(None), *where)
        .group_by(search.vacancy_ref)
    )


def _found(work: UnitOfWork) -> dict[str, datetime]:
    """Searches in which what was written down waits to be screened, or to be handed over."""
    searching = select(Vacancy).join(
        DueDiligenceSearch, DueDiligenceSearch.vacancy_ref == Vacancy.ref
    )
    found = {}
    wanted = searching.where(DueDiligenceSearch.state == DueDiligence.SEARCHING)
    for vacancy in work.session.scalars(wanted).all():
        written = [
            (one.recorded_at, one.passed_on is None)
            for one, candidate in parts_of(work, vacancy)
            if one.recorded_at and is_in(candidate)
        ]
        if to_screen := [moment for moment, waits in written if waits]:
            found[vacancy.ref] = min(to_screen)
        elif written and not outstanding(work, vacancy):
            found[vacancy.ref] = max(moment for moment, _waits in written)
    return found


def _last_told(work: UnitOfWork, vacancy_ref: str) -> datetime | None:
    told = select(func.max(Notification.since)).where(
        Notification.about == vacancy_ref, Notification.kind == Told.STILL_WAITS
    )
    return work.session.scalar(told)
