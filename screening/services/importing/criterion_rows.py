"""Rows that are criteria: known again by vacancy and code. Those not named stay as they are."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from screening.domain.entry import LINE, check_storable
from screening.domain.errors import NotValid
from screening.domain.words import CriterionKind
from screening.services.call import Call
from screening.services.importing.cells import KINDS, NO_KIND, read_code
from screening.services.importing.planning import (
    TWICE,
    Plan,
    Problem,
    Row,
    problem_with_vacancy,
    problems_of,
    vacancies_named,
)
from screening.services.loading import criteria_of
from screening.services.vacancies import CODE, CriterionText, write_criteria
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


class _Criteria:
    """The criteria of one vacancy as they are, and as the file would have them."""

    def __init__(self, work: UnitOfWork, vacancy: Vacancy):
        self.vacancy = vacancy
        in_force = criteria_of(work.session, vacancy)
        self.before = {
            row.code.casefold(): CriterionText(row.code, CriterionKind(row.kind), row.text)
            for row in in_force
        }
        self.after = dict(self.before)
        self.named: set[str] = set()


def plan_criteria(work: UnitOfWork, call: Call, rows: Sequence[Row]) -> Plan:
    """What becomes of each row. What is new or changed of a vacancy makes one new version."""
    vacancies = vacancies_named(work, call, rows)
    plan, sets = Plan(), dict[str, _Criteria]()
    for row in rows:
        vacancy = vacancies.get(row["vacancy"].casefold())
        what = f"{row['vacancy']} {row['code']}".strip()
        problem = problem_with_vacancy(row, vacancy)
        if problem or vacancy is None:
            plan.refuse(row, what, *((problem,) if problem else ()))
            continue
        criteria = sets.setdefault(vacancy.ref, _Criteria(work, vacancy))
        if problems := _problems(row, criteria):
            plan.refuse(row, what, *problems)
        else:
            _take(plan, row, what, criteria)
    for criteria in sets.values():
        if criteria.after != criteria.before:
            written = list(criteria.after.values())
            plan.acts.append(partial(write_criteria, work, criteria.vacancy, written))
    return plan


def _problems(row: Row, criteria: _Criteria) -> tuple[Problem, ...]:
    if row["code"] and row["code"].casefold() in criteria.named:
        return (("code", TWICE),)
    criteria.named.add(row["code"].casefold())
    unkind = () if read_code(row["kind"], KINDS) else (("kind", NO_KIND),)
    try:
        check_storable({"code": (row["code"], CODE, True), "text": (row["text"], LINE, True)})
    except NotValid as refused:
        return (*problems_of(refused), *unkind)
    return unkind


def _take(plan: Plan, row: Row, what: str, criteria: _Criteria) -> None:
    kind = read_code(row["kind"], KINDS) or CriterionKind.ESSENTIAL
    folded = row["code"].casefold()
    before = criteria.before.get(folded)
    if before is None:
        criteria.after[folded] = CriterionText(row["code"], kind, row["text"])
        plan.add(row, what)
        return
    criteria.after[folded] = replace(before, kind=kind, text=row["text"])
    changes = [name for name in ("kind", "text") if _differs(name, before, criteria.after[folded])]
    plan.take(row, what, changes, f"{before.kind} {before.text}" if changes else "")


def _differs(name: str, before: CriterionText, after: CriterionText) -> bool:
    return bool(getattr(before, name) != getattr(after, name))
