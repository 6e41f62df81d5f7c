"""Whether what a page is about belongs to a vacancy of a school, so that the page says so."""

from sqlalchemy import FromClause, select, union_all

from screening.domain.errors import NotFound
from screening.domain.words import Regime
from screening.services.call import Call
from screening.services.loading import find_vacancy
from screening.store.tables import metadata
from screening.store.tables.vacancy import Vacancy

_OF_A_VACANCY: tuple[FromClause, ...] = tuple(
    table for table in metadata.sorted_tables if {"ref", "vacancy_ref"} <= set(table.c.keys())
)
"""Every table whose rows a page may be about and that says which vacancy they belong to."""


def school_of(call: Call, ref: str) -> str:
    """The vacancy of a school to which what is called ``ref`` belongs; empty for any other.

    Also for those who may not know of that vacancy.
    """
    belongs = union_all(
        *(select(table.c.vacancy_ref).where(table.c.ref == ref) for table in _OF_A_VACANCY)
    )
    wanted = select(Vacancy.ref).where(
        Vacancy.regime == Regime.SCHOOL, (Vacancy.ref == ref) | Vacancy.ref.in_(belongs)
    )
    with call.look() as work:
        found = work.session.scalars(wanted).first()
        if found is None:
            return ""
        try:
            find_vacancy(work.session, call.actor, found)
        except NotFound:
            return ""
        return found
