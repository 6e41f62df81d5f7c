"""Rows that are vacancies: known again by their reference."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from screening.domain.emails import fold_email
from screening.domain.entry import tidy
from screening.domain.errors import NotValid
from screening.domain.text import N_
from screening.domain.words import Role
from screening.services.call import Call
from screening.services.due_diligence.regime import check_department
from screening.services.importing.cells import NO_DATE, read_date
from screening.services.importing.planning import (
    CLOSED,
    TWICE,
    Plan,
    Problem,
    Row,
    portions,
    problems_of,
    vacancies_named,
)
from screening.services.loading import holders_of
from screening.services.panels import check_can_sit, decider_of, seats_of, write_panel
from screening.services.vacancies import VacancyDetails, write_details, write_vacancy
from screening.store.tables.account import Account
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

_BETWEEN = re.compile(r"[;,\s]+")
_NO_MANAGER = N_(
    "Give e-mail addresses of managers who have an account here, with a semicolon between two"
)


def plan_vacancies(work: UnitOfWork, call: Call, rows: Sequence[Row]) -> Plan:
    """What becomes of each row."""
    known = vacancies_named(work, call, rows, "reference")
    managers = _managers(work.session, rows)
    plan, seen = Plan(), set[str]()
    for row in rows:
        folded = row["reference"].casefold()
        vacancy = known.get(folded)
        panel = [managers.get(email) for email in _emails(row)]
        problems = (
            *_problems_of_details(row),
            *_problems_of_department(work.session, vacancy, row),
            *_problems_of_panel(work.session, vacancy, panel),
        )
        if vacancy is not None and vacancy.closed_at is not None:
            problems = (("reference", CLOSED),)
        if folded and folded in seen:
            problems = (("reference", TWICE),)
        seen.add(folded)
        if problems:
            plan.refuse(row, row["reference"], *problems)
            continue
        details = _details(row, vacancy)
        seats = sorted({account.ref for account in panel if account is not None})
        if vacancy is None:
            plan.add(row, details.reference)
            plan.acts.append(partial(_open, work, details, seats))
        else:
            _change(work, plan, row, vacancy, details, seats)
    return plan


def _details(row: Row, vacancy: Vacancy | None) -> VacancyDetails:
    """What a row without problems says; a vacancy that is there keeps the letters of its reference.

    Raises NotValid.
    """
    spelled = vacancy.reference if vacancy is not None else row["reference"]
    closes = read_date(row["apply_by"]) or date.min
    return VacancyDetails(spelled, row["title"], row["department"], closes).tidied()


def _problems_of_details(row: Row) -> tuple[Problem, ...]:
    undated = N_("Fill this in") if not row["apply_by"] else NO_DATE
    wrong = () if read_date(row["apply_by"]) else (("apply_by", undated),)
    try:
        _details(row, None)
    except NotValid as refused:
        return (*problems_of(refused), *wrong)
    return wrong


def _problems_of_department(
    session: Session, vacancy: Vacancy | None, row: Row
) -> tuple[Problem, ...]:
    try:
        if vacancy is not None:
            check_department(session, vacancy, tidy(row["department"]))
    except NotValid as refused:
        return problems_of(refused)
    return ()


def _problems_of_panel(
    session: Session, vacancy: Vacancy | None, panel: Sequence[Account | None]
) -> tuple[Problem, ...]:
    accounts = [account for account in panel if account is not None]
    if len(accounts) < len(panel):
        return (("panel", _NO_MANAGER),)
    try:
        if vacancy is not None and accounts:
            check_can_sit(session, vacancy, accounts, vacancy.outside_decider)
    except NotValid as refused:
        return tuple(("panel", said) for said in refused.fields.values())
    return ()


def _emails(row: Row) -> list[str]:
    return [fold_email(email) for email in _BETWEEN.split(row["panel"]) if email]


def _managers(session: Session, rows: Sequence[Row]) -> Mapping[str, Account]:
    """Those of the people named who may be chosen for a panel, by their folded address."""
    wanted = sorted({email for row in rows for email in _emails(row)})
    return {
        account.email_folded: account
        for some in portions(wanted)
        for account in session.scalars(
            holders_of(Role.MANAGER).where(Account.email_folded.in_(some))
        )
    }


def _open(work: UnitOfWork, details: VacancyDetails, seats: Sequence[str]) -> None:
    vacancy = write_vacancy(work, details)
    if seats:
        write_panel(work, vacancy, seats, "")


def _change(
    work: UnitOfWork,
    plan: Plan,
    row: Row,
    vacancy: Vacancy,
    details: VacancyDetails,
    seats: Sequence[str],
) -> None:
    """Plan what differs from what is there; a panel that is not named stays."""
    seated = sorted(seat.account_ref for seat in seats_of(work.session, vacancy))
    fields = ("title", "department", "apply_by")
    changes = [name for name in fields if getattr(vacancy, name) != getattr(details, name)]
    if changes:
        plan.acts.append(partial(write_details, work, vacancy, details))
    if seats and seats != seated:
        changes.append("panel")
        decider = decider_of(work.session, vacancy)
        plan.acts.append(partial(write_panel, work, vacancy, seats, decider))
    before = "\n".join(
        [vacancy.title, vacancy.department, vacancy.apply_by.isoformat(), *seated]
        if changes
        else []
    )
    plan.take(row, vacancy.reference, changes, before)
