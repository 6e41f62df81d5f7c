"""The register of requests, objections and complaints: what waits, and how one of them went.

An objection to a check is decided in the check's own life. While it is open it stands in the list
too, leads there, and is entered nowhere a second time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from screening.domain.events import Event
from screening.domain.people import Action, check_may, may
from screening.domain.policy import shipped_policy
from screening.domain.rights import (
    OVER,
    Channel,
    Clock,
    RightsKind,
    RightsState,
    RightsStep,
    answer_due,
    extend_by,
    steps_from,
)
from screening.domain.words import Role, State
from screening.services.calendar import day_of, holidays
from screening.services.call import Call
from screening.services.candidates import code_of
from screening.services.loading import find_vacancy
from screening.services.reading.people import names_of
from screening.services.reading.subject_facts import RIGHTS_STEPS
from screening.services.reading.vacancy import never_sat_on
from screening.services.rights import clock_of, find_rights, name_of_entry
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.rights import RightsRequest
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 200


@dataclass(frozen=True)
class RightsRow:
    """One line of the register. ``check_ref``: an objection that is decided with that check.

    ``due`` is the next day by which something has to be done, to ``acknowledge`` or to answer; None
    while we wait for the person.
    """

    ref: str
    name: str
    check_ref: str
    candidate_ref: str
    code: str
    kind: RightsKind
    state: RightsState
    received: date
    due: date | None
    acknowledge: bool
    overdue: bool


@dataclass(frozen=True)
class RightsEvent:
    """A step that was taken; ``words`` None: erased."""

    record: int
    event: Event
    at: datetime
    on: date | None
    by: str
    words: str | None


@dataclass(frozen=True)
class RightsShown:
    """One entry with its story. ``steps`` are what this reader may do now; ``how_counted``: the
    setting by which its time is counted, with the source of it.
    """

    row: RightsRow
    vacancy_ref: str
    vacancy_reference: str
    version: int
    channel: Channel
    asked: str | None
    entered_by: str
    entered_at: datetime
    began: date
    not_counted: int
    waiting_since: date | None
    extend_by: date
    closed_at: datetime | None
    events: tuple[RightsEvent, ...]
    steps: tuple[RightsStep, ...]
    may_access: bool
    erased: bool
    how_counted: str
    source: str


def list_open(call: Call) -> tuple[RightsRow, ...]:
    """What waits for an answer, due soonest first; what waits for the person comes last."""
    return _listed(call, RightsRequest.state.not_in(OVER), with_checks=True)


def list_over(call: Call) -> tuple[RightsRow, ...]:
    """What was answered, refused or taken back, the latest entered first."""
    return _listed(call, RightsRequest.state.in_(OVER), with_checks=False)


def read_rights(call: Call, rights_ref: str) -> RightsShown:
    """One entry, for a data protection officer, or for whoever entered it. Or NotFound."""
    with call.look() as work:
        entry = find_rights(work, call, rights_ref, Action.ENTER_RIGHTS)
        vacancy, ties = find_vacancy(work.session, call.actor, entry.vacancy_ref)
        candidate = work.session.get_one(Candidate, entry.candidate_ref)
        handles = may(call.actor, Action.GIVE_ACCESS, ties)
        records = _records(work, entry) if handles or not candidate.erased_at else []
        names = names_of(work.session, [entry.entered_by, *(one.actor_ref for one in records)])
        state, kind = RightsState(entry.state), RightsKind(entry.kind)
        setting = _setting(work, kind)
        return RightsShown(
            row=_row(entry, vacancy.reference, candidate.number, day_of(work.now)),
            vacancy_ref=vacancy.ref,
            vacancy_reference=vacancy.reference,
            version=entry.version,
            channel=Channel(entry.channel),
            asked=None if candidate.erased_at else (records[0].payload or {})["asked"],
            entered_by=names[entry.entered_by],
            entered_at=entry.entered_at,
            began=entry.began,
            not_counted=entry.not_counted,
            waiting_since=entry.waiting_since,
            extend_by=extend_by(clock_of(entry), holidays()),
            closed_at=entry.closed_at,
            events=tuple(_event(one, names) for one in records if one.event in RIGHTS_STEPS),
            steps=steps_from(state, kind) if handles else (),
            may_access=handles,
            erased=candidate.erased_at is not None,
            how_counted=str(setting["text"]),
            source=str(setting["source"]),
        )


def _setting(work: UnitOfWork, kind: RightsKind) -> Mapping[str, Any]:
    table = work.policy.data.get("rights") or shipped_policy().data["rights"]
    name = "complaint" if kind is RightsKind.COMPLAINT else "request"
    found: Mapping[str, Any] = table[name]
    return found


def _listed(call: Call, which: ColumnElement[bool], *, with_checks: bool) -> tuple[RightsRow, ...]:
    """HR sees what they entered, a data protection officer everything but of their own panels.

    Where there is too much, what waits is the longest received: it is due first.
    """
    check_may(call.actor, Action.ENTER_RIGHTS)
    officer = call.actor.has(Role.DATA_PROTECTION)
    first = RightsRequest.received if with_checks else RightsRequest.entered_at.desc()
    mine = RightsRequest.entered_person == call.actor.person_ref
    wanted = (
        select(RightsRequest, Vacancy.reference, Candidate.number)
        .join(Vacancy, Vacancy.ref == RightsRequest.vacancy_ref)
        .join(Candidate, Candidate.ref == RightsRequest.candidate_ref)
        .where(which, (never_sat_on(call.actor) | mine) if officer else mine)
        .order_by(first, RightsRequest.ref)
        .limit(MOST)
    )
    with call.look() as work:
        today = day_of(work.now)
        found = work.session.execute(wanted).all()
        rows = [_row(entry, reference, number, today) for entry, reference, number in found]
        if with_checks:
            rows += _objections(work, call, today) if officer else []
            rows.sort(key=lambda row: (row.due is None, row.due or row.received, row.name))
        return tuple(rows)


def _objections(work: UnitOfWork, call: Call, today: date) -> list[RightsRow]:
    """Objections to checks that nobody has decided yet; the same month runs for them."""
    found = work.session.execute(
        select(Check, Vacancy.reference, Candidate.number)
        .join(Vacancy, Vacancy.ref == Check.vacancy_ref)
        .join(Candidate, Candidate.ref == Check.candidate_ref)
        .where(Check.state == State.PAUSED, never_sat_on(call.actor))
        .order_by(Check.state_since, Check.ref)
        .limit(MOST)
    )
    rows = []
    for check, reference, number in found:
        received = day_of(check.state_since)
        due = answer_due(Clock(RightsKind.OBJECTION, received, received), 0, holidays())
        rows.append(
            RightsRow(
                ref=check.ref,
                name=f"{reference}, check {check.number}",
                check_ref=check.ref,
                candidate_ref=check.candidate_ref,
                code=code_of(number),
                kind=RightsKind.OBJECTION,
                state=RightsState.OPEN,
                received=received,
                due=due,
                acknowledge=False,
                overdue=due < today,
            )
        )
    return rows


def _row(entry: RightsRequest, reference: str, number: int, today: date) -> RightsRow:
    over = entry.state in OVER
    days = [day for day in (entry.acknowledge_by, entry.due) if day is not None]
    due = min(days, default=None)
    return RightsRow(
        ref=entry.ref,
        name=name_of_entry(reference, entry.number),
        check_ref="",
        candidate_ref=entry.candidate_ref,
        code=code_of(number),
        kind=RightsKind(entry.kind),
        state=RightsState(entry.state),
        received=entry.received,
        due=due,
        acknowledge=due is not None and due == entry.acknowledge_by,
        overdue=not over and due is not None and due < today,
    )


def _records(work: UnitOfWork, entry: RightsRequest) -> list[OpenedRecord]:
    """The records of one entry, oldest first. Once erased nobody can tell which are its own: then
    all of its candidate's are shown, without words, to those alone who may know of each.
    """
    found = open_records(work.session, work.vault, subject_ref=entry.candidate_ref)
    about = [one for one in found if one.event.startswith("rights_")]
    return [one for one in about if (one.payload or {}).get("rights", entry.ref) == entry.ref]


def _event(record: OpenedRecord, names: Mapping[str, str]) -> RightsEvent:
    said = record.payload
    return RightsEvent(
        record=record.seq,
        event=Event(record.event),
        at=record.occurred_at,
        on=date.fromisoformat(said["on"]) if said else None,
        by=names[record.actor_ref],
        words=said.get("words", "") if said else None,
    )
