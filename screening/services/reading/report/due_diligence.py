"""The part of the audit report about a school's regime, from the vacancy's chain alone."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from screening.domain.candidate_codes import code_of
from screening.domain.due_diligence import DueDiligence, ToExplore, after
from screening.domain.events import DUE_DILIGENCE_OF_ONE, OF_THE_REGIME, Event
from screening.domain.words import Regime
from screening.reports import due_diligence_model as model
from screening.services.calendar import day_of
from screening.services.reading.trail.chain import Chain
from screening.store.ledger_store import OpenedRecord
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.unit_of_work import UnitOfWork

_ENDS = (Event.DUE_DILIGENCE_HANDED_OVER, Event.DUE_DILIGENCE_CALLED_OFF)
_MOVES = DUE_DILIGENCE_OF_ONE | set(_ENDS)
_STOPPED = (Event.CHECK_NOT_READY, Event.CHECK_REJECTED)


def schools_at(work: UnitOfWork, chain: Chain) -> model.Schools:
    """The regime as the chain has it, and the search that was opened under it."""
    steps = tuple(_step(chain, record) for record in chain.every(*OF_THE_REGIME))
    changed = [step.after for step in steps if step.after is not None]
    return model.Schools(changed[-1] if changed else Regime.CLAIMS, steps, _search(work, chain))


def _step(chain: Chain, record: OpenedRecord) -> model.RegimeStep:
    said = record.payload or {}
    before, after = (Regime(said[name]) if name in said else None for name in ("before", "after"))
    event = Event(record.event)
    return model.RegimeStep(chain.stamp(record), event, before, after, said.get("reason"))


def _search(work: UnitOfWork, chain: Chain) -> model.DueDiligenceSearch | None:
    opened = chain.every(Event.DUE_DILIGENCE_OPENED)
    if not opened:
        return None
    said = opened[0].payload or {}
    ends = [*chain.every(*_ENDS), *chain.every(Event.DUE_DILIGENCE_UPHELD)]
    ends.sort(key=lambda one: one.vacancy_seq)
    ended = ends[-1] if ends else None
    reasons = (ended.payload or {}).get("reasons", "") if ended else ""
    return model.DueDiligenceSearch(
        opened=chain.stamp(opened[0]),
        policy=said.get("policy", ""),
        searcher=said.get("searcher", ""),
        minutes=int(said.get("minutes", 0)),
        people=int(said.get("people", 0)),
        state=_state(chain),
        ended=chain.stamp(ended) if ended else None,
        reasons=reasons if ended and ended.event in _ENDS else "",
        locks=tuple(chain.stamp(one) for one in chain.every(Event.DUE_DILIGENCE_LOCKED)),
        parts=tuple(_parts(work, chain)),
    )


def _state(chain: Chain) -> DueDiligence:
    """How far it had come at the chain's position, by the table of its life."""
    state, before = DueDiligence.OPENED, DueDiligence.OPENED
    waiting: set[str] = set()
    for record in chain.every(*_MOVES):
        event = Event(record.event)
        if event is Event.DUE_DILIGENCE_OBJECTED:
            waiting.add(record.subject_ref)
        waiting -= {record.subject_ref} if event in _RULINGS else set()
        if event is Event.DUE_DILIGENCE_NOT_UPHELD and waiting:
            continue
        to = after(event, state, before)
        if to is not state:
            state, before = to, state
    return state


_SETTLED = (Event.DUE_DILIGENCE_ANSWER_PASSED_ON, Event.DUE_DILIGENCE_ANSWER_KEPT_BACK)
_RULINGS = (Event.DUE_DILIGENCE_UPHELD, Event.DUE_DILIGENCE_NOT_UPHELD)


def _parts(work: UnitOfWork, chain: Chain) -> Sequence[model.LookedUp]:
    found = []
    for told in chain.every(Event.DUE_DILIGENCE_TOLD):
        candidate = work.session.get_one(Candidate, told.subject_ref)
        own = [one for one in chain.every(*DUE_DILIGENCE_OF_ONE) if _is_of(one, told)]
        found.append((candidate.number, _part(work, chain, candidate, own)))
    return [part for _number, part in sorted(found, key=lambda pair: pair[0])]


def _is_of(record: OpenedRecord, told: OpenedRecord) -> bool:
    return record.subject_ref == told.subject_ref


def _part(
    work: UnitOfWork, chain: Chain, candidate: Candidate, own: Sequence[OpenedRecord]
) -> model.LookedUp:
    def every(*events: Event) -> list[OpenedRecord]:
        return [one for one in own if one.event in events]

    told, begun = every(Event.DUE_DILIGENCE_TOLD)[0], every(Event.DUE_DILIGENCE_BEGUN)
    written = every(Event.DUE_DILIGENCE_RECORDED)
    said: dict[str, Any] = dict((written[0].payload or {}) if written else {})
    screened = every(Event.DUE_DILIGENCE_WORDED, Event.DUE_DILIGENCE_KEPT_BACK)
    settled = every(*_SETTLED)
    erased = chain.erased_on(candidate.ref) is not None
    nothing = said.get("to_explore") == ToExplore.NOTHING
    passed_on = screened[0].event == Event.DUE_DILIGENCE_WORDED if screened else None
    return model.LookedUp(
        candidate=code_of(candidate.number),
        told_on=_told_on(told),
        begun_on=day_of(begun[0].occurred_at) if begun else None,
        objections=len(every(Event.DUE_DILIGENCE_OBJECTED)),
        upheld=len(every(Event.DUE_DILIGENCE_UPHELD)),
        minutes=int(said["minutes"]) if said else None,
        protected_seen=bool(said["protected_seen"]) if said else None,
        to_explore=ToExplore(said["to_explore"]) if said else None,
        passed_on=None if erased else False if nothing else passed_on,
        answer=settled[-1].event == Event.DUE_DILIGENCE_ANSWER_PASSED_ON
        if settled and not erased
        else None,
        stopped_before=bool(begun) and _stopped(work, chain, candidate, begun[0]),
        erased=erased,
    )


def _told_on(told: OpenedRecord) -> date:
    said = told.payload or {}
    return date.fromisoformat(said["told_on"]) if said else day_of(told.occurred_at)


def _stopped(work: UnitOfWork, chain: Chain, candidate: Candidate, begun: OpenedRecord) -> bool:
    """Whether a check on ``candidate`` had been stopped before they were looked up."""
    return any(
        work.session.get_one(Check, record.check_ref).candidate_ref == candidate.ref
        for record in chain.every(*_STOPPED)
        if record.vacancy_seq < begun.vacancy_seq
    )
