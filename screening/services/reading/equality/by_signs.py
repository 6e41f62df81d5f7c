"""Vacancies in the order of what calls for a look in them: the gravest first, and the most of it.

Only those of twelve months, or of the month that is chosen: signs are counted anew each time, since
what is overdue today was not yesterday, and what was erased counts no more.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, func, select

from screening.domain.people import Action, check_may
from screening.services.calendar import day_of, start_of_day
from screening.services.call import Call
from screening.services.reading.equality.reviews import ReviewRow, reviewed
from screening.services.reading.equality.signs import Among, Counts, Sign, gravity, wording_signs
from screening.services.reading.equality.signs_counted import unsealed_signs
from screening.services.reading.equality.signs_summed import newest_checks
from screening.services.reading.equality.twelve_months import in_months, months_to
from screening.services.reading.pages import MOST_COUNTED, Page, Turning
from screening.services.reading.vacancies.vacancy import never_sat_on
from screening.services.reading.vacancies.vacancy_list import (
    EVERY,
    FIRST,
    VacanciesWanted,
    select_vacancies,
    vacancy_row,
)
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class BySigns:
    """A page of vacancies that were set up from the month of ``first`` to that of ``last`` and in
    which any sign was seen. ``unread``: older checks whose wording was not looked at.
    """

    page: Page[ReviewRow]
    first: date
    last: date
    unread: int


def list_by_signs(
    call: Call,
    wanted: VacanciesWanted = EVERY,
    turning: Turning = FIRST,
    sign: Sign | None = None,
) -> BySigns:
    """The ``wanted`` vacancies that the officer may look at, by their signs. ``sign`` keeps those
    in which it was seen, most often first.
    """
    check_may(call.actor, Action.READ_PAIRS)
    with call.look() as work:
        months = (wanted.month.replace(day=1),) if wanted.month else months_to(day_of(work.now))
        which = (in_months(Vacancy.opened_at, months), *_narrowed(work, call, wanted))
        among = Among(which, Vacancy.ref, start_of_day(months[0]))
        of, read = newest_checks(work, among)
        signs: dict[str, Counter[Sign]] = defaultdict(Counter)
        for ref, one, count in (*unsealed_signs(work, among), *wording_signs(work, list(of))):
            signs[ref][one] += count
        checks = work.session.scalar(select(func.sum(Vacancy.checks)).where(*which))
        page = _page(work, _in_order(signs, sign), turning)
        return BySigns(page, months[0], months[-1], int(checks or 0) - read)


def _narrowed(work: UnitOfWork, call: Call, wanted: VacanciesWanted) -> list[ColumnElement[bool]]:
    """The conditions of what is ``wanted``, but for the month."""
    narrower = replace(wanted, month=None)
    apart: list[ColumnElement[bool]] = [never_sat_on(call.actor)]
    if narrower != EVERY:
        found = select_vacancies(work.session, call.actor, narrower)
        apart.append(Vacancy.ref.in_(found.with_only_columns(Vacancy.ref)))
    return apart


def _in_order(signs: Mapping[str, Counts], sign: Sign | None) -> list[str]:
    """The refs of the vacancies in which anything was seen, the gravest first."""
    seen = [ref for ref, counts in signs.items() if not sign or counts.get(sign)]
    return sorted(seen, key=lambda ref: (gravity(signs[ref], sign), ref))


def _page(work: UnitOfWork, refs: list[str], turning: Turning) -> Page[ReviewRow]:
    """Some of ``refs`` from where ``turning`` says: it names the vacancy before or after them."""
    places = {ref: place for place, ref in enumerate(refs)}
    start = places.get(turning.after, -1) + 1
    if turning.before in places:
        start = max(0, places[turning.before] - turning.size)
    shown = refs[start : start + turning.size]
    if not shown:
        return Page(())
    found = work.session.scalars(select(Vacancy).where(Vacancy.ref.in_(shown)))
    rows = {one.ref: vacancy_row(one) for one in found}
    return Page(
        reviewed(work, [rows[ref] for ref in shown]),
        shown[0],
        shown[-1],
        min(start, MOST_COUNTED + 1),
        min(len(refs) - start - len(shown), MOST_COUNTED + 1),
    )
