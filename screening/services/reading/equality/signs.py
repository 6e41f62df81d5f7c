"""What calls for an equality officer's look in each vacancy: counts with a meaning, and no score.

Every sign stands by itself, and vacancies stand by date. Officers choose which sign they look for.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import cast

from sqlalchemy import func, select

from screening.domain.declarations import moments_reached
from screening.domain.events import Event
from screening.domain.policy import Policy
from screening.domain.words import Stage, State
from screening.services.calendar import day_of, due
from screening.services.story import SUBMISSIONS
from screening.store.ledger_store import of_event, open_records
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation, CountedDecision
from screening.store.tables.declaration import Declaration
from screening.store.tables.due_diligence import DueDiligencePart, DueDiligenceSearch
from screening.store.tables.follow_up import FollowUp
from screening.store.tables.record import record
from screening.store.tables.search import Outcome, Visit
from screening.store.tables.vacancy import PanelMember, Vacancy
from screening.store.unit_of_work import UnitOfWork


class Sign(StrEnum):
    """Something that calls for a look."""

    NOT_READY = "not-ready"
    REFUSED = "refused"
    RECYCLED = "recycled"
    REPEATED = "repeated"
    FAST = "fast"
    VARIANCE = "variance"
    EXPOSURE = "exposure"
    HELD_BACK = "held-back"
    LOG_LATE = "log-late"
    UNDECLARED = "undeclared"
    UNANSWERED = "unanswered"
    STOPPED_BEFORE = "stopped-before"


Counts = Mapping[Sign, int]
"""How often each sign was seen."""
Seen = Iterator[tuple[str, Sign, int]]
"""In which vacancy, what, and how often."""

_EVENTS: Mapping[str, Sign] = {
    Event.CHECK_NOT_READY: Sign.NOT_READY,
    Event.CHECK_REJECTED: Sign.REFUSED,
    Event.EXPOSURE_RECORDED: Sign.EXPOSURE,
    Event.WORDS_HELD_BACK: Sign.HELD_BACK,
    Event.DUE_DILIGENCE_HELD_BACK: Sign.HELD_BACK,
}
_SIGNALS: Mapping[str, Sign] = {
    "question-again": Sign.REPEATED,
    "question-again-and-again": Sign.REPEATED,
    "question-elsewhere": Sign.REPEATED,
    "reason-again": Sign.RECYCLED,
    "reason-again-and-again": Sign.RECYCLED,
    "reason-elsewhere": Sign.RECYCLED,
    "mould": Sign.RECYCLED,
    "mould-close": Sign.RECYCLED,
}
"""What the gate's rule on routine found (``gate.rules.routine``), by the sign that it is."""


def signs_in(work: UnitOfWork, refs: Sequence[str]) -> dict[str, Counts]:
    """The signs in each of the vacancies ``refs``; those that were never seen are left out."""
    found: dict[str, Counter[Sign]] = {ref: Counter() for ref in refs}
    for ref, sign, count in (*unsealed_signs(work, refs), *wording_signs(work, refs)):
        found[ref][sign] += count
    return dict(found)


def unsealed_signs(work: UnitOfWork, refs: Sequence[str]) -> Seen:
    """What is seen in the vacancies ``refs`` without opening what is sealed: which, what and how
    often, in no order.
    """
    return (seen for reading in _READINGS for seen in reading(work, refs) if seen[2])


def _events(work: UnitOfWork, refs: Sequence[str]) -> Seen:
    counted = (
        select(record.c.vacancy_ref, record.c.event_type, func.count())
        .where(record.c.vacancy_ref.in_(refs), of_event(named=True).in_(_EVENTS))
        .group_by(record.c.vacancy_ref, record.c.event_type)
    )
    for ref, event, count in work.session.execute(counted):
        yield ref, _EVENTS[event], count


def wording_signs(work: UnitOfWork, refs: Sequence[str]) -> Seen:
    """Attempts in which the gate found wording that was used before. None of it once erased."""
    sent = select(record.c.seq).where(
        record.c.vacancy_ref.in_(refs), of_event(named=True).in_(SUBMISSIONS)
    )
    seqs = work.session.scalars(sent).all()
    for one in open_records(work.session, work.vault, seqs=seqs):
        findings = one.payload["assessment"]["findings"] if one.payload else ()
        signals = {finding["signal"] for finding in findings}
        for sign in {_SIGNALS[signal] for signal in signals & set(_SIGNALS)}:
            yield one.vacancy_ref, sign, 1


def fast_below(policy: Policy) -> timedelta:
    """In less than this an approval comes soon after the request was sent."""
    return timedelta(minutes=policy.number("signs", "fast_minutes"))


def _fast(work: UnitOfWork, refs: Sequence[str]) -> Seen:
    counted = (
        select(CountedDecision.vacancy_ref, func.count())
        .where(
            CountedDecision.vacancy_ref.in_(refs),
            CountedDecision.approved == 1,
            CountedDecision.waited < fast_below(work.policy).total_seconds(),
        )
        .group_by(CountedDecision.vacancy_ref)
    )
    for ref, count in work.session.execute(counted):
        yield ref, Sign.FAST, count


