"""How often each sign was seen: in vacancies that are named, or in all of some months."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, exists, func, literal, select

from screening.domain.declarations import moments_reached
from screening.domain.events import Event
from screening.domain.words import FollowUpState, Moment, Stage, State
from screening.services.calendar import day_of, due
from screening.services.reading.equality.signs import (
    Among,
    Counts,
    Seen,
    Sign,
    fast_below,
    wording_signs,
)
from screening.store.ledger_store import of_event
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation, CountedDecision
from screening.store.tables.declaration import Declaration
from screening.store.tables.due_diligence import DueDiligencePart, DueDiligenceSearch
from screening.store.tables.follow_up import FollowUp
from screening.store.tables.record import record
from screening.store.tables.registers import SourcingQuestion, UnauthorisedSearch
from screening.store.tables.search import Outcome, Visit
from screening.store.tables.vacancy import PanelMember, Vacancy
from screening.store.types import UtcTime
from screening.store.unit_of_work import UnitOfWork

_EVENTS: Mapping[str, Sign] = {
    Event.CHECK_NOT_READY: Sign.NOT_READY,
    Event.CHECK_REJECTED: Sign.REFUSED,
    Event.EXPOSURE_RECORDED: Sign.EXPOSURE,
    Event.WORDS_HELD_BACK: Sign.HELD_BACK,
    Event.DUE_DILIGENCE_HELD_BACK: Sign.HELD_BACK,
    Event.SOURCING_QUESTIONED: Sign.LIKE_A_CHECK,
    Event.REGIME_CHANGED: Sign.REGIME,
    Event.REGIME_DECLINED: Sign.REGIME,
}


def signs_in(work: UnitOfWork, refs: Sequence[str]) -> dict[str, Counts]:
    """The signs in each of the vacancies ``refs``; those that were never seen are left out."""
    found: dict[str, Counter[Sign]] = {ref: Counter() for ref in refs}
    named = Among((Vacancy.ref.in_(refs),), Vacancy.ref)
    for ref, sign, count in (*unsealed_signs(work, named), *wording_signs(work, refs)):
        found[ref][sign] += count
    return {ref: dict(+signs) for ref, signs in found.items()}


def unsealed_signs(work: UnitOfWork, among: Among) -> Seen:
    """What is seen in the vacancies ``among`` without opening what is sealed, in no order."""
    return (seen for reading in _READINGS for seen in reading(work, among) if seen[2])


def _counted(work: UnitOfWork, sign: Sign, wanted: Select[str, Any]) -> Seen:
    """What ``wanted`` counts, as seen of ``sign``."""
    for by, count in work.session.execute(wanted):
        yield by, sign, int(count)  # PostgreSQL adds numbers up as decimals


def _events(work: UnitOfWork, among: Among) -> Seen:
    counted = (
        select(among.by, record.c.event_type, func.count())
        .select_from(record)
        .join(Vacancy, among.has(record.c.vacancy_ref))
        .where(of_event(named=among.since is None).in_(_EVENTS))
        .group_by(among.by, record.c.event_type)
    )
    if among.since is not None:  # nothing is on record of them before the first was set up
        first = select(func.min(record.c.seq)).where(
            record.c.vacancy_ref.in_(select(Vacancy.ref).where(*among.which)),
            record.c.vacancy_seq == 0,
        )
        counted = counted.where(record.c.seq >= first.scalar_subquery())
    for by, event, count in work.session.execute(counted):
        yield by, _EVENTS[event], count


def _fast(work: UnitOfWork, among: Among) -> Seen:
    """Approvals that came soon. They may be most of all: so they are counted along an index before
    it is asked of which vacancies they are.
    """
    one = CountedDecision
    own: SQLColumnExpression[str] = among.own(one.vacancy_ref).label("vacancy_ref")
    each = select(own, func.count().label("count")).where(
        one.approved == 1, one.waited < fast_below(work.policy).total_seconds()
    )
    if among.since is None:
        each = each.where(one.vacancy_ref.in_(select(Vacancy.ref).where(*among.which)))
    else:
        each = each.where(one.decided_on >= day_of(among.since))
    fast = each.group_by(own).subquery()
    counted = (
        select(among.by, func.sum(fast.c.count))
        .join(fast, among.has(fast.c.vacancy_ref))
        .group_by(among.by)
    )
    return _counted(work, Sign.FAST, counted)


def _unauthorised(work: UnitOfWork, among: Among) -> Seen:
    counted = (
        select(among.by, func.count())
        .join(UnauthorisedSearch, among.has(UnauthorisedSearch.vacancy_ref))
        .group_by(among.by)
    )
    return _counted(work, Sign.UNAUTHORISED, counted)


def _sourcing(work: UnitOfWork, among: Among) -> Seen:
    """What is asked about searches to find people and open, but of people who are erased."""
    counted = (
        select(among.by, func.count())
        .join(SourcingQuestion, among.has(SourcingQuestion.vacancy_ref))
        .outerjoin(Candidate, Candidate.ref == SourcingQuestion.candidate_ref)
        .where(SourcingQuestion.handled_at.is_(None), Candidate.erased_at.is_(None))
        .group_by(among.by)
    )
    return _counted(work, Sign.SOURCING_OPEN, counted)


def _variances(work: UnitOfWork, among: Among) -> Seen:
    counted = (
        select(among.by, func.count())
        .join(Check, among.has(Check.vacancy_ref))
        .join(Visit, Visit.check_ref == Check.ref)
        .where(Visit.variance)
        .group_by(among.by)
    )
    return _counted(work, Sign.VARIANCE, counted)


def _late_logs(work: UnitOfWork, among: Among) -> Seen:
    """Searches whose outcome was not written down in the policy's time, or is not yet."""
    searched = (
        select(among.by, Authorisation.used_at)
        .select_from(Vacancy)
        .join(Check, among.has(Check.vacancy_ref))
        .join(Authorisation, Authorisation.check_ref == Check.ref)
        .where(Authorisation.used_at.is_not(None))
    )
    not_yet = searched.add_columns(literal(work.now, UtcTime)).where(
        Check.state == State.SEARCHING,
        ~exists().where(Outcome.check_ref == Check.ref),
    )
    perhaps = (
        searched.join(Outcome, Outcome.check_ref == Check.ref)
        .add_columns(Outcome.recorded_at)
        .where(Outcome.days_later >= work.policy.days("log_due"))  # working days take no less
    )
    for wanted in (not_yet, perhaps):
        for by, used_at, written in work.session.execute(wanted):
            yield by, Sign.LOG_LATE, int(written > due(work.policy, "log_due", used_at))


