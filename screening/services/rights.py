"""The register of requests, objections and complaints: entered, and taken step by step to an end.

A step says which version of the entry it was decided on, and only one step can follow a version.
What was asked and answered is in the records alone, sealed with the candidate; where it is of
somebody who has no page here, under a key of the entry's own.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from screening.domain.entry import LINE, LONG, answer_given, check_storable, tidy
from screening.domain.errors import Conflict, NotFound, NotValid
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import NOBODY_TIES, Action, Ties, check_may_know
from screening.domain.rights import (
    OVER,
    WAITING,
    Channel,
    Clock,
    RightsKind,
    RightsState,
    RightsStep,
    Step,
    acknowledge_due,
    answer_due,
    check_step,
    days_not_counted,
    extend_by,
)
from screening.domain.text import N_
from screening.domain.words import Role
from screening.ledger.record import ORGANISATION
from screening.services.calendar import day_of, end_of_day, holidays
from screening.services.call import Call, once
from screening.services.candidates import check_not_erased
from screening.services.erasure.registers import key_of_request
from screening.services.loading import find_candidate, find_vacancy, next_number, ties_of
from screening.services.outbox.telling import tell, those_who_may
from screening.services.refs import new_ref
from screening.store.tables.candidate import Candidate
from screening.store.tables.rights import RightsRequest
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Asked:
    """What came: of what kind, how, on which day, and what it says in the person's words."""

    kind: RightsKind
    channel: Channel
    received: date
    words: str


@dataclass(frozen=True)
class Outsider:
    """Somebody who has no page here: how they say who they are and can be reached, and what they
    say that it is about, which may be empty.
    """

    who: str
    about: str


@once
def enter(call: Call, candidate_ref: str, asked: Asked) -> str:
    """Enter what a candidate asks for, objects to or complains about; the entry's ref comes out.

    Raises NotValid without words or for a day to come, NotPossible once the candidate is erased:
    then there is no key left under which the words could be kept.
    """
    words = answer_given("words", asked.words)
    with call.change(Role.DATA_PROTECTION, Role.HR) as work:
        candidate, vacancy, ties = find_candidate(
            work.session, call.actor, candidate_ref, Action.ENTER_RIGHTS
        )
        check_not_erased(candidate)
        entry = _entry(work, call, asked)
        entry.vacancy_ref, entry.candidate_ref = vacancy.ref, candidate.ref
        entry.number = next_number(work.session, RightsRequest, vacancy)
        _write(work, entry, ties, _said(asked, words))
        work.commit(entry.ref)
    return entry.ref


OUTSIDERS_TEXTS = {"who": (LINE, True), "about": (LINE, False), "words": (LONG, True)}
"""How long each may be, and whether it has to be given."""


@once
def enter_of(call: Call, outsider: Outsider, asked: Asked) -> str:
    """Enter what somebody asks for who has no page here: nobody whom we can place has applied, or
    they were erased, or were seen in a search. The entry's ref. Raises NotValid as ``enter`` does.
    """
    texts = {"who": tidy(outsider.who), "about": tidy(outsider.about), "words": tidy(asked.words)}
    check_storable({name: (texts[name], *OUTSIDERS_TEXTS[name]) for name in texts})
    with call.change(Role.DATA_PROTECTION, Role.HR) as work:
        entry = _entry(work, call, asked)
        said = _said(asked, texts["words"]) | {"who": texts["who"]}
        about = {"about": texts["about"]} if texts["about"] else {}
        _write(work, entry, NOBODY_TIES, said | about)
        work.commit(entry.ref)
    return entry.ref


def _entry(work: UnitOfWork, call: Call, asked: Asked) -> RightsRequest:
    """What is ``asked`` as a row, with its clock. NotValid for a day to come."""
    if asked.received > day_of(work.now):
        raise NotValid({"received": N_("Give a day that has come for its receipt")})
    clock = Clock(asked.kind, asked.received, asked.received)
    return RightsRequest(
        ref=new_ref(),
        number=0,
        kind=asked.kind,
        channel=asked.channel,
        state=RightsState.OPEN,
        received=asked.received,
        began=asked.received,
        acknowledge_by=acknowledge_due(clock, _days(work, "complaint_acknowledge")),
        due=answer_due(clock, _days(work, "complaint_answer"), holidays()),
        entered_at=work.now,
        entered_by=call.actor.ref,
        entered_person=call.actor.person_ref,
    )


def _said(asked: Asked, words: str) -> dict[str, Any]:
    return {
        "kind": asked.kind,
        "channel": asked.channel,
        "received": asked.received.isoformat(),
        "asked": words,
    }


def _write(work: UnitOfWork, entry: RightsRequest, ties: Ties, said: dict[str, Any]) -> None:
    """Add ``entry`` with its record, and tell the officers who may deal with it."""
    work.session.add(entry)
    _record(work, entry, Event.RIGHTS_ENTERED, said)
    told = those_who_may(work.session, Action.GIVE_ACCESS, ties, Role.DATA_PROTECTION)
    tell(work, Told.RIGHTS, told, entry.ref, vacancy_ref=entry.vacancy_ref)


