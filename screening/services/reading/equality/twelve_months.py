"""Twelve months, and the vacancies of which figures are counted in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, SQLColumnExpression, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from screening.domain.people import Actor
from screening.services.calendar import start_of_day
from screening.services.reading.vacancies.vacancy_list import next_month
from screening.services.reading.visible import off_panel
from screening.store.tables.check import Check
from screening.store.tables.vacancy import PanelMember, Vacancy

MONTHS = 12


def months_to(today: date, last: date | None = None) -> tuple[date, ...]:
    """The first days of the twelve months up to that of ``last``; of ``today`` at the latest."""
    end = min(last or today, today)
    day = date(end.year - 1, end.month, 1)
    months = []
    for _ in range(MONTHS):
        day = next_month(day)
        months.append(day)
    return tuple(months)


def in_months(
    column: InstrumentedAttribute[datetime], months: Sequence[date]
) -> ColumnElement[bool]:
    """That a moment lies in one of ``months``, which follow on one another."""
    begins, ends = start_of_day(months[0]), start_of_day(next_month(months[-1]))
    return (column >= begins) & (column < ends)


@dataclass(frozen=True)
class Counted:
    """Of which vacancies figures are: those on whose panel ``actor`` never sat, of a department."""

    actor: Actor
    department: str

    def vacancies(self, column: InstrumentedAttribute[str]) -> list[ColumnElement[bool]]:
        """That ``column`` names such a vacancy."""
        found = [off_panel(self.actor, column)]
        if self.department:
            theirs = select(Vacancy.ref).where(Vacancy.department == self.department)
            found.append(column.in_(theirs))
        return found

    def checks(self, column: SQLColumnExpression[str]) -> list[ColumnElement[bool]]:
        """That ``column`` names a check of such a vacancy. Those of one's own panels are few: they
        are found once, and the vacancy of no other check is looked up for it.
        """
        other = aliased(Check)
        if self.department:
            return [column.in_(select(other.ref).where(*self.vacancies(other.vacancy_ref)))]
        seats = select(PanelMember.vacancy_ref).where(
            PanelMember.person_ref == self.actor.person_ref
        )
        return [column.not_in(select(other.ref).where(other.vacancy_ref.in_(seats)))]
