"""The register of searches made without authorisation: one entry, and the lists of them.

Whoever told of one reads what they told, and how far it has come. HR and data protection read all
of it; equality officers read it without whom it was about. Nobody on the panel, and nobody who
looked, reads more than what they told themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, select

from screening.domain.candidate_codes import code_of
from screening.domain.events import Event
from screening.domain.name_masks import NOBODY
from screening.domain.people import Action, Ties, check_may, may
from screening.domain.unauthorised import (
    Breach,
    BreachRuling,
    Effect,
    MadeBy,
    PersonTold,
    ReportState,
)
from screening.domain.words import Role
from screening.services.call import Call
from screening.services.reading.pages import Order, Page, Turning, turn
from screening.services.reading.people import names_of, names_of_persons
from screening.services.reading.registers.narrowing import ReportsWanted, of_reports
from screening.services.reading.trail.by_reference import names_hidden_from, without_names
from screening.services.reading.trail.facts import Fact, facts_of
from screening.services.reading.visible import off_panel
from screening.services.unauthorised import TEXTS, find_report, report_code
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.registers import Recusal, UnauthorisedSearch
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 200
_HOUR = 3600
_ORDER = Order(UnauthorisedSearch.reported_at, UnauthorisedSearch.ref)


EVERY = ReportsWanted()
FIRST = Turning()


@dataclass(frozen=True)
class ReportRow:
    """A line of the register. ``breach`` as told, and ``judged`` by HR where it has dealt with it.
    ``hours_left`` of the 72; below 0 it is too late; None: no clock.
    """

    ref: str
    code: str
    vacancy_ref: str
    vacancy_reference: str
    candidate_ref: str
    candidate_code: str
    state: ReportState
    looked_on: date
    reported_at: datetime
    breach: Breach
    judged: Breach | None
    notify_by: datetime | None
    hours_left: int | None
    effect: Effect | None
    ruling: BreachRuling | None
    person_told: PersonTold | None


@dataclass(frozen=True)
class ReportEvent:
    """Something that was done about it; ``facts`` None once erased."""

    event: Event
    at: datetime
    by: str
    facts: tuple[Fact, ...] | None


@dataclass(frozen=True)
class ReportShown:
    """One entry for one reader. ``told``: what was told, without what this reader is not to know;
    None once erased. ``looker_known``: as somebody with an account. ``recused`` are names, and like
    ``events`` for those who deal with it, or inspect.
    """

    row: ReportRow
    version: int
    made_by: MadeBy
    told: Mapping[str, str] | None
    told_by: str
    own: bool
    ruled_late: bool
    looker_known: bool
    recused: tuple[str, ...]
    events: tuple[ReportEvent, ...]
    may_handle: bool
    may_rule: bool


def list_own(call: Call) -> tuple[ReportRow, ...]:
    """What the caller told of, the newest first, as they told it."""
    with call.look() as work:
        rows = _rows(work, UnauthorisedSearch.reported_person == call.actor.person_ref)
        return tuple(_as_told(row, _records(work, row.ref)[0]) for row in rows)


def list_others(
    call: Call, wanted: ReportsWanted = EVERY, turning: Turning = FIRST
) -> Page[ReportRow]:
    """The ``wanted`` of what others told of, for those who deal with it or inspect; the newest
    first.
    """
    found = select(UnauthorisedSearch).where(
        UnauthorisedSearch.reported_person != call.actor.person_ref, _readable(call)
    )
    with call.look() as work:
        found = found.where(*of_reports(work, call.actor, wanted))
        page = turn(work.session, found, _ORDER, turning)
        refs = [entry.ref for entry in page.rows]
        return page.with_rows(_rows(work, UnauthorisedSearch.ref.in_(refs)))


def list_to_handle(call: Call) -> tuple[ReportRow, ...]:
    """What waits for HR."""
    check_may(call.actor, Action.HANDLE_UNAUTHORISED)
    with call.look() as work:
        return _rows(work, UnauthorisedSearch.effect.is_(None), _readable(call))


def list_breaches(call: Call) -> tuple[ReportRow, ...]:
    """What may be a personal-data breach and is not decided, the 72 hours over soonest first."""
    check_may(call.actor, Action.DECIDE_BREACH)
    waits = UnauthorisedSearch.ruling.is_(None) & UnauthorisedSearch.notify_by.is_not(None)
    with call.look() as work:
        rows = _rows(work, waits, _readable(call))
    return tuple(sorted(rows, key=lambda row: (row.notify_by or row.reported_at, row.ref)))


def list_no_breaches(call: Call) -> tuple[ReportRow, ...]:
    """What nobody took for a personal-data breach and data protection has not looked at: whoever
    told of it judged that alone, and HR perhaps. No clock runs.
    """
    check_may(call.actor, Action.DECIDE_BREACH)
    unseen = UnauthorisedSearch.ruling.is_(None) & UnauthorisedSearch.notify_by.is_(None)
    with call.look() as work:
        return _rows(work, unseen, _readable(call))


def read_report(call: Call, ref: str) -> ReportShown:
    """One entry, or NotFound."""
    with call.look() as work:
        entry, ties = find_report(work, call, ref)
        (row,) = _rows(work, UnauthorisedSearch.ref == entry.ref)
        told = _records(work, entry.ref)
        own = entry.reported_person == call.actor.person_ref
        hidden = NOBODY
        if entry.vacancy_ref and not own and not _needs_names(call, ties):
            hidden = names_hidden_from(work, call.actor, ties, entry.vacancy_ref)
        records = without_names(told, hidden)
        named = [ref for one in records for ref in (one.payload or {}).get("recused", ())]
        actors = [one.actor_ref for one in records]
        names = names_of(work.session, [entry.reported_by, *actors, *named])
        inside = may(call.actor, Action.SEE_UNAUTHORISED, ties)
        ruled_late = bool(entry.ruled_at and entry.notify_by and entry.ruled_at > entry.notify_by)
        return ReportShown(
            row=row if inside else _as_told(row, records[0]),
            version=entry.version,
            made_by=MadeBy(entry.made_by),
            told=_told(call, ties, records[0], own=own),
            told_by=names[entry.reported_by],
            own=own,
            ruled_late=ruled_late,
            looker_known=bool(entry.looker_person),
            recused=_recused(work, entry) if inside else (),
            events=tuple(_event(one, names) for one in records[1:]) if inside else (),
            may_handle=may(call.actor, Action.HANDLE_UNAUTHORISED, ties),
            may_rule=may(call.actor, Action.DECIDE_BREACH, ties) and entry.ruling is None,
        )


def _records(work: UnitOfWork, ref: str) -> list[OpenedRecord]:
    return open_records(work.session, work.vault, subject_ref=ref)


def _as_told(row: ReportRow, record: OpenedRecord) -> ReportRow:
    """``row`` without what was found out here: which vacancy there is, and who is in it."""
    said = record.payload or {}
    return replace(
        row,
        vacancy_ref="",
        vacancy_reference=said.get("vacancy", ""),
        candidate_ref="",
        candidate_code="",
    )


def _told(call: Call, ties: Ties, record: OpenedRecord, *, own: bool) -> Mapping[str, str] | None:
    """What was told; whom it was about, and who looked, only for those who need to know it."""
    said = record.payload
    if said is None:
        return None
    hidden = frozenset() if own or _needs_names(call, ties) else frozenset({"whom", "email"})
    return {name: "" if name in hidden else str(said.get(name, "")) for name in TEXTS}


def _needs_names(call: Call, ties: Ties) -> bool:
    """Whether the caller has to know whom it was about, and who looked."""
    needing = (Action.HANDLE_UNAUTHORISED, Action.DECIDE_BREACH)
    return any(may(call.actor, action, ties) for action in needing)


def _recused(work: UnitOfWork, entry: UnauthorisedSearch) -> tuple[str, ...]:
    """The names of those who are recused for it."""
    persons = work.session.scalars(
        select(Recusal.person_ref).where(Recusal.report_ref == entry.ref)
    ).all()
    return tuple(sorted(names_of_persons(work.session, persons).values()))


def _event(record: OpenedRecord, names: Mapping[str, str]) -> ReportEvent:
    event, said = Event(record.event), record.payload
    return ReportEvent(
        event=event,
        at=record.occurred_at,
        by=names[record.actor_ref],
        facts=None if said is None else facts_of(event, said, names),
    )


def _readable(call: Call) -> ColumnElement[bool]:
    """What others told of that the caller may read: not of their panels, nor of their own looks."""
    inspects = call.actor.has(Role.HR, Role.EQUALITY, Role.DATA_PROTECTION)
    vacancy = UnauthorisedSearch.vacancy_ref
    apart = vacancy.is_(None) | off_panel(call.actor, vacancy)
    looked = UnauthorisedSearch.looker_person == call.actor.person_ref
    return apart & ~looked if inspects else UnauthorisedSearch.ref.is_(None)


def _rows(work: UnitOfWork, *which: ColumnElement[bool]) -> tuple[ReportRow, ...]:
    found = work.session.execute(
        select(UnauthorisedSearch, Vacancy.reference, Candidate.number)
        .outerjoin(Vacancy, Vacancy.ref == UnauthorisedSearch.vacancy_ref)
        .outerjoin(Candidate, Candidate.ref == UnauthorisedSearch.candidate_ref)
        .where(*which)
        .order_by(UnauthorisedSearch.reported_at.desc(), UnauthorisedSearch.ref.desc())
        .limit(MOST)
    )
    return tuple(_row(work, entry, reference, number) for entry, reference, number in found)


def _row(
    work: UnitOfWork, entry: UnauthorisedSearch, reference: str | None, number: int | None
) -> ReportRow:
    left = None
    if entry.notify_by is not None and entry.ruling is None:
        left = int((entry.notify_by - work.now).total_seconds() // _HOUR)
    return ReportRow(
        ref=entry.ref,
        code=report_code(entry.ref),
        vacancy_ref=entry.vacancy_ref or "",
        vacancy_reference=reference or "",
        candidate_ref=entry.candidate_ref or "",
        candidate_code=code_of(number) if number else "",
        state=ReportState(entry.state),
        looked_on=entry.looked_on,
        reported_at=entry.reported_at,
        breach=Breach(entry.breach),
        judged=Breach(entry.breach_judged) if entry.breach_judged else None,
        notify_by=entry.notify_by,
        hours_left=left,
        effect=Effect(entry.effect) if entry.effect else None,
        ruling=BreachRuling(entry.ruling) if entry.ruling else None,
        person_told=PersonTold(entry.person_told) if entry.person_told else None,
    )
