"""Rows that are candidates: known again by vacancy and applicant number."""

from collections.abc import Iterable, Sequence
from functools import partial

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.entry import SHORT, problem_with
from screening.domain.errors import NotValid
from screening.domain.lifecycle import ENDED
from screening.domain.people import Action, may
from screening.domain.text import N_
from screening.domain.words import CandidateStatus
from screening.services.call import Call
from screening.services.candidates import (
    Person,
    contact_of,
    name_of,
    write_candidate,
    write_person,
    write_status,
)
from screening.services.importing.applicants import fingerprint, known_applicants, remember
from screening.services.importing.cells import NO_STATUS, STATUSES, read_code
from screening.services.importing.planning import (
    TWICE,
    Plan,
    Problem,
    Row,
    portions,
    problem_with_vacancy,
    problems_of,
    vacancies_named,
)
from screening.services.loading import ties_of_each
from screening.services.refs import new_ref
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

ERASED = N_("The data of this person was erased. Take the row out")
_NOT_YOURS = N_(
    "You sit or sat on this panel, or asked for a check on this candidate: somebody else in HR "
    "brings in another address for them"
)


def plan_candidates(work: UnitOfWork, call: Call, rows: Sequence[Row]) -> Plan:
    """What becomes of each row."""
    vacancies = vacancies_named(work, call, rows)
    placed = [(row, vacancies.get(row["vacancy"].casefold())) for row in rows]
    keys = {
        row.number: fingerprint(work, vacancy.ref, row["number"])
        for row, vacancy in placed
        if vacancy is not None and row["number"]
    }
    known = known_applicants(work, keys.values())
    kept_from = _kept_from(work, call, vacancies.values())
    plan, seen = Plan(), set[str]()
    for row, vacancy in placed:
        key = keys.get(row.number, "")
        problems = _problems(row, vacancy, known.get(key))
        if key and key in seen:
            problems = (("number", TWICE),)
        seen.add(key)
        if problems or vacancy is None:
            plan.refuse(row, row["vacancy"], *problems)
        elif key in known:
            one = known[key]
            _change(work, plan, row, vacancy, one, kept=bool({vacancy.ref, one.ref} & kept_from))
        else:
            plan.add(row, vacancy.reference)
            ref = new_ref()
            plan.new_subjects.append(ref)
            plan.acts.append(partial(_add, work, vacancy, ref, row, key))
    return plan


def _person(row: Row) -> Person:
    """Who the row is about. Raises NotValid."""
    parts = f"{row['first_name']} {row['last_name']}".strip()
    return Person(row["name"] or parts, row["contact"]).tidied()


def _problems(row: Row, vacancy: Vacancy | None, known: Candidate | None) -> tuple[Problem, ...]:
    misplaced = problem_with_vacancy(row, vacancy)
    problems = [misplaced] if misplaced else []
    if said := problem_with(row["number"], SHORT):
        problems.append(("number", said))
    try:
        _person(row)
    except NotValid as refused:
        problems += problems_of(refused)
    if read_code(row["status"], STATUSES) is None:
        problems.append(("status", NO_STATUS))
    if not misplaced and known is not None and known.erased_at is not None:
        return (("number", ERASED),)
    return tuple(problems)


def _kept_from(work: UnitOfWork, call: Call, vacancies: Iterable[Vacancy]) -> frozenset[str]:
    """The vacancies and candidates for whom the caller does not answer: the link to a candidate's
    own page goes to the address that is held, and whoever gets it answers in their place.
    """
    found = set[str]()
    for some in portions([*vacancies]):
        ties = ties_of_each(work.session, [(vacancy, None) for vacancy in some])
        found |= {
            vacancy.ref
            for vacancy, theirs in zip(some, ties, strict=True)
            if not may(call.actor, Action.HANDLE, theirs)
        }
        asked = select(Check.candidate_ref).where(
            Check.vacancy_ref.in_([vacancy.ref for vacancy in some]),
            (Check.requester_person == call.actor.person_ref)
            | (Check.searcher_person == call.actor.person_ref),
            Check.state.not_in(ENDED),
        )
        found |= {*work.session.scalars(asked)}
    return frozenset(found)


def _change(
    work: UnitOfWork, plan: Plan, row: Row, vacancy: Vacancy, candidate: Candidate, *, kept: bool
) -> None:
    """Plan what differs from what is there. An empty cell leaves as it is what may be empty.

    ``kept``: how to reach them stays as it is.
    """
    before = Person(name_of(work, candidate), contact_of(work, candidate))
    said = _person(row)
    after = Person(said.name, said.contact or before.contact)
    changes = [
        name for name in ("name", "contact") if getattr(before, name) != getattr(after, name)
    ]
    what = f"{vacancy.reference} {code_of(candidate.number)}"
    if kept and "contact" in changes:
        plan.refuse(row, what, ("contact", _NOT_YOURS))
        return
    if changes:
        plan.acts.append(partial(write_person, work, candidate, after))
    status = read_code(row["status"], STATUSES)
    if row["status"] and status is not None and status != candidate.status:
        changes.append("status")
        plan.acts.append(partial(write_status, work, candidate, status))
    held = f"{before.name}\n{before.contact}\n{candidate.status}" if changes else ""
    plan.take(row, what, changes, held)


def _add(work: UnitOfWork, vacancy: Vacancy, ref: str, row: Row, key: str) -> None:
    status = read_code(row["status"], STATUSES) or CandidateStatus.APPLIED
    remember(work, write_candidate(work, vacancy, ref, _person(row), status), key)
