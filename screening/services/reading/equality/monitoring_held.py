"""Of how many people answers are held, vacancy by vacancy. What they answered is not read here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from screening.domain.monitoring import Question, not_asked, questions_of
from screening.domain.people import Action, check_may
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.loading import find_vacancy
from screening.services.reading.visible import off_panel
from screening.store.tables.monitoring import (
    MonitoringAnswers,
    MonitoringCounted,
    MonitoringSums,
)
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 200


@dataclass(frozen=True)
class VacancyHeld:
    """A vacancy: how many applied, of how many answers are held, and the edition they are in."""

    ref: str
    reference: str
    title: str
    department: str
    closed_on: date | None
    candidates: int
    people: int
    edition: int | None


@dataclass(frozen=True)
class VacancyShown:
    """One vacancy, with the questions that a file may answer, and the protected characteristics
    that the policy asks nobody about.
    """

    held: VacancyHeld
    questions: tuple[Question, ...]
    not_asked: tuple[str, ...]


@dataclass(frozen=True)
class YearHeld:
    """Vacancies that closed in ``year`` and are not counted yet, and of how many of them answers
    are held. A year that is not over cannot be counted.
    """

    year: int
    is_over: bool
    vacancies: int
    with_answers: int


def list_held(call: Call) -> tuple[VacancyHeld, ...]:
    """The vacancies that closed last, and those with answers, newest first."""
    with call.look() as work:
        check_may(call.actor, Action.COUNT_MONITORING)
        vacancies = work.session.scalars(
            select(Vacancy)
            .where(off_panel(call.actor))
            .order_by(Vacancy.opened_at.desc(), Vacancy.ref)
            .limit(MOST)
        ).all()
        return _held(work, vacancies)


def list_years(call: Call) -> tuple[YearHeld, ...]:
    """The years in which vacancies closed that are in no edition yet, newest first."""
    with call.look() as work:
        check_may(call.actor, Action.COUNT_MONITORING)
        answered = select(MonitoringAnswers.vacancy_ref).where(
            MonitoringAnswers.answers_sealed.is_not(None)
        )
        summed = select(MonitoringSums.vacancy_ref).where(MonitoringSums.sums_sealed.is_not(None))
        held = Vacancy.ref.in_(answered.union(summed))
        found = work.session.execute(
            select(Vacancy.closed_at, held).where(
                Vacancy.ref.not_in(select(MonitoringCounted.vacancy_ref))
            )
        )
        vacancies, with_answers = Counter[int](), Counter[int]()
        for closed_at, is_held in found:
            if closed_at is not None:
                year = day_of(closed_at).year
                vacancies[year] += 1
                with_answers[year] += bool(is_held)
        return tuple(
            YearHeld(year, year < day_of(work.now).year, vacancies[year], with_answers[year])
            for year in sorted(vacancies, reverse=True)
        )


def read_held(call: Call, vacancy_ref: str) -> VacancyShown:
    """One vacancy, for an officer who never sat on its panel; or NotFound."""
    with call.look() as work:
        vacancy, _ties = find_vacancy(
            work.session, call.actor, vacancy_ref, Action.BRING_MONITORING
        )
        questions = questions_of(work.policy)
        unasked = not_asked(question.name for question in questions)
        return VacancyShown(_held(work, [vacancy])[0], questions, unasked)


def _held(work: UnitOfWork, vacancies: Sequence[Vacancy]) -> tuple[VacancyHeld, ...]:
    refs = [vacancy.ref for vacancy in vacancies]
    people = dict(
        work.session.execute(
            select(MonitoringAnswers.vacancy_ref, func.count())
            .where(
                MonitoringAnswers.vacancy_ref.in_(refs),
                MonitoringAnswers.answers_sealed.is_not(None),
            )
            .group_by(MonitoringAnswers.vacancy_ref)
        ).all()
    )
    editions = dict(
        work.session.execute(
            select(MonitoringCounted.vacancy_ref, MonitoringCounted.edition).where(
                MonitoringCounted.vacancy_ref.in_(refs)
            )
        ).all()
    )
    return tuple(
        VacancyHeld(
            ref=each.ref,
            reference=each.reference,
            title=each.title,
            department=each.department,
            closed_on=day_of(each.closed_at) if each.closed_at else None,
            candidates=each.candidates,
            people=people.get(each.ref, 0),
            edition=editions.get(each.ref),
        )
        for each in vacancies
    )
