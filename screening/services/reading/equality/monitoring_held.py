"""Of how many people answers are held, vacancy by vacancy. What they answered is not read here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select

from screening.domain.monitoring import Question, not_asked, questions_of
from screening.domain.people import Action, check_may
from screening.services.calendar import day_of, start_of_day
from screening.services.call import Call
from screening.services.loading import find_vacancy
from screening.services.reading.pages import Page, Turning, turn
from screening.services.reading.vacancies.vacancy_list import (
    FIRST,
    ORDER,
    VacanciesWanted,
    select_vacancies,
)
from screening.services.reading.visible import looked_up, off_panel
from screening.store.tables.candidate import Candidate
from screening.store.tables.monitoring import (
    MonitoringAnswers,
    MonitoringCounted,
    MonitoringSums,
)
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

_IS_ANSWERED = looked_up(
    MonitoringAnswers.vacancy_ref == Vacancy.ref, MonitoringAnswers.answers_sealed.is_not(None)
) | looked_up(MonitoringSums.vacancy_ref == Vacancy.ref, MonitoringSums.sums_sealed.is_not(None))
_IS_COUNTED = looked_up(MonitoringCounted.vacancy_ref == Vacancy.ref)
_HAS_APPLICANTS = looked_up(Candidate.vacancy_ref == Vacancy.ref, Candidate.erased_at.is_(None))


class Answers(StrEnum):
    """Whether answers are held of a vacancy. ``MISSING``: none are, and they could be counted: it
    is in no edition, and somebody who applied is not erased.
    """

    HELD = "held"
    MISSING = "missing"


_WHICH: Mapping[Answers, ColumnElement[bool]] = {
    Answers.HELD: _IS_ANSWERED,
    Answers.MISSING: ~_IS_ANSWERED & ~_IS_COUNTED & _HAS_APPLICANTS,
}


@dataclass(frozen=True)
class HeldWanted:
    """Which ``vacancies``: closed in the year ``closed_in`` (0: whenever, or open still), and with
    such ``answers``.
    """

    vacancies: VacanciesWanted = VacanciesWanted()
    closed_in: int = 0
    answers: Answers | None = None


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
    """Vacancies that closed in ``year`` and are not counted yet; of how many of them answers are
    held, and of how many they are ``missing``. A year that is not over cannot be counted.
    """

    year: int
    is_over: bool
    vacancies: int
    with_answers: int
    missing: int


def list_held(
    call: Call, wanted: HeldWanted = HeldWanted(), turning: Turning = FIRST
) -> Page[VacancyHeld]:
    """The ``wanted`` vacancies on whose panel the officer never sat, the last set up first."""
    with call.look() as work:
        check_may(call.actor, Action.COUNT_MONITORING)
        found = select_vacancies(work.session, call.actor, wanted.vacancies)
        found = found.where(off_panel(call.actor))
        if wanted.closed_in:
            found = found.where(_closed_in(wanted.closed_in))
        if wanted.answers:
            found = found.where(_WHICH[wanted.answers])
        page = turn(work.session, found, ORDER, turning)
        return page.with_rows(_held(work, page.rows))


def years_closed(call: Call) -> Sequence[int]:
    """The years in which a vacancy may have closed, the latest first."""
    with call.look() as work:
        check_may(call.actor, Action.COUNT_MONITORING)
        first = work.session.scalar(select(func.min(Vacancy.closed_at)))
        return range(day_of(work.now).year, day_of(first).year - 1, -1) if first else ()


def list_years(call: Call) -> tuple[YearHeld, ...]:
    """The years in which vacancies closed that are in no edition yet, newest first."""
    with call.look() as work:
        check_may(call.actor, Action.COUNT_MONITORING)
        found = work.session.execute(
            select(Vacancy.closed_at, _IS_ANSWERED, _HAS_APPLICANTS).where(
                Vacancy.closed_at.is_not(None), ~_IS_COUNTED
            )
        )
        vacancies, with_answers, missing = Counter[int](), Counter[int](), Counter[int]()
        for closed_at, is_answered, has_applicants in found:
            year = day_of(closed_at or work.now).year
            vacancies[year] += 1
            with_answers[year] += bool(is_answered)
            missing[year] += bool(has_applicants and not is_answered)
        return tuple(
            YearHeld(
                year,
                year < day_of(work.now).year,
                vacancies[year],
                with_answers[year],
                missing[year],
            )
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


def _closed_in(year: int) -> ColumnElement[bool]:
    return (Vacancy.closed_at >= start_of_day(date(year, 1, 1))) & (
        Vacancy.closed_at < start_of_day(date(year + 1, 1, 1))
    )


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
