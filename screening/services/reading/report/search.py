"""One check of the audit report: notice, search, outcome and what the panel made of it."""

from datetime import datetime, timedelta

from sqlalchemy import select

from screening.domain.events import Event
from screening.domain.people import CANDIDATE
from screening.domain.request import Request
from screening.domain.text import N_
from screening.domain.words import Delivery, Reliability, Result, Sureness, WithheldBecause
from screening.reports import check_model as model
from screening.services.calendar import day_of, due
from screening.services.reading.trail.chain import Chain
from screening.services.story import Story, last, text_in
from screening.store.ledger_store import OpenedRecord
from screening.store.policies import policy_in_force
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation
from screening.store.tables.search import HandOver, Influence, Notice, Outcome, Visit
from screening.store.unit_of_work import UnitOfWork

_A_SECOND = timedelta(seconds=1)


def notice(work: UnitOfWork, chain: Chain, check: Check, story: Story) -> model.NoticeSent | None:
    """The notice to the candidate, with the last day to reply as it stood."""
    record = last(story, Event.NOTICE_SENT)
    if record is None:
        return None
    row = work.session.get_one(Notice, check.ref)
    told = last(story, Event.NOTICE_SENT, Event.MORE_TIME_GIVEN) or record
    until = text_in(told, "reply_until")
    paused = _paused([one for one in story if one.seq > told.seq])
    reply_until = datetime.fromisoformat(until) + paused if until else row.reply_until
    return model.NoticeSent(
        stamp=chain.stamp(record),
        sent_on=day_of(row.sent_at),
        delivery=Delivery(row.delivery),
        reply_by=day_of(reply_until),
    )


def window(work: UnitOfWork, check: Check, story: Story) -> model.Window | None:
    """The days on which the search was allowed: after the reply period, or once agreed to and not
    taken back.
    """
    told = last(story, Event.NOTICE_SENT, Event.CANDIDATE_AGREED, Event.MORE_TIME_GIVEN)
    if told is None:
        return None
    if told.payload is None:
        row = work.session.get_one(Authorisation, check.ref)
        begins, ends = row.not_before or told.occurred_at, row.not_after or told.occurred_at
    else:
        paused = _paused([record for record in story if record.seq > told.seq])
        begins = _begins(told) + paused
        ends = datetime.fromisoformat(told.payload["not_after"]) + paused
    return model.Window(day_of(begins + _A_SECOND), day_of(ends))


def objections(chain: Chain, story: Story, candidate: str) -> tuple[model.Objection, ...]:
    """Each objection with HR's answer to it, where there is one yet."""
    raised = [record for record in story if record.event == Event.OBJECTION_RAISED]
    answers: list[OpenedRecord | None] = [
        record
        for record in story
        if record.event in {Event.OBJECTION_UPHELD, Event.OBJECTION_NOT_UPHELD}
    ]
    answers += [None] * (len(raised) - len(answers))
    return tuple(
        model.Objection(
            stamp=model.Stamp(
                record.occurred_at, record.vacancy_seq, _by_candidate(chain, record, candidate)
            ),
            text=text_in(record, "words"),
            answered=chain.stamp(answer) if answer else None,
            upheld=answer.event == Event.OBJECTION_UPHELD if answer else None,
            reasons=text_in(answer, "reasons") if answer else "",
        )
        for record, answer in zip(raised, answers, strict=True)
    )


def _by_candidate(chain: Chain, record: OpenedRecord, candidate: str) -> str:
    if record.actor_ref == CANDIDATE.ref:
        return chain.say(N_("%(candidate)s, by their own link")) % {"candidate": candidate}
    said = {"candidate": candidate, "name": chain.by(record)}
    return chain.say(N_("%(candidate)s, through %(name)s")) % said


