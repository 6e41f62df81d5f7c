"""One entry of the register of requests, objections and complaints: how it went, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from screening.domain.events import Event
from screening.domain.people import NOBODY_TIES, Action, Ties, may
from screening.domain.policy import shipped_policy
from screening.domain.rights import (
    Channel,
    RightsKind,
    RightsState,
    RightsStep,
    extend_by,
    steps_from,
)
from screening.services.calendar import day_of, holidays
from screening.services.call import Call
from screening.services.loading import find_vacancy
from screening.services.reading.people import names_of
from screening.services.reading.rights.rows import RightsRow, row_of
from screening.services.reading.rights.subject_facts import RIGHTS_STEPS
from screening.services.rights import clock_of, find_rights, is_erased
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.rights import RightsRequest
from screening.store.unit_of_work import UnitOfWork


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
    setting by which its time is counted, with the source of it. ``acknowledge_by``: by when a
    complaint has to be acknowledged, or had to be and was not. Of somebody who has no page here
    ``vacancy_ref`` is empty; ``who`` they are and what they say that it is ``about`` is None once
    it is erased.
    """

    row: RightsRow
    vacancy_ref: str
    vacancy_reference: str
    version: int
    channel: Channel
    asked: str | None
    entered_by: str
    entered_at: datetime
    acknowledge_by: date | None
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
    who: str | None
    about: str | None


def read_rights(call: Call, rights_ref: str) -> RightsShown:
    """One entry, for a data protection officer, or for whoever entered it. Or NotFound."""
    with call.look() as work:
        entry = find_rights(work, call, rights_ref, Action.ENTER_RIGHTS)
        reference, number, ties = _whose(work, call, entry)
        erased = is_erased(work, entry)
        handles = may(call.actor, Action.GIVE_ACCESS, ties)
        records = _records(work, entry) if handles or not erased else []
        said = (records[0].payload or {}) if not erased else {}
        names = names_of(work.session, [entry.entered_by, *(one.actor_ref for one in records)])
        state, kind = RightsState(entry.state), RightsKind(entry.kind)
        setting = _setting(work, kind)
        return RightsShown(
            row=row_of(entry, reference, number, day_of(work.now)),
            vacancy_ref=entry.vacancy_ref or "",
            vacancy_reference=reference or "",
            version=entry.version,
            channel=Channel(entry.channel),
            asked=said.get("asked"),
            entered_by=names[entry.entered_by],
            entered_at=entry.entered_at,
            acknowledge_by=entry.acknowledge_by,
            began=entry.began,
            not_counted=entry.not_counted,
            waiting_since=entry.waiting_since,
            extend_by=extend_by(clock_of(entry), holidays()),
            closed_at=entry.closed_at,
            events=tuple(_event(one, names) for one in records if one.event in RIGHTS_STEPS),
            steps=steps_from(state, kind) if handles else (),
            may_access=handles,
            erased=erased,
            how_counted=str(setting["text"]),
            source=str(setting["source"]),
            who=said.get("who"),
            about=said.get("about"),
        )


def _whose(
    work: UnitOfWork, call: Call, entry: RightsRequest
) -> tuple[str | None, int | None, Ties]:
    """Its vacancy's reference and its candidate's number, if any; how people stand to it."""
    if entry.vacancy_ref is None or entry.candidate_ref is None:
        return None, None, NOBODY_TIES
    vacancy, ties = find_vacancy(work.session, call.actor, entry.vacancy_ref)
    return vacancy.reference, work.session.get_one(Candidate, entry.candidate_ref).number, ties


def _setting(work: UnitOfWork, kind: RightsKind) -> Mapping[str, Any]:
    table = work.policy.data.get("rights") or shipped_policy().data["rights"]
    name = "complaint" if kind is RightsKind.COMPLAINT else "request"
    found: Mapping[str, Any] = table[name]
    return found


def _records(work: UnitOfWork, entry: RightsRequest) -> list[OpenedRecord]:
    """The records of one entry, oldest first. Once a candidate is erased nobody can tell which are
    its own: then all of theirs are shown, without words, to those alone who may know of each.
    """
    whose = entry.candidate_ref or entry.ref
    found = open_records(work.session, work.vault, subject_ref=whose)
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