@once
def take_step(
    call: Call, rights_ref: str, version: int, step: Step, words: str, on: date | None = None
) -> None:
    """Take one step on ``version`` of an entry. ``on``: the day it was done on, today if None.

    Raises NotPossible where the table has no such step, NotValid without the words that the person
    has to be told or when an extension comes too late, Conflict when somebody else was first. Once
    whoever it is about is erased no words are kept, and it can still be brought to its end.
    """
    words = tidy(words)
    with call.change(Role.DATA_PROTECTION) as work:
        entry = find_rights(work, call, rights_ref, Action.GIVE_ACCESS)
        row = check_step(step, RightsState(entry.state), RightsKind(entry.kind))
        erased = is_erased(work, entry)
        check_storable({"words": (words, LONG, row.told and not erased)})
        day = _day(work, entry, on)
        changes = _clock_after(work, entry, row, day)
        after = row.after or RightsState(entry.state_before)
        _change(work, entry, version, state=after, state_before=entry.state, **changes)
        said = {"step": step, "on": day.isoformat()} | ({"words": words} if words else {})
        _record(work, entry, row.event, {} if erased else said)
        work.commit()


def find_rights(work: UnitOfWork, call: Call, ref: str, action: Action) -> RightsRequest:
    """The entry ``ref`` for whoever may do ``action`` in its vacancy; otherwise NotFound.

    HR finds what they entered themselves, and nothing else.
    """
    entry, ties = work.session.get(RightsRequest, ref), NOBODY_TIES
    if entry is None:
        raise NotFound(N_("There is nothing here."))
    if entry.vacancy_ref is not None:
        _vacancy, ties = find_vacancy(work.session, call.actor, entry.vacancy_ref)
    if action is not Action.ENTER_RIGHTS or call.actor.person_ref != entry.entered_person:
        check_may_know(call.actor, Action.GIVE_ACCESS, ties)
    elif not call.actor.has(Role.HR, Role.DATA_PROTECTION):
        raise NotFound(N_("There is nothing here."))
    return entry


def clock_of(entry: RightsRequest) -> Clock:
    """What the terms of ``entry`` are counted from."""
    kind = RightsKind(entry.kind)
    return Clock(kind, entry.received, entry.began, entry.not_counted, entry.extended)


def name_of_entry(entry: RightsRequest, reference: str | None) -> str:
    """What ``entry`` is called: by its vacancy's ``reference`` and its number in it, ``LIB-7/R-2``;
    of somebody who has no page here ``R-1f09ac``.
    """
    return f"R-{entry.ref[:6]}" if reference is None else f"{reference}/R-{entry.number}"


def ties_to(work: UnitOfWork, entry: RightsRequest) -> Ties:
    """How people stand to ``entry``: as they do to its vacancy, if it has one."""
    if entry.vacancy_ref is None:
        return NOBODY_TIES
    return ties_of(work.session, work.session.get_one(Vacancy, entry.vacancy_ref))


def is_erased(work: UnitOfWork, entry: RightsRequest) -> bool:
    """Whether the words of ``entry`` are gone, with the candidate or as its own time was over."""
    if entry.candidate_ref is None:
        return work.vault.is_destroyed(key_of_request(entry.ref))
    return work.session.get_one(Candidate, entry.candidate_ref).erased_at is not None


def _clock_after(
    work: UnitOfWork, entry: RightsRequest, row: RightsStep, day: date
) -> dict[str, Any]:
    """The columns of the clock once ``row`` was taken on ``day``."""
    changes: dict[str, Any] = {}
    if row.after in WAITING:
        return {"waiting_since": day, "due": None}
    if row.step is Step.GO_ON:
        changes = {"waiting_since": None}
        if entry.state == RightsState.IDENTITY:
            changes |= {"began": day, "not_counted": 0}
        elif entry.waiting_since is not None:
            waited = days_not_counted(entry.waiting_since, day)
            changes["not_counted"] = entry.not_counted + waited
    if row.step is Step.EXTEND:
        if day > extend_by(clock_of(entry), holidays()):
            raise NotValid(
                {"on": N_("The first month was over by then: the time cannot be extended any more")}
            )
        changes["extended"] = True
    by = entry.acknowledge_by
    if (row.step is Step.ACKNOWLEDGE or row.after in OVER) and by is not None and day <= by:
        changes["acknowledge_by"] = None  # where it comes too late, the day stays to show that
    if row.after in OVER:
        # What it was due by stays too: nothing, where it was waited for the person.
        is_today = day == day_of(work.now)
        closed_at = work.now if is_today else end_of_day(day)
        return changes | {"closed_at": closed_at, "waiting_since": None}
    clock = Clock(
        RightsKind(entry.kind),
        entry.received,
        changes.get("began", entry.began),
        changes.get("not_counted", entry.not_counted),
        changes.get("extended", entry.extended),
    )
    return changes | {"due": answer_due(clock, _days(work, "complaint_answer"), holidays())}


def _change(work: UnitOfWork, entry: RightsRequest, version: int, **columns: Any) -> None:
    """Write ``columns`` if ``version`` is the newest still. Or Conflict."""
    still = (RightsRequest.ref == entry.ref, RightsRequest.version == version)
    if not work.set_where(RightsRequest, *still, version=version + 1, **columns):
        raise Conflict(N_("Somebody else has just taken a step here. Look at how far it has come."))
    work.session.refresh(entry)


def _day(work: UnitOfWork, entry: RightsRequest, on: date | None) -> date:
    """The day of a step: not before it was received, nor before we asked, nor to come."""
    day, first = on or day_of(work.now), entry.waiting_since or entry.received
    if not first <= day <= day_of(work.now):
        raise NotValid({"on": N_("Give a day between the one before it and today")})
    return day


def _days(work: UnitOfWork, name: str) -> int:
    return int(work.policy.number("rights", name))


def _record(work: UnitOfWork, entry: RightsRequest, event: Event, said: dict[str, Any]) -> None:
    work.record(
        event,
        vacancy_ref=entry.vacancy_ref or ORGANISATION,
        subject_ref=entry.candidate_ref or entry.ref,
        payload={"rights": entry.ref, **said} if said else {},
    )