def visits(
    work: UnitOfWork, chain: Chain, check: Check, request: Request | None
) -> tuple[model.Visit, ...]:
    """Each look; its place by the words of the ``request`` that was approved."""
    story = chain.of_check(check.ref)
    records = [one for one in story if one.event == Event.VISIT_RECORDED]
    later = {
        text_in(one, "look"): text_in(one, "read")
        for one in story
        if one.event == Event.VISIT_DESCRIBED
    }
    rows = work.session.scalars(
        select(Visit).where(Visit.check_ref == check.ref).order_by(Visit.recorded_at, Visit.ref)
    )
    return tuple(
        _visit(chain, record, row, request, later.get(str(number)))
        for number, (record, row) in enumerate(zip(records, rows, strict=False), start=1)
        # strict=False: later ones lie beyond the position
    )


def _visit(
    chain: Chain, record: OpenedRecord, row: Visit, request: Request | None, later: str | None
) -> model.Visit:
    if record.payload is None:
        return model.Visit(
            stamp=chain.stamp(record),
            at=row.occurred_at,
            place=None,
            read=None,
            minutes=row.minutes,
            outside_scope=row.variance,
            variance=None,
        )
    told = record.payload
    return model.Visit(
        stamp=chain.stamp(record),
        at=datetime.fromisoformat(told["occurred_at"]),
        place=told["elsewhere"] or _place(request, told["place"]),
        read=told["read"] or later or "",
        minutes=int(told["minutes"]),
        outside_scope=bool(told["variance"]),
        variance=told["explanation"],
        words=tuple(told.get("terms", ())),
        other_words=told.get("other_terms", ""),
    )


def exposures(chain: Chain, story: Story) -> tuple[model.Exposure, ...]:
    """Each time that a protected characteristic was seen."""
    return tuple(
        model.Exposure(
            stamp=chain.stamp(record),
            seen_by=chain.by(record),
            at=datetime.fromisoformat(text_in(record, "seen_at") or record.occurred_at.isoformat()),
        )
        for record in story
        if record.event == Event.EXPOSURE_RECORDED
    )


def outcome(work: UnitOfWork, chain: Chain, check: Check, story: Story) -> model.Outcome | None:
    """What the search showed, and by when it had to be written up."""
    record = last(story, Event.OUTCOME_RECORDED)
    if record is None:
        return None
    row = work.session.get_one(Outcome, check.ref)
    looked = visits(work, chain, check, None)
    last_look = max((visit.at for visit in looked), default=record.occurred_at)
    return model.Outcome(
        stamp=chain.stamp(record),
        result=Result(row.result),
        reliability=Reliability(row.reliability),
        sureness=Sureness(row.sureness),
        summary=text_in(record, "answer"),
        due=day_of(due(policy_in_force(work.session, last_look), "log_due", last_look)),
    )


def hand_over(work: UnitOfWork, chain: Chain, check: Check, story: Story) -> model.HandOver | None:
    """What the panel was given, or why it was kept from them, which outlives the words."""
    record = last(story, Event.HANDED_OVER, Event.WITHHELD)
    if record is None:
        return None
    row = work.session.get_one(HandOver, check.ref)
    because = WithheldBecause(row.withheld_because) if row.withheld_because else None
    return model.HandOver(
        chain.stamp(record), text_in(record, "reasons" if because else "words"), because
    )


def influence(work: UnitOfWork, chain: Chain, check: Check, story: Story) -> model.Influence | None:
    """The panel's word on what the outcome changed."""
    record = last(story, Event.INFLUENCE_RECORDED)
    if record is None:
        return None
    row = work.session.get_one(Influence, check.ref)
    return model.Influence(chain.stamp(record), row.changed, text_in(record, "why"))


def _begins(told: OpenedRecord) -> datetime:
    """When the search might begin: at the end of the reply period, or as the candidate agreed."""
    reply_until = text_in(told, "reply_until")
    return datetime.fromisoformat(reply_until) if reply_until else told.occurred_at


def _paused(story: Story) -> timedelta:
    """How long objections that were not upheld held the check up: HR gives that time back."""
    paused = timedelta()
    raised: datetime | None = None
    for record in story:
        if record.event == Event.OBJECTION_RAISED:
            raised = record.occurred_at
        elif record.event == Event.OBJECTION_NOT_UPHELD and raised is not None:
            paused += record.occurred_at - raised
    return paused


def _place(request: Request | None, position: str) -> str | None:
    if request is None or not position:
        return None
    place = request.scope.places[int(position)]
    return place.address or place.platform
