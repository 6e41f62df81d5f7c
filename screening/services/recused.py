"""Who takes no part in choosing in a vacancy, whatever their role: one answer for all who ask.

They saw something protected in a search, looked a whole shortlist up without any claim, or saw what
came of a search that nobody had authorised. Each of these counts alike.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import CompoundSelect, Select, select, union_all

from screening.domain.words import Measure
from screening.store.tables.due_diligence import DueDiligenceSearch
from screening.store.tables.registers import Recusal, UnauthorisedSearch
from screening.store.tables.search import ExposureStep


def recused_in(vacancies: Collection[str]) -> CompoundSelect[str, str]:
    """The vacancy and the person of each who is recused in any of ``vacancies``."""
    saw = _saw(ExposureStep.vacancy_ref, ExposureStep.person_ref)
    shortlist = select(DueDiligenceSearch.vacancy_ref, DueDiligenceSearch.searcher_person)
    unasked = _unasked(UnauthorisedSearch.vacancy_ref, Recusal.person_ref)
    return union_all(
        saw.where(ExposureStep.vacancy_ref.in_(vacancies)),
        shortlist.where(DueDiligenceSearch.vacancy_ref.in_(vacancies)),
        unasked.where(UnauthorisedSearch.vacancy_ref.in_(vacancies)),
    )


def recused_from(person: str) -> tuple[Select[str], ...]:
    """The vacancies in which ``person`` is recused, for a union."""
    shortlist = select(DueDiligenceSearch.vacancy_ref)
    return (
        _saw(ExposureStep.vacancy_ref).where(ExposureStep.person_ref == person),
        shortlist.where(DueDiligenceSearch.searcher_person == person),
        _unasked(UnauthorisedSearch.vacancy_ref).where(
            Recusal.person_ref == person, UnauthorisedSearch.vacancy_ref.is_not(None)
        ),
    )


def _saw(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).where(ExposureStep.measure == Measure.RECUSAL)


def _unasked(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).join(Recusal, Recusal.report_ref == UnauthorisedSearch.ref)
