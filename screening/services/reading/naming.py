"""What an operator calls a vacancy or a candidate, and which it is."""

from sqlalchemy import select

from screening.domain.errors import NotFound
from screening.domain.text import N_
from screening.services.call import Call
from screening.services.loading import find_candidate, find_vacancy
from screening.store.tables.candidate import Candidate
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


def vacancy_called(call: Call, text: str) -> str:
    """The ref of the vacancy with this ref, or this reference (``LIB-7``). Or NotFound."""
    with call.look() as work:
        found = _vacancy(work, text)
        return find_vacancy(work.session, call.actor, found)[0].ref


def candidate_called(call: Call, text: str) -> str:
    """The ref of the candidate with this ref, or of this code in a vacancy: ``LIB-7/C-03``."""
    with call.look() as work:
        reference, _slash, code = text.rpartition("/")
        number = code.upper().removeprefix("C-")
        found: str | None = text
        if reference and number.isdecimal():
            found = work.session.scalar(
                select(Candidate.ref).where(
                    Candidate.vacancy_ref == _vacancy(work, reference),
                    Candidate.number == int(number),
                )
            )
        if found is None:
            raise NotFound(N_("There is no candidate of that code in that vacancy."))
        return find_candidate(work.session, call.actor, found)[0].ref


def _vacancy(work: UnitOfWork, text: str) -> str:
    found = work.session.scalar(
        select(Vacancy.ref).where(
            (Vacancy.reference_folded == text.strip().casefold()) | (Vacancy.ref == text.strip())
        )
    )
    if found is None:
        raise NotFound(N_("There is no vacancy of that reference."))
    return found
