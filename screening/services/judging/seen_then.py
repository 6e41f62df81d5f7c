"""What the gate saw of each past revision when it judged it, told from the vacancy's records.

The claim is frozen from the first submission on, so that its words, source and criterion are those
of then. Title, stage, number of applicants and who was shortlisted are followed through the chain,
record by record; what was asked before, and what of it was stopped, is found as it is for a new
request (``asked_before``), without what came later.

What cannot be told any more: the words of requests and the status of candidates that were erased
since. What may be told otherwise: which of many earlier requests are read, since the newest in
likeness or time are chosen as they stand now; and a block that HR overturned only later.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from screening.domain.events import Event
from screening.domain.policy import Policy
from screening.domain.request import Request, request_from_data
from screening.domain.words import CandidateStatus, CriterionKind, Source, Stage, Verdict
from screening.gate.case import Case, Claim, Context, Criterion, Vacancy
from screening.services.judging.asked_before import earlier_requests, sent_lately, stopped_before
from screening.services.judging.gating import NOW_SHORTLISTED
from screening.services.loading import criteria_of
from screening.services.story import CLAIM_WORDS, SUBMISSIONS
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.tables.candidate import Claim as ClaimRow
from screening.store.tables.check import Check, Revision
from screening.store.tables.vacancy import Vacancy as VacancyRow
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Then:
    """One past revision, and what the gate found in it. ``case`` is None once it was erased.

    ``findings`` are those stored, by that ``release`` of the gate: neither is known once erased.
    """

    check_ref: str
    revision: int
    case: Case | None
    verdict: Verdict
    rules: frozenset[str]
    policy_digest: str
    check: Check
    at: datetime
    findings: Sequence[Mapping[str, Any]] = ()
    release: str = ""


@dataclass
class _Followed:
    """How things stand after the records read so far."""

    title: str = ""
    stage: Stage = Stage.ADVERTISED
    applicants: int = 0
    statuses: dict[str, str] = field(default_factory=dict)
    quotes: dict[str, str] = field(default_factory=dict)
    sent: list[Check] = field(default_factory=list)


def revisions_then(work: UnitOfWork, vacancy_ref: str) -> Iterator[Then]:
    """Every revision that was submitted on the vacancy, in order, as the gate saw it."""
    reader = _Reader(work, vacancy_ref)
    for record in open_records(work.session, work.vault, vacancy_ref=vacancy_ref):
        if record.event in SUBMISSIONS:
            yield reader.submitted(record)
        reader.take_in(record)


def revision_then(work: UnitOfWork, check: Check, number: int) -> Then | None:
    """Revision ``number`` of ``check`` as the gate saw it; None where there is none."""
    reader = _Reader(work, check.vacancy_ref)
    for record in open_records(work.session, work.vault, vacancy_ref=check.vacancy_ref):
        sent = record.event in SUBMISSIONS and record.check_ref == check.ref
        if sent and reader.number_of(check) == number:
            return reader.submitted(record)
        reader.take_in(record)
    return None


def case_under(work: UnitOfWork, then: Then, case: Case, policy: Policy) -> Case:
    """``case``, that of ``then``, with what ``policy`` counts as lately."""
    minutes = policy.limits["burst_minutes"]
    lately = sent_lately(work.session, then.check, then.at, minutes)
    return replace(case, context=replace(case.context, lately=lately))


class _Reader:
    """Follows one vacancy's records."""

    def __init__(self, work: UnitOfWork, vacancy_ref: str):
        self.now = _Followed()
        session = work.session
        claims = select(ClaimRow).where(ClaimRow.vacancy_ref == vacancy_ref)
        self._vacancy = session.get_one(VacancyRow, vacancy_ref)
        self._session = session
        self._work = work
        self._checks = {
            check.ref: check
            for check in session.scalars(select(Check).where(Check.vacancy_ref == vacancy_ref))
        }
        self._claims = {claim.ref: claim for claim in session.scalars(claims)}
        self._revisions = {
            (row.check_ref, row.number): row
            for row in session.scalars(
                select(Revision).where(Revision.check_ref.in_(list(self._checks)))
            )
        }
        self._criteria: dict[int, tuple[Criterion, ...]] = {}

    def take_in(self, record: OpenedRecord) -> None:
        """Take in what ``record`` says happened."""
        if record.event in SUBMISSIONS:
            self.now.sent.append(self._checks[record.check_ref])
        elif record.payload is not None:
            self._follow(record, record.payload)
        if record.event == Event.CANDIDATE_ADDED:
            self.now.applicants += 1

    def number_of(self, check: Check) -> int:
        """Which revision of ``check`` comes next."""
        return 1 + sum(one.ref == check.ref for one in self.now.sent)

    def _follow(self, record: OpenedRecord, said: Mapping[str, Any]) -> None:
        """Take in what happened beside submissions."""
        now, event = self.now, record.event
        if event in (Event.VACANCY_OPENED, Event.VACANCY_CHANGED):
            now.title = said["title"]
        elif event == Event.STAGE_CHANGED:
            now.stage = Stage(said["after"])
        elif event == Event.CANDIDATE_ADDED:
            now.statuses[record.subject_ref] = said["status"]
        elif event == Event.CANDIDATE_STATUS_CHANGED:
            now.statuses[record.subject_ref] = said["after"]
        elif event in CLAIM_WORDS:
            now.quotes[said["claim"]] = said["quote"]

    def submitted(self, record: OpenedRecord) -> Then:
        """The revision that ``record`` tells of, as things stood then."""
        check = self._checks[record.check_ref]
        number = self.number_of(check)
        row = self._revisions[check.ref, number]
        said = record.payload
        findings = said["assessment"]["findings"] if said else ()
        request = request_from_data(said["request"]) if said else None
        return Then(
            check_ref=check.ref,
            revision=number,
            case=self._case(check, request, record.seq) if request else None,
            verdict=Verdict(row.verdict),
            rules=frozenset(found["rule"] for found in findings),
            policy_digest=row.policy_digest,
            check=check,
            at=row.submitted_at,
            findings=findings,
            release=said["assessment"]["release"] if said else "",
        )

    def _case(self, check: Check, request: Request, before: int) -> Case | None:
        """None where the claim's words cannot be read: they go with the candidate's request."""
        claim = self._claims[check.claim_ref]
        if claim.ref not in self.now.quotes:
            return None
        quote = self.now.quotes[claim.ref]
        return Case(
            vacancy=Vacancy(
                title=self.now.title,
                applicants=self.now.applicants,
                stage=self.now.stage,
                criteria=self._criteria_of(claim.criteria_version),
            ),
            claim=Claim(Source(claim.source), quote),
            criterion=claim.criterion,
            request=request,
            earlier=earlier_requests(self._work, check, request, quote, before),
            context=self._context(check, claim.criterion, before),
        )

    def _criteria_of(self, version: int) -> tuple[Criterion, ...]:
        if version not in self._criteria:
            self._criteria[version] = tuple(
                Criterion(row.code, CriterionKind(row.kind), row.text)
                for row in criteria_of(self._session, self._vacancy, version)
            )
        return self._criteria[version]

    def _context(self, check: Check, criterion: str, before: int) -> Context:
        others = {
            sent.candidate_ref
            for sent in self.now.sent
            if self._claims[sent.claim_ref].criterion == criterion
        }
        shortlisted = [CandidateStatus(status) for status in self.now.statuses.values()]
        return Context(
            shortlisted=sum(status in NOW_SHORTLISTED for status in shortlisted),
            same_criterion=len(others - {check.candidate_ref}),
            stopped=stopped_before(self._work, check, before),
        )
