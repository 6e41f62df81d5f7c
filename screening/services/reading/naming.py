"""What people call a vacancy, a candidate or a check, and which it is."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from screening.domain.candidate_codes import code_of, number_typed
from screening.domain.errors import NotFound
from screening.domain.text import N_
from screening.services.call import Call
from screening.services.loading import find_candidate, find_vacancy
from screening.services.reading.visible import vacancies_seen
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

_AT_ONCE = 500  # references in one question: databases bound how many


class CheckName(NamedTuple):
    """What a check is called, never by name: ``candidate`` is ``LIB-7, C-03``, ``number`` its own.

    The word for a check between them is for whoever shows it, in the reader's language.
    """

    candidate: str
    number: int


def vacancy_called(call: Call, text: str) -> str:
    """The ref of the vacancy with this ref, or this reference (``LIB-7``). Or NotFound."""
    with call.look() as work:
        found = _vacancy(work, text)
        return find_vacancy(work.session, call.actor, found)[0].ref


def vacancy_named(call: Call, vacancy_ref: str) -> dict[str, str]:
    """The reference of the vacancy ``vacancy_ref``, by that; nothing where one may not know it."""
    with call.look() as work:
        seen = vacancies_seen(work.session, call.actor)
        found = select(Vacancy.ref, Vacancy.reference).where(Vacancy.ref == vacancy_ref, *seen)
        return dict(work.session.execute(found).all())


def candidate_called(call: Call, text: str) -> str:
    """The ref of the candidate with this ref, or of this code in a vacancy: ``LIB-7/C-03``."""
    with call.look() as work:
        reference, _slash, code = text.rpartition("/")
        number = number_typed(code)
        found: str | None = text
        if reference and number is not None:
            found = work.session.scalar(
                select(Candidate.ref).where(
                    Candidate.vacancy_ref == _vacancy(work, reference),
                    Candidate.number == number,
                )
            )
        if found is None:
            raise NotFound(N_("There is no candidate of that code in that vacancy."))
        return find_candidate(work.session, call.actor, found)[0].ref


def checks_named(call: Call, refs: Iterable[str]) -> dict[str, CheckName]:
    """What each of the checks ``refs`` is called."""
    with call.look() as work:
        return names_of_checks(work.session, refs)


def names_of_checks(session: Session, refs: Iterable[str]) -> dict[str, CheckName]:
    """The same, within a unit of work."""
    named: dict[str, CheckName] = {}
    wanted = sorted(refs)
    for start in range(0, len(wanted), _AT_ONCE):
        rows = session.execute(
            select(Check.ref, Vacancy.reference, Candidate.number, Check.number)
            .join(Vacancy, Vacancy.ref == Check.vacancy_ref)
            .join(Candidate, Candidate.ref == Check.candidate_ref)
            .where(Check.ref.in_(wanted[start : start + _AT_ONCE]))
        )
        named |= {
            ref: CheckName(f"{reference}, {code_of(candidate)}", number)
            for ref, reference, candidate, number in rows
        }
    return named


def _vacancy(work: UnitOfWork, text: str) -> str:
    found = work.session.scalar(
        select(Vacancy.ref).where(
            (Vacancy.reference_folded == text.strip().casefold()) | (Vacancy.ref == text.strip())
        )
    )
    if found is None:
        raise NotFound(N_("There is no vacancy of that reference."))
    return found
