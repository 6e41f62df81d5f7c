"""Who was found by a name, and who looked lately.

Who may look may know of every vacancy: so how many were found tells them nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.events import Event
from screening.domain.people import Action, Actor, check_may
from screening.domain.words import CandidateStatus
from screening.services.call import Call
from screening.services.erasure.holds import IS_HELD
from screening.services.loading import ties_of_each
from screening.services.reading.looks import looked_lately
from screening.services.reading.people import names_of
from screening.services.reading.vacancies.claim import name_for
from screening.store.tables.candidate import Candidate
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

LOOKS = 20


@dataclass(frozen=True)
class FoundByName:
    """Somebody who was found. ``name`` is empty for those who work by reference; ``held``: that
    nothing of the vacancy is erased for now.
    """

    candidate_ref: str
    code: str
    name: str
    status: CandidateStatus
    vacancy_ref: str
    vacancy_reference: str
    vacancy_title: str
    held: bool


@dataclass(frozen=True)
class NameLook:
    """That somebody looked for a name: not for which. ``more``: there were more than were shown."""

    at: datetime
    by: str
    found: int
    more: bool
    reason: str


def shown_to(
    work: UnitOfWork, actor: Actor, candidates: Sequence[Candidate]
) -> tuple[FoundByName, ...]:
    """``candidates`` as ``actor`` sees them, in the same order."""
    refs = {each.vacancy_ref for each in candidates}
    found = work.session.execute(select(Vacancy, IS_HELD).where(Vacancy.ref.in_(refs))).all()
    vacancies = {vacancy.ref: (vacancy, held) for vacancy, held in found}
    ties = ties_of_each(work.session, [(vacancy, None) for vacancy, _held in found])
    tied = dict(zip(vacancies, ties, strict=True))
    return tuple(
        _row(each, *vacancies[ref], name_for(work, actor, tied[ref], each))
        for each in candidates
        for ref in (each.vacancy_ref,)
    )


def list_looks(call: Call) -> tuple[NameLook, ...]:
    """Who looked lately, the newest first."""
    check_may(call.actor, Action.SEE_WHO_LOOKED)
    with call.look() as work:
        found = looked_lately(work, Event.NAME_LOOKED_UP, LOOKS)
        names = names_of(work.session, [one.actor_ref for one in found])
        return tuple(
            NameLook(
                one.occurred_at,
                names[one.actor_ref],
                int(said["found"]),
                said["more"] == "yes",
                said["reason"],
            )
            for one in found
            if (said := one.payload) is not None
        )


def _row(candidate: Candidate, vacancy: Vacancy, held: bool, name: str) -> FoundByName:
    return FoundByName(
        candidate_ref=candidate.ref,
        code=code_of(candidate.number),
        name=name,
        status=CandidateStatus(candidate.status),
        vacancy_ref=vacancy.ref,
        vacancy_reference=vacancy.reference,
        vacancy_title=vacancy.title,
        held=held,
    )