def _variances(work: UnitOfWork, refs: Sequence[str]) -> Seen:
    counted = (
        select(Check.vacancy_ref, func.count())
        .join(Visit, Visit.check_ref == Check.ref)
        .where(Check.vacancy_ref.in_(refs), Visit.variance)
        .group_by(Check.vacancy_ref)
    )
    for ref, count in work.session.execute(counted):
        yield ref, Sign.VARIANCE, count


def _late_logs(work: UnitOfWork, refs: Sequence[str]) -> Seen:
    """Searches whose outcome was not written down in the policy's time, or is not yet."""
    used = (
        select(Check.vacancy_ref, Check.state, Authorisation.used_at, Outcome.recorded_at)
        .join(Authorisation, Authorisation.check_ref == Check.ref)
        .outerjoin(Outcome, Outcome.check_ref == Check.ref)
        .where(Check.vacancy_ref.in_(refs), Authorisation.used_at.is_not(None))
    )
    for ref, state, used_at, recorded_at in work.session.execute(used):
        written = cast("datetime | None", recorded_at)  # from an outer join
        if written is None and state == State.SEARCHING:
            written = work.now
        if written and used_at:
            yield ref, Sign.LOG_LATE, int(written > due(work.policy, "log_due", used_at))


def _undeclared(work: UnitOfWork, refs: Sequence[str]) -> Seen:
    """Words that members of a panel have not given, though the vacancy has come so far."""
    seats = (
        select(PanelMember.vacancy_ref, PanelMember.person_ref, Vacancy.stage)
        .join(Vacancy, Vacancy.ref == PanelMember.vacancy_ref)
        .where(PanelMember.vacancy_ref.in_(refs), PanelMember.left_at.is_(None))
        .distinct()
    )
    made = select(Declaration.vacancy_ref, Declaration.person_ref, Declaration.moment)
    given = {
        tuple(row) for row in work.session.execute(made.where(Declaration.vacancy_ref.in_(refs)))
    }
    for ref, person, stage in work.session.execute(seats):
        due_now = moments_reached(Stage(stage))
        yield ref, Sign.UNDECLARED, sum((ref, person, moment) not in given for moment in due_now)


def _unanswered(work: UnitOfWork, refs: Sequence[str]) -> Seen:
    """Queries and actions whose day is over."""
    counted = (
        select(FollowUp.vacancy_ref, func.count())
        .where(
            FollowUp.vacancy_ref.in_(refs),
            FollowUp.answered_at.is_(None),
            FollowUp.due < day_of(work.now),
        )
        .group_by(FollowUp.vacancy_ref)
    )
    for ref, count in work.session.execute(counted):
        yield ref, Sign.UNANSWERED, count


def _stopped_before(work: UnitOfWork, refs: Sequence[str]) -> Seen:
    """People looked up for a school after a check on them was stopped, as a way round might be."""
    begun = record.alias("begun")
    counted = (
        select(begun.c.vacancy_ref, func.count(begun.c.seq.distinct()))
        .join(Check, Check.candidate_ref == begun.c.subject_ref)
        .join(record, record.c.check_ref == Check.ref)
        .where(
            begun.c.vacancy_ref.in_(refs),
            begun.c.event_type == Event.DUE_DILIGENCE_BEGUN,
            record.c.event_type.in_((Event.CHECK_NOT_READY, Event.CHECK_REJECTED)),
            record.c.seq < begun.c.seq,
        )
        .group_by(begun.c.vacancy_ref)
    )
    for ref, count in work.session.execute(counted):
        yield ref, Sign.STOPPED_BEFORE, count


def _for_a_school(work: UnitOfWork, refs: Sequence[str]) -> Seen:
    """People of whom something protected was seen, or who were looked up for longer than allowed,
    in a school's search. That something was seen is not kept of who is erased.
    """
    for sign, seen in (
        (Sign.EXPOSURE, DueDiligencePart.protected_seen),
        (Sign.VARIANCE, DueDiligencePart.minutes > DueDiligenceSearch.minutes),
    ):
        counted = (
            select(DueDiligencePart.vacancy_ref, func.count())
            .join(
                DueDiligenceSearch,
                DueDiligenceSearch.vacancy_ref == DueDiligencePart.vacancy_ref,
            )
            .where(DueDiligencePart.vacancy_ref.in_(refs), seen)
            .group_by(DueDiligencePart.vacancy_ref)
        )
        for ref, count in work.session.execute(counted):
            yield ref, sign, count


_READINGS = (
    _events,
    _fast,
    _variances,
    _late_logs,
    _undeclared,
    _unanswered,
    _stopped_before,
    _for_a_school,
)
"""How each kind of sign is read that is not sealed."""
