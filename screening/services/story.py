"""The story of a check: its records, opened and in order. Every page and report is read off it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from screening.domain.events import Event
from screening.domain.request import Request, request_from_data
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.tables.candidate import Claim
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation
from screening.store.unit_of_work import UnitOfWork

Story = Sequence[OpenedRecord]
CLAIM_WORDS = (Event.CLAIM_ADDED, Event.CLAIM_CHANGED)
SUBMISSIONS = (Event.CHECK_NOT_READY, Event.CHECK_SUBMITTED)


@dataclass(frozen=True)
class ClaimTexts:
    """The words of a claim; empty and ``erased`` once the candidate is erased."""

    quote: str = ""
    where: str = ""
    address: str = ""
    erased: bool = False


@dataclass(frozen=True)
class Attempt:
    """One submitted revision. ``request`` is None once erased; ``findings`` as stored.

    ``policy_digest`` is that of the policy it was judged by; empty once erased.
    """

    number: int
    record: OpenedRecord
    request: Request | None
    findings: Sequence[Mapping[str, Any]]
    policy_digest: str


def story_of(work: UnitOfWork, check: Check) -> Story:
    """The records of ``check``, oldest first."""
    return open_records(work.session, work.vault, check_ref=check.ref)


def claim_texts(work: UnitOfWork, claim: Claim) -> ClaimTexts:
    """The words of ``claim`` as they were added, or corrected last."""
    records = open_records(work.session, work.vault, subject_ref=claim.candidate_ref)
    said = last_said(records, claim.ref)
    if said is None or said.payload is None:
        return ClaimTexts(erased=True)
    return ClaimTexts(said.payload["quote"], said.payload["where"], said.payload["address"])


def last_said(records: Story, claim_ref: str) -> OpenedRecord | None:
    """The newest of ``records`` that holds the claim's words; None when there is none to read."""
    return next(
        (
            record
            for record in reversed(records)
            if record.event in CLAIM_WORDS
            and record.payload is not None
            and record.payload["claim"] == claim_ref
        ),
        None,
    )


def attempts_of(story: Story) -> list[Attempt]:
    """Every submitted revision in ``story``, oldest first, those not ready among them."""
    records = [record for record in story if record.event in SUBMISSIONS]
    return [
        Attempt(
            number=number,
            record=record,
            request=request_from_data(record.payload["request"]) if record.payload else None,
            findings=record.payload["assessment"]["findings"] if record.payload else (),
            policy_digest=record.payload["assessment"]["policy_digest"] if record.payload else "",
        )
        for number, record in enumerate(records, start=1)
    ]


def approved_request(story: Story, authorisation: Authorisation) -> Request | None:
    """The request as it was sent of which ``authorisation`` approves a part; None once erased."""
    attempts = {one.number: one.request for one in attempts_of(story)}
    return attempts.get(authorisation.revision)


def last(story: Story, *events: Event) -> OpenedRecord | None:
    """The newest record of one of ``events``, or None."""
    return next((record for record in reversed(story) if record.event in events), None)


def text_in(record: OpenedRecord | None, name: str) -> str | None:
    """The text ``name`` in the payload of ``record``; None when absent or erased."""
    if record is None or record.payload is None:
        return None
    value = record.payload.get(name)
    return value if isinstance(value, str) else None


def files_in(record: OpenedRecord) -> int:
    """How many files the candidate gave with what ``record`` says; 0 once it is erased."""
    return len(record.payload.get("evidence", ())) if record.payload else 0
