"""What was asked before: the earlier requests that the gate reads beside a new one.

Words of others are read here to be compared, and go no further: a finding tells how many they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from screening.domain.events import Event
from screening.domain.request import Request
from screening.gate.case import Earlier, Stopped
from screening.gate.rules.resubmitted import stopped_for
from screening.services.judging.wordings import wordings_like
from screening.services.story import Story, attempts_of, last_said
from screening.store.ledger_store import open_records
from screening.store.tables.check import Check, Revision
from screening.store.unit_of_work import UnitOfWork

NEWEST = 20
"""How many of a requester's earlier requests on the vacancy are read, whatever their wording, and
how many attempts about the candidate that were stopped."""


@dataclass(frozen=True)
class _Place:
    """An earlier request: which revision of which check (None: its newest), about whom."""

    check_ref: str
    candidate_ref: str
    claim_ref: str
    elsewhere: bool
    revision: int | None = None


def earlier_requests(
    work: UnitOfWork, check: Check, request: Request, quote: str, before: int | None = None
) -> tuple[Earlier, ...]:
    """The requests about others that ``request``, of ``check``, is to be compared with.

    Those whose wording is alike, on this vacancy or by this person elsewhere, and this person's
    newest here; of each no more than a few, and none of anybody erased. ``before`` is the record
    that a request on record already has: what came later is left out.
    """
    alike = _alike(work, check, request, quote)
    found = {place.check_ref for place in alike}
    newest = (place for place in _newest(work.session, check) if place.check_ref not in found)
    read = (_read(work, place, before) for place in (*alike, *newest))
    return tuple(earlier for earlier in read if earlier is not None)


def sent_lately(session: Session, check: Check, at: datetime, minutes: float) -> int:
    """About how many others the requester first sent a request in the ``minutes`` before ``at``."""
    first = func.min(Revision.submitted_at)
    others = (
        select(Check.candidate_ref)
        .join(Revision, Revision.check_ref == Check.ref)
        .where(
            Check.requester_person == check.requester_person,
            Check.candidate_ref != check.candidate_ref,
            Revision.number == 1,
        )
        .group_by(Check.candidate_ref)
        .having(first > at - timedelta(minutes=minutes), first <= at)
    )
    return session.scalar(select(func.count()).select_from(others.subquery())) or 0


def stopped_before(
    work: UnitOfWork, check: Check, before: int | None = None
) -> tuple[Stopped, ...]:
    """What the gate stopped of the requester's attempts about the candidate, the newest last.

    Where HR overturned the block, nothing was stopped. ``before`` as above.
    """
    mine = work.session.scalars(
        select(Check.ref)
        .where(
            Check.vacancy_ref == check.vacancy_ref,
            Check.candidate_ref == check.candidate_ref,
            Check.requester_person == check.requester_person,
            Check.revision > 0,
        )
        .order_by(Check.number)
    ).all()
    if not mine:
        return ()
    records = open_records(work.session, work.vault, subject_ref=check.candidate_ref)
    found = (one for ref in mine for one in _stopped(_of_check(records, ref), before))
    return tuple(found)[-NEWEST:]


def _alike(work: UnitOfWork, check: Check, request: Request, quote: str) -> list[_Place]:
    found = wordings_like(work, check, request, quote)
    refs = [one.check_ref for one in found]
    rows = work.session.execute(select(Check.ref, Check.claim_ref).where(Check.ref.in_(refs)))
    claims = dict(rows.all())
    return [
        _Place(
            check_ref=one.check_ref,
            candidate_ref=one.candidate_ref,
            claim_ref=claims[one.check_ref],
            elsewhere=one.vacancy_ref != check.vacancy_ref,
            revision=one.revision,
        )
        for one in found
    ]


def _newest(session: Session, check: Check) -> Iterator[_Place]:
    rows = session.execute(
        select(Check.ref, Check.candidate_ref, Check.claim_ref)
        .where(
            Check.vacancy_ref == check.vacancy_ref,
            Check.requester_person == check.requester_person,
            Check.candidate_ref != check.candidate_ref,
            Check.revision > 0,
        )
        .order_by(Check.state_since.desc(), Check.ref)
        .limit(NEWEST)
    )
    return (_Place(*row, elsewhere=False) for row in rows)


def _read(work: UnitOfWork, place: _Place, before: int | None) -> Earlier | None:
    """The request at ``place``; None once erased, or when it came later."""
    records = open_records(work.session, work.vault, subject_ref=place.candidate_ref)
    attempts = [
        attempt
        for attempt in attempts_of(_of_check(records, place.check_ref))
        if place.revision in {None, attempt.number}
        and (before is None or attempt.record.seq < before)
    ]
    claim = last_said(records, place.claim_ref)
    request = attempts[-1].request if attempts else None
    if request is None or claim is None or claim.payload is None:
        return None
    return Earlier(
        candidate=place.candidate_ref,
        quote=claim.payload["quote"],
        question=request.question,
        relevance=request.relevance,
        elsewhere=place.elsewhere,
    )


def _stopped(story: Story, before: int | None) -> Iterator[Stopped]:
    overturned = {
        record.payload["revision"]
        for record in story
        if record.event == Event.REFERRAL_OVERTURNED and record.payload is not None
    }
    for attempt in attempts_of(story):
        earlier = before is None or attempt.record.seq < before
        if attempt.request is None or not earlier or str(attempt.number) in overturned:
            continue
        if stopped := stopped_for(attempt.findings, attempt.request.scope):
            yield stopped


def _of_check(records: Story, check_ref: str) -> Story:
    return [record for record in records if record.check_ref == check_ref]
