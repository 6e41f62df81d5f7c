"""Checks that wait for somebody for longer than the policy gives them.

HR is reminded when its time to decide is over, when that of escalation is, and then again each time
as much has passed. Whoever stands in for somebody is told of what is passed on to them, and a
searcher of a search that should be written up.
"""

from datetime import timedelta

from sqlalchemy import Select, select

from screening.domain.notifying import Told
from screening.domain.words import State
from screening.services.calendar import due
from screening.services.loading import ties_of
from screening.services.outbox.telling import deciders, handlers, searchers, tell, tell_audience
from screening.services.people.substitutes import passed_on_to, standing_in
from screening.services.reminding.untold import BATCH, last_told, over_again, untold
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

_FOR_HR = (State.AWAITING, State.REFERRED)


def look(work: UnitOfWork) -> None:
    """Tell of every check that waits for too long."""
    _overdue(work)
    _escalated(work)
    _passed_on(work)
    _not_written_up(work)


def _overdue(work: UnitOfWork) -> None:
    """Requests that wait for HR for longer than the policy gives it."""
    waiting = work.session.scalars(
        _for_hr(work, "decision")
        .where(untold(Told.OVERDUE, Check.ref, Check.state_since))
        .limit(BATCH)
    ).all()
    for check in waiting:
        if due(work.policy, "decision", check.state_since) < work.now:
            tell_audience(work, Told.OVERDUE, check, check.state_since, deciders)


def _escalated(work: UnitOfWork) -> None:
    """Those that wait for longer than the time of escalation, once for each time that it is."""
    waiting = work.session.execute(
        _for_hr(work, "escalation").with_only_columns(
            Check.ref, Check.state_since, last_told(Told.ESCALATED)
        )
    ).all()
    for check, moment in over_again(work, Check, waiting):
        tell_audience(work, Told.ESCALATED, check, moment, deciders)


def _passed_on(work: UnitOfWork) -> None:
    """Of those, what is to be decided by whoever stands in for somebody today."""
    running = standing_in(work)
    for one in running:
        new = untold(Told.PASSED_ON, Check.ref, Check.state_since, one.acting)
        for check in work.session.scalars(_for_hr(work, "escalation").where(new).limit(BATCH)):
            vacancy = work.session.get_one(Vacancy, check.vacancy_ref)
            ties = ties_of(work.session, vacancy, check)
            passed = passed_on_to(work, ties, check.state_since, [one])
            to, where, since = [each.acting for each in passed], vacancy.ref, check.state_since
            tell(work, Told.PASSED_ON, to, check.ref, vacancy_ref=where, since=since)


def _not_written_up(work: UnitOfWork) -> None:
    """Searches whose outcome was not written down in the policy's time: to whoever searches, and
    to those in HR who wait for it.
    """
    before = work.now - timedelta(days=work.policy.days("log_due"))
    found = work.session.execute(
        select(Check, Authorisation.used_at)
        .join(Authorisation, Authorisation.check_ref == Check.ref)
        .join(Candidate, Candidate.ref == Check.candidate_ref)
        .where(
            Check.state == State.SEARCHING,
            Authorisation.used_at < before,
            Candidate.erased_at.is_(None),
            untold(Told.LOG_DUE, Check.ref, Authorisation.used_at),
        )
        .order_by(Authorisation.used_at, Check.ref)
        .limit(BATCH)
    ).all()
    for check, used_at in found:
        if used_at is not None and due(work.policy, "log_due", used_at) < work.now:
            tell_audience(work, Told.LOG_DUE, check, used_at, searchers, handlers)


def _for_hr(work: UnitOfWork, period: str) -> Select[Check]:
    """What HR has not decided for ``period`` of the policy, about; the longest waiting first."""
    before = work.now - timedelta(days=work.policy.days(period))
    return (
        select(Check)
        .join(Candidate, Candidate.ref == Check.candidate_ref)
        .where(Check.state.in_(_FOR_HR), Check.state_since < before, Candidate.erased_at.is_(None))
        .order_by(Check.state_since, Check.ref)
    )
