"""Under which words a vacancy is found: kept beside it, and anew whenever they change."""

from sqlalchemy import delete

from screening.domain.list_words import words_in
from screening.store.tables.vacancy import Vacancy, VacancyWord
from screening.store.unit_of_work import UnitOfWork


def keep_words(work: UnitOfWork, vacancy: Vacancy) -> None:
    """Let ``vacancy`` be found by its reference, title and department as they are now."""
    work.session.execute(delete(VacancyWord).where(VacancyWord.vacancy_ref == vacancy.ref))
    work.session.add_all(
        VacancyWord(vacancy_ref=vacancy.ref, word=word) for word in words_in(vacancy.folded)
    )