def _undeclared(work: UnitOfWork, among: Among) -> Seen:
    """Words that members of a panel have not given, though the vacancy has come so far."""
    seats = (
        select(Vacancy.ref, among.by.label("by"), Vacancy.stage, PanelMember.person_ref)
        .join(PanelMember, PanelMember.vacancy_ref == Vacancy.ref)
        .where(*among.which, PanelMember.left_at.is_(None))
        .distinct()
        .subquery()
        .c
    )
    given = [
        select(func.count())
        .where(
            Declaration.vacancy_ref == seats.ref,
            Declaration.person_ref == seats.person_ref,
            Declaration.moment == moment,
        )
        .scalar_subquery()
        for moment in Moment
    ]
    counted = select(seats.by, seats.stage, func.count(), *map(func.sum, given))
    for by, stage, members, *words in work.session.execute(counted.group_by(seats.by, seats.stage)):
        reached = moments_reached(Stage(stage))
        made = sum(
            int(some) for moment, some in zip(Moment, words, strict=True) if moment in reached
        )
        yield by, Sign.UNDECLARED, members * len(reached) - made


def _contradicted(work: UnitOfWork, among: Among) -> Seen:
    """Declarations of having made no search, by members of whom one is recorded, before or after
    they gave their word.
    """
    found = (
        select(among.by.label("by"), Declaration.vacancy_ref, Declaration.person_ref)
        .add_columns(Declaration.moment)
        .select_from(Vacancy)
        .join(UnauthorisedSearch, UnauthorisedSearch.vacancy_ref == Vacancy.ref)
        .join(
            Declaration,
            (Declaration.vacancy_ref == UnauthorisedSearch.vacancy_ref)
            & (Declaration.person_ref == UnauthorisedSearch.looker_person),
        )
        .where(*among.which, ~Declaration.searched)
        .distinct()  # whoever made two searches gave one word
        .subquery()
        .c
    )
    counted = select(found.by, func.count()).group_by(found.by)
    return _counted(work, Sign.CONTRADICTED, counted)


def _unanswered(work: UnitOfWork, among: Among) -> Seen:
    """Queries and actions whose day is over."""
    counted = (
        select(among.by, func.count())
        .join(FollowUp, among.has(FollowUp.vacancy_ref))
        .where(FollowUp.state == FollowUpState.ASKED, FollowUp.due < day_of(work.now))
        .group_by(among.by)
    )
    return _counted(work, Sign.UNANSWERED, counted)


def _stopped_before(work: UnitOfWork, among: Among) -> Seen:
    """People looked up for a school after a check on them was stopped, as a way round might be."""
    begun = record.alias("begun")
    counted = (
        select(among.by, func.count(begun.c.seq.distinct()))
        .join(begun, among.has(begun.c.vacancy_ref))
        .join(Check, Check.candidate_ref == begun.c.subject_ref)
        .join(record, record.c.check_ref == Check.ref)
        .where(
            begun.c.event_type == Event.DUE_DILIGENCE_BEGUN,
            record.c.event_type.in_((Event.CHECK_NOT_READY, Event.CHECK_REJECTED)),
            record.c.seq < begun.c.seq,
        )
        .group_by(among.by)
    )
    return _counted(work, Sign.STOPPED_BEFORE, counted)


def _for_a_school(work: UnitOfWork, among: Among) -> Seen:
    """People of whom something protected was seen, or who were looked up for longer than allowed,
    in a school's search. That something was seen is not kept of who is erased.
    """
    for sign, seen in (
        (Sign.EXPOSURE, DueDiligencePart.protected_seen),
        (Sign.VARIANCE, DueDiligencePart.minutes > DueDiligenceSearch.minutes),
    ):
        counted = (
            select(among.by, func.count())
            .join(DueDiligenceSearch, DueDiligenceSearch.vacancy_ref == Vacancy.ref)
            .join(DueDiligencePart, DueDiligencePart.vacancy_ref == Vacancy.ref)
            .where(*among.which, seen)
            .group_by(among.by)
        )
        yield from _counted(work, sign, counted)


_READINGS = (
    _events,
    _fast,
    _unauthorised,
    _sourcing,
    _variances,
    _late_logs,
    _undeclared,
    _contradicted,
    _unanswered,
    _stopped_before,
    _for_a_school,
)
"""How each kind of sign is read that is not sealed."""
