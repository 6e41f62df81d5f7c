"""Rows that are claims: known again by candidate, criterion and the quote itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import select

from screening.domain.candidate_codes import code_of, number_of
from screening.domain.errors import NotValid
from screening.domain.text import N_
from screening.domain.words import Source
from screening.services.call import Call
from screening.services.claims import FROZEN, ClaimText, check_quote, put_claim, put_correction
from screening.services.importing.applicants import fingerprint, known_applicants
from screening.services.importing.candidate_rows import ERASED
from screening.services.importing.cells import NO_SOURCE, SOURCES, read_code
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
from screening.services.story import CLAIM_WORDS
from screening.store.ledger_store import open_records
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

_NO_CANDIDATE = N_(
    "Nobody with this number applied for this vacancy. Bring the candidates in first"
)
_NO_CRITERION = N_("This vacancy has no criterion with this code. Bring the criteria in first")
_SAID = tuple[str, str, str]  # candidate, criterion, quote


@dataclass(frozen=True)
class _Held:
    """What a vacancy holds that rows are compared with. Criteria go by their folded code.

    ``corrected``: what claims said before somebody corrected their words on a page.
    """

    by_code: Mapping[int, Candidate]
    criteria: Mapping[str, str]
    claims: Mapping[_SAID, tuple[Claim, ClaimText]]
    corrected: frozenset[_SAID]


def plan_claims(work: UnitOfWork, call: Call, rows: Sequence[Row]) -> Plan:
    """What becomes of each row."""
    vacancies = vacancies_named(work, call, rows)
    placed = [(row, vacancies.get(row["vacancy"].casefold())) for row in rows]
    keys = {
        row.number: fingerprint(work, vacancy.ref, row["candidate"])
        for row, vacancy in placed
        if vacancy is not None and row["candidate"]
    }
    known = known_applicants(work, keys.values())
    held = {vacancy.ref: _held(work, vacancy) for vacancy in vacancies.values()}
    plan, seen = Plan(), set[_SAID]()
    for row, vacancy in placed:
        if (misplaced := problem_with_vacancy(row, vacancy)) or vacancy is None:
            plan.refuse(row, row["vacancy"], *((misplaced,) if misplaced else ()))
            continue
        there = held[vacancy.ref]
        candidate = known.get(keys.get(row.number, "")) or _by_code(row, there)
        text, problems = _read(row, there, candidate)
        if text is None or candidate is None:
            plan.refuse(row, row["vacancy"], *problems)
            continue
        said = (candidate.ref, text.criterion, text.quote)
        if said in seen:
            plan.refuse(row, _what(vacancy, candidate, text), ("quote", TWICE))
        elif said in there.corrected:
            plan.take(row, _what(vacancy, candidate, text), ())
        else:
            _take(work, plan, row, vacancy, candidate, text, there.claims.get(said))
        seen.add(said)
    return plan


def _held(work: UnitOfWork, vacancy: Vacancy) -> _Held:
    session = work.session
    of_vacancy = Candidate.vacancy_ref == vacancy.ref
    candidates = {one.number: one for one in session.scalars(select(Candidate).where(of_vacancy))}
    rows = {row.ref: row for row in session.scalars(
        select(Claim).where(Claim.vacancy_ref == vacancy.ref))}  # fmt: skip
    claims, ever = {}, set()
    latest: dict[str, Mapping[str, str]] = {}
    for event in CLAIM_WORDS:
        for record in open_records(session, work.vault, vacancy_ref=vacancy.ref, event=event):
            if record.payload is not None:
                said = latest[record.payload["claim"]] = record.payload
                ever.add((record.subject_ref, said["criterion"], said["quote"]))
    for ref, said in latest.items():
        claim = rows[ref]
        text = ClaimText(
            said["quote"], Source(claim.source), said["where"], claim.criterion, said["address"]
        )
        claims[claim.candidate_ref, text.criterion, text.quote] = (claim, text)
    criteria = {row.code.casefold(): row.code for row in criteria_of(session, vacancy)}
    return _Held(candidates, criteria, claims, frozenset(ever - claims.keys()))


def _by_code(row: Row, held: _Held) -> Candidate | None:
    number = number_of(row["candidate"])
    return None if number is None else held.by_code.get(number)


def _read(
    row: Row, held: _Held, candidate: Candidate | None
) -> tuple[ClaimText | None, tuple[Problem, ...]]:
    """What the row says, or why it cannot be taken."""
    criterion = held.criteria.get(row["criterion"].casefold())
    source = read_code(row["source"], SOURCES)
    problems: list[Problem] = []
    if candidate is None:
        problems.append(("candidate", _NO_CANDIDATE))
    elif candidate.erased_at is not None:
        problems.append(("candidate", ERASED))
    if criterion is None:
        problems.append(("criterion", _NO_CRITERION))
    if source is None:
        problems.append(("source", NO_SOURCE))
    text = ClaimText(
        row["quote"], source or Source.CV, row["where"], criterion or "", row["address"]
    )
    try:
        text = text.tidied()
    except NotValid as refused:
        problems += problems_of(refused)
    return (None, tuple(problems)) if problems else (text, ())


def _take(
    work: UnitOfWork,
    plan: Plan,
    row: Row,
    vacancy: Vacancy,
    candidate: Candidate,
    text: ClaimText,
    known: tuple[Claim, ClaimText] | None,
) -> None:
    """Plan what differs from what is there. An empty cell leaves as it is what may be empty."""
    what = _what(vacancy, candidate, text)
    if known is None:
        if problems := _not_said(work, candidate, text):
            plan.refuse(row, what, *problems)
            return
        plan.add(row, what)
        plan.acts.append(partial(put_claim, work, candidate, vacancy, text))
        return
    claim, before = known
    text = replace(text, where=text.where or before.where, address=text.address or before.address)
    fields = ("source", "where", "address")
    changes = [name for name in fields if getattr(before, name) != getattr(text, name)]
    if changes and claim.frozen_at is not None:
        plan.refuse(row, what, ("", FROZEN))
        return
    if changes and (problems := _not_said(work, candidate, text)):
        plan.refuse(row, what, *problems)
        return
    if changes:
        plan.acts.append(partial(put_correction, work, claim, candidate, vacancy, text))
    held = f"{before.source}\n{before.where}\n{before.address}" if changes else ""
    plan.take(row, what, changes, held)


def _not_said(work: UnitOfWork, candidate: Candidate, text: ClaimText) -> tuple[Problem, ...]:
    try:
        check_quote(work, candidate, text)
    except NotValid as refused:
        return problems_of(refused)
    return ()


def _what(vacancy: Vacancy, candidate: Candidate, text: ClaimText) -> str:
    return f"{vacancy.reference} {code_of(candidate.number)} {text.criterion}"
