"""Objections as the log tells them: when each was raised, and when and how it ended.

Nothing is opened: what is sealed in them is left where it is.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, select

from screening.domain.events import Event
from screening.domain.lifecycle import TRANSITIONS
from screening.domain.people import Actor
from screening.domain.rights import RightsState
from screening.domain.words import State
from screening.ledger.record import decode, instant
from screening.services.calendar import day_of
from screening.services.reading.visible import ever_sat_on
from screening.store.ledger_store import of_event
from screening.store.tables.record import record
from screening.store.tables.search import Notice
from screening.store.unit_of_work import UnitOfWork

_DECIDED = {
    Event.OBJECTION_UPHELD: RightsState.UPHELD,
    Event.OBJECTION_NOT_UPHELD: RightsState.NOT_UPHELD,
    Event.DUE_DILIGENCE_UPHELD: RightsState.UPHELD,
    Event.DUE_DILIGENCE_NOT_UPHELD: RightsState.NOT_UPHELD,
}
_ENDS_A_PAUSE = {row.event for row in TRANSITIONS if State.PAUSED in row.before}
_ENDS_FOR_ALL = {Event.DUE_DILIGENCE_UPHELD, Event.DUE_DILIGENCE_CALLED_OFF}


@dataclass(frozen=True)
class Raised:
    """An objection as the log has it, nothing opened: raised at ``entered_at`` by the record
    ``seq``, to the check ``ref``, or by the candidate ``ref`` to a school's search. It was received
    on ``earliest`` or later. ``ended_at`` None: it waits.
    """

    seq: int
    entered_at: datetime
    ref: str
    to_check: bool
    earliest: date
    state: RightsState
    ended_at: datetime | None


@dataclass(frozen=True)
class _End:
    """That objections ended with the record ``seq``: those of the candidate ``subject_ref``, or of
    everybody.
    """

    seq: int
    at: datetime
    event: Event
    subject_ref: str


def objections(work: UnitOfWork, actor: Actor) -> list[Raised]:
    """Every objection to a check or a school's search, but of the panels on which ``actor`` sat."""
    return [*_to_checks(work, actor), *_to_schools(work, actor)]


def _to_checks(work: UnitOfWork, actor: Actor) -> Iterator[Raised]:
    is_raised = record.c.event_type == Event.OBJECTION_RAISED
    objected = select(record.c.check_ref).where(is_raised)
    ends = _ends(
        work,
        record.c.check_ref,
        record.c.check_ref.in_(objected) & of_event(named=True).in_(_ENDS_A_PAUSE),
    )
    wanted = (
        select(record.c.seq, record.c.check_ref, record.c.canonical, Notice.sent_at)
        .outerjoin(Notice, Notice.check_ref == record.c.check_ref)
        .where(is_raised, _off_panel(actor))
    )
    for seq, check_ref, canonical, sent_at in work.session.execute(wanted):
        at, end = _moment(canonical), _first_after(seq, ends[check_ref])
        yield _raised(seq, at, check_ref, end, to_check=True, earliest=day_of(sent_at or at))


def _to_schools(work: UnitOfWork, actor: Actor) -> Iterator[Raised]:
    is_raised = record.c.event_type == Event.DUE_DILIGENCE_OBJECTED
    ends = _ends(
        work,
        record.c.vacancy_ref,
        record.c.event_type.in_([*_ENDS_FOR_ALL, Event.DUE_DILIGENCE_NOT_UPHELD]),
    )
    wanted = select(record.c.seq, record.c.vacancy_ref, record.c.subject_ref, record.c.canonical)
    for seq, vacancy, whose, canonical in work.session.execute(
        wanted.where(is_raised, _off_panel(actor))
    ):
        mine = [
            each
            for each in ends[vacancy]
            if each.event in _ENDS_FOR_ALL or each.subject_ref == whose
        ]
        at, end = _moment(canonical), _first_after(seq, mine)
        if end is not None and end.subject_ref != whose:
            end = replace(end, event=Event.DUE_DILIGENCE_CALLED_OFF)
        yield _raised(seq, at, whose, end, to_check=False, earliest=day_of(at))


def _raised(
    seq: int, at: datetime, ref: str, end: _End | None, *, to_check: bool, earliest: date
) -> Raised:
    if end is None:
        return Raised(seq, at, ref, to_check, earliest, RightsState.OPEN, None)
    state = _DECIDED.get(end.event, RightsState.UNDECIDED)
    return Raised(seq, at, ref, to_check, earliest, state, end.at)


def _off_panel(actor: Actor) -> ColumnElement[bool]:
    return record.c.vacancy_ref.not_in(ever_sat_on(actor))


def _ends(
    work: UnitOfWork, by: ColumnElement[str], which: ColumnElement[bool]
) -> Mapping[str, list[_End]]:
    """The records that end an objection, in order, by what stands in the column ``by``."""
    wanted = select(by, record.c.seq, record.c.event_type, record.c.subject_ref, record.c.canonical)
    found = defaultdict[str, list[_End]](list)
    for key, seq, event, whose, canonical in work.session.execute(
        wanted.where(which).order_by(record.c.seq)
    ):
        found[key].append(_End(seq, _moment(canonical), Event(event), whose))
    return found


def _first_after(seq: int, ends: Sequence[_End]) -> _End | None:
    at = bisect(ends, seq, key=lambda each: each.seq)
    return ends[at] if at < len(ends) else None


def _moment(canonical: str) -> datetime:
    return instant(decode(canonical).occurred_at)
