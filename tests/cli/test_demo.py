"""The demonstration council shows the same on whatever day it is loaded."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from screening.cli.demo.loading import is_empty, load
from screening.domain.events import Event
from screening.domain.people import CLOCK
from screening.domain.words import State
from screening.reports.model import Organisation
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.kept_settings.organisation import organisation_of
from screening.store.ledger_store import open_records
from screening.store.policies import policy_in_force
from screening.store.store import Store
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check, Revision
from screening.store.tables.due_diligence import DueDiligencePart
from screening.store.tables.evidence import CandidateEvidence
from screening.store.tables.registers import SourcedApplicant, SourcingSearch, UnauthorisedSearch
from screening.store.tables.search import Visit
from screening.store.tables.vacancy import Vacancy

DAYS = {
    "a Sunday": datetime(2026, 11, 22, 11, 0, tzinfo=UTC),
    "a Wednesday at night": datetime(2027, 3, 10, 23, 30, tzinfo=UTC),
    "between Christmas and New Year": datetime(2026, 12, 30, 9, 0, tzinfo=UTC),
    "after Easter, in summer time": datetime(2027, 4, 6, 0, 30, tzinfo=UTC),
    "a Monday before opening": datetime(2027, 6, 7, 5, 0, tzinfo=UTC),
}


@pytest.mark.usefixtures("cheap_passwords")
@pytest.mark.parametrize("day", DAYS)
def test_every_state_is_there_on_any_day(sqlite_store: Store, day: str) -> None:
    assert is_empty(sqlite_store)
    load(sqlite_store, DAYS[day])
    assert not is_empty(sqlite_store)
    with Call(sqlite_store, CLOCK, lambda: DAYS[day]).look() as work:
        states = Counter(work.session.scalars(select(Check.state)))
        sent = work.session.execute(select(Revision.submitted_at, Revision.policy_digest)).all()
        opened = work.session.scalars(select(Vacancy.opened_at)).all()
        policies = [policy_in_force(work.session, moment) for moment, _digest in sent]
        begun = {
            one.check_ref: one.occurred_at
            for one in open_records(work.session, work.vault)
            if one.event == Event.SEARCH_BEGUN
        }
        visits = work.session.scalars(select(Visit).where(Visit.check_ref.in_(begun))).all()
        early = [visit.ref for visit in visits if visit.occurred_at < begun[visit.check_ref]]
        vacancies = len(work.session.scalars(select(Vacancy.ref)).all())
        candidates = len(work.session.scalars(select(Candidate.ref)).all())
        searches = work.session.execute(
            select(SourcingSearch.attempt, SourcingSearch.looks_like)
        ).all()
        applied = len(work.session.scalars(select(SourcedApplicant.note_ref)).all())
        files = work.session.scalars(select(CandidateEvidence.kind)).all()
        parts = work.session.scalars(select(DueDiligencePart.recorded_at)).all()
        organisation = organisation_of(work, Organisation("", "#000000"))
        looked_up = work.session.scalars(select(UnauthorisedSearch.state)).all()
    assert [policy.digest for policy in policies] == [digest for _moment, digest in sent]
    assert max(policy.effective_from for policy in policies) <= day_of(min(opened))
    assert organisation.staff_phone and organisation.staff_email, "the help of section 8"
    assert visits
    assert early == [], "nobody looks before confirming the rules of conduct"
    assert sorted(searches) == [(False, ""), (False, ""), (True, "name")]
    assert (applied, looked_up, files) == (1, ["closed"], ["txt"])
    assert set(states) == set(State) - {State.STOPPED}  # which lasts for some days alone
    assert (vacancies, candidates, sum(states.values())) == (8, 38, 25)
    assert (len(parts), len([one for one in parts if one])) == (3, 1)
    assert states["not-ready"] == 4
