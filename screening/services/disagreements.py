"""Where people and the gate disagreed, as labelled cases without names, for whoever mends the gate.

A case may leave the house only once a person has read it: names that nobody told this service may
still stand in what people typed. What is known of them here is taken out, and the rest pointed at.
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from screening.domain.candidate_codes import code_of
from screening.domain.errors import KeyDestroyed
from screening.domain.events import Event
from screening.domain.words import Role
from screening.gate.gate import assess
from screening.gate.rules.routine import ACROSS_REQUESTS
from screening.gate.vocabulary import vocabulary_of
from screening.ledger.record import ORGANISATION
from screening.services.call import Call
from screening.services.candidates import contact_of, name_of
from screening.services.judging.case_data import case_as_data
from screening.services.judging.gating import case_of
from screening.services.labelled import Labelled, labels_in
from screening.services.reading.policy import judged_by
from screening.services.story import attempts_of, claim_texts, story_of
from screening.services.stripping.cases import strings_in, stripped, unsure_of
from screening.services.stripping.known import KnownNames, known_names
from screening.services.stripping.ordinary import Known, ordinary
from screening.store.tables.account import Account
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.check import Check
from screening.store.tables.record import record
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

_BEHIND = (Event.FINDING_DISPUTED, Event.REFERRAL_OVERTURNED)
_ROUTINE = "routine"
_CONTEXT = {("burst", "many"), ("resubmitted", "same-scope"), (_ROUTINE, "share")}
_USED_BEFORE = {(_ROUTINE, signal) for signal in ACROSS_REQUESTS} - _CONTEXT


@dataclass(frozen=True)
class Exported:
    """The cases, in the corpus format; what was left out, and which words may be names.

    ``erased`` counts what can no longer be read, or rests on what cannot; ``readable`` cases in
    which somebody's whole name could still be read.
    """

    cases: tuple[dict[str, Any], ...]
    erased: int
    readable: int
    unsure: tuple[str, ...]


def export_disagreements(call: Call, organisation: str) -> Exported:
    """Every disagreement on record, once; that they were handed out is on record too.

    ``organisation`` is what this one is or was called: its names are taken out as well.
    """
    with call.each_time().change(Role.EQUALITY) as work:
        is_ordinary = ordinary(vocabulary_of(work.policy).phrases.known)
        known = _known(work, organisation, is_ordinary)
        written, erased = _cases(work)
        cases = [stripped(case, known, is_ordinary) for case in written]
        safe = [case for case in cases if not any(map(known.can_be_read_in, strings_in(case)))]
        unsure = frozenset[str]().union(*(unsure_of(case, is_ordinary) for case in safe))
        exported = Exported(tuple(safe), erased, len(cases) - len(safe), tuple(sorted(unsure)))
        work.record(
            Event.DISAGREEMENTS_EXPORTED,
            vacancy_ref=ORGANISATION,
            payload={
                "cases": str(len(exported.cases)),
                "erased": str(exported.erased),
                "readable": str(exported.readable),
            },
        )
        work.commit()
    return exported


def _cases(work: UnitOfWork) -> tuple[list[dict[str, Any]], int]:
    """Each case as it was written, by the records behind them, and how many were erased."""
    checks = work.session.scalars(
        select(record.c.check_ref)
        .where(record.c.event_type.in_([str(event) for event in _BEHIND]))
        .distinct()
    ).all()
    found: dict[int, dict[str, Any]] = {}
    erased = 0
    for check in work.session.scalars(select(Check).where(Check.ref.in_(checks))):
        story = story_of(work, check)
        erased += sum(one.event in _BEHIND and one.payload is None for one in story)
        for label in labels_in(story, attempts_of(story)):
            if case := _case(work, check, label):
                found[label.seq] = case
            else:
                erased += 1
    return [found[seq] for seq in sorted(found)], erased


def _case(work: UnitOfWork, check: Check, label: Labelled) -> dict[str, Any] | None:
    """The case behind ``label``; None where its findings rest on requests that were erased."""
    request = label.attempt.request
    if request is None:
        return None
    vacancy = work.session.get_one(Vacancy, check.vacancy_ref)
    quote = claim_texts(work, work.session.get_one(Claim, check.claim_ref)).quote
    case = case_of(work, check, vacancy, request, quote, label.attempt.record)
    policy = judged_by(work, label.attempt)
    seen = {(each.rule, each.signal) for each in assess(case, policy).findings}
    given = {(each["rule"], each["signal"]) for each in label.attempt.findings}
    if not given & _USED_BEFORE <= seen:
        return None
    data = case_as_data(case)
    data["earlier"] = (
        [_coded(work.session, one) for one in data["earlier"]]
        if given & _USED_BEFORE or _ROUTINE in label.rules
        else []
    )
    if not given & _CONTEXT:
        del data["context"]
    return {
        "id": f"x-{label.seq}",
        **data,
        "label": {"verdict": label.verdict, "reasons": list(label.rules)},
        "note": label.note,
    }


def _coded(session: Session, earlier: dict[str, Any]) -> dict[str, Any]:
    """``earlier`` with the candidate's code where texts of this vacancy may have it."""
    if earlier["elsewhere"]:
        return earlier
    number = session.get_one(Candidate, earlier["candidate"]).number
    return {**earlier, "candidate": code_of(number)}


def _known(work: UnitOfWork, organisation: str, is_ordinary: Known) -> KnownNames:
    """Every name, address and reference that this installation has, of whoever is not erased."""
    accounts = work.session.execute(select(Account.name, Account.email)).all()
    people, contacts = [name for name, _ in accounts], [email for _, email in accounts]
    candidates = select(Candidate).where(Candidate.erased_at.is_(None))
    for candidate in work.session.scalars(candidates):
        with suppress(KeyDestroyed):
            people.append(name_of(work, candidate))
            contacts.append(contact_of(work, candidate))
    references = work.session.scalars(select(Vacancy.reference))
    return known_names(people, contacts, references, organisation, is_ordinary)
