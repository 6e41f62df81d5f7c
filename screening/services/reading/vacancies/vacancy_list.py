"""The list of vacancies: those that a reader may know of, looked for and narrowed down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from screening.domain.list_words import words_wanted
from screening.domain.people import Actor
from screening.domain.words import Stage
from screening.services.calendar import start_of_day
from screening.services.call import Call
from screening.services.reading.pages import Order, Page, Turning, turn
from screening.services.reading.visible import (
    SEES_ALL,
    column_for,
    looked_up,
    narrowed,
    off_panel,
    order_for,
    sits_on,
    vacancies_seen,
)
from screening.store.tables.vacancy import Vacancy, VacancyWord

ORDER = Order(Vacancy.opened_at, Vacancy.ref)
_LAST = "\U0010ffff"
_DECEMBER = 12
_PLACES = 3
"""In which one vacancy may have what is looked for. Where it has it in more, nothing is missed."""


@dataclass(frozen=True)
class VacanciesWanted:
    """Which vacancies: with each of ``words`` anywhere in reference, title or department; of one
    stage or department; set up in the month of the day ``month``.
    """

    words: str = ""
    stage: Stage | None = None
    department: str = ""
    month: date | None = None


@dataclass(frozen=True)
class VacancyRow:
    """One line of the list of vacancies."""

    ref: str
    reference: str
    title: str
    department: str
    stage: Stage
    opened_at: datetime
    candidates: int
    checks: int


EVERY = VacanciesWanted()
FIRST = Turning()


def list_vacancies(
    call: Call, wanted: VacanciesWanted = EVERY, turning: Turning = FIRST, *, apart: bool = False
) -> Page[VacancyRow]:
    """The ``wanted`` vacancies that the caller may know of, newest first; ``apart``: on whose panel
    they never sat.
    """
    with call.look() as work:
        found = select_vacancies(work.session, call.actor, wanted)
        if apart:
            found = found.where(off_panel(call.actor))
        page = turn(work.session, found, order_for(call.actor, ORDER), turning)
        return page.with_rows([vacancy_row(vacancy) for vacancy in page.rows])


def select_vacancies(session: Session, actor: Actor, wanted: VacanciesWanted) -> Select[Vacancy]:
    """The question for the ``wanted`` vacancies that ``actor`` may know of, in no order."""
    found = select(Vacancy).where(*vacancies_seen(session, actor))
    found = found.where(*has_words(session, actor, Vacancy.ref, wanted.words))
    if wanted.stage:
        found = found.where(column_for(actor, Vacancy.stage) == wanted.stage)
    if wanted.department:
        found = found.where(column_for(actor, Vacancy.department) == wanted.department)
    if wanted.month:
        found = found.where(within(column_for(actor, Vacancy.opened_at), wanted.month))
    return found


def has_words(
    session: Session, actor: Actor, vacancy_ref: InstrumentedAttribute[Any], text: str
) -> list[ColumnElement[bool]]:
    """That each of the words in ``text`` stands somewhere in the reference, title or department of
    the vacancy of a row.

    They are looked up together, beginning with the longest, which fewest will have.
    """
    words = sorted(words_wanted(text), key=len, reverse=True)
    if not words:
        return []
    longest, *others = words
    keys = select(VacancyWord.vacancy_ref).where(_begins(VacancyWord, longest))
    for word in others:
        keys = keys.where(_is_found(VacancyWord.vacancy_ref, word))
    this = and_(*(_is_found(vacancy_ref, word) for word in words))
    return [narrowed(session, actor, vacancy_ref, keys, this, repeats=_PLACES)]


def _is_found(vacancy_ref: InstrumentedAttribute[Any], word: str) -> ColumnElement[bool]:
    other = aliased(VacancyWord)
    return looked_up(other.vacancy_ref == vacancy_ref, _begins(other, word))


def _begins(words: type[VacancyWord], word: str) -> ColumnElement[bool]:
    return words.word.between(word, word + _LAST)


def within(column: SQLColumnExpression[datetime], month: date) -> ColumnElement[bool]:
    """That a moment lies in the month of the day ``month``, in the United Kingdom."""
    return (column >= start_of_day(month.replace(day=1))) & (
        column < start_of_day(next_month(month))
    )


def next_month(day: date) -> date:
    """The first day of the month after that of ``day``."""
    return date(day.year + day.month // _DECEMBER, day.month % _DECEMBER + 1, 1)


def departments(call: Call) -> Sequence[str]:
    """The departments of the vacancies that the caller may know of.

    Each is found from the one before it, so that it takes as many steps as there are departments.
    """
    with call.look() as work:
        if not call.actor.has(*SEES_ALL):
            own = select(Vacancy.department).where(Vacancy.ref.in_(sits_on(call.actor)))
            return sorted(set(work.session.scalars(own)))
        step = select(func.min(Vacancy.department).label("name")).cte("step", recursive=True)
        after = select(func.min(Vacancy.department)).where(Vacancy.department > step.c.name)
        every = step.union_all(select(after.scalar_subquery()).where(step.c.name.is_not(None)))
        found = work.session.scalars(select(every.c.name).where(every.c.name.is_not(None)))
        return sorted(found)


def vacancy_row(vacancy: Vacancy) -> VacancyRow:
    """``vacancy`` as a line of a list."""
    return VacancyRow(
        vacancy.ref,
        vacancy.reference,
        vacancy.title,
        vacancy.department,
        Stage(vacancy.stage),
        vacancy.opened_at,
        vacancy.candidates,
        vacancy.checks,
    )
