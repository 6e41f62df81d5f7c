"""One check of the audit report: what was asked, and what HR answered.

Texts come from the opened records and are None once erased. Codes that outlive the texts (a
verdict, who decided) come from the tables, whose rows of a past event never change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.events import Event
from screening.domain.lifecycle import MOVING, transition
from screening.domain.policy import Policy
from screening.domain.request import Request, Scope
from screening.domain.text import N_
from screening.domain.words import Disputed, Source, State, Verdict
from screening.gate.explain import finding_from_data, render
from screening.reports import check_model as model
from screening.services.checks.disputing import rule_titles
from screening.services.checks.more_time import said_go_ahead
from screening.services.reading.policy import judged_by
from screening.services.reading.report.deciding import left_too_long
from screening.services.reading.report.lines import lines_of_check
from screening.services.reading.report.search import (
    exposures,
    hand_over,
    influence,
    notice,
    objections,
    outcome,
    visits,
    window,
)
from screening.services.reading.report.vacancy import stage_at
from screening.services.reading.trail.chain import Chain
from screening.services.story import Story, attempts_of, last, last_said, text_in
from screening.store.ledger_store import OpenedRecord
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.check import Check, Revision
from screening.store.tables.decision import Decision
from screening.store.tables.vacancy import PanelMember
from screening.store.unit_of_work import UnitOfWork

DECISIONS = (Event.CHECK_APPROVED, Event.CHECK_REJECTED, Event.CHECK_RETURNED)
STEPS: Mapping[Event, str] = {
    Event.FINDING_DISPUTED: "reason",
    Event.CHECK_REFERRED: "reason",
    Event.REFERRAL_UPHELD: "reasons",
    Event.OVERTURN_PROPOSED: "reasons",
    Event.REFERRAL_OVERTURNED: "reasons",
    Event.ASKED_INSTEAD: "reason",
    Event.RETURN_RECORDED: "explanation",
    Event.NOT_CARRIED_OUT: "reason",
    Event.AUTHORISATION_LAPSED: "",
    Event.CHECK_WITHDRAWN: "reason",
    Event.CHECK_CANCELLED: "reasons",
    Event.CHECK_STOPPED: "reasons",
    Event.CHECK_LAPSED: "",
}
"""Events that have reasons and nothing else, with the field that holds them."""

AFTER_THE_SEARCH: Mapping[Event, str] = {
    Event.EXPOSURE_HANDLED: "reasons",
    Event.WORDS_HELD_BACK: "",
    Event.WORDS_LET_THROUGH: "reasons",
    Event.SCORES_LOCKED: "",
}
"""The same, of what comes between a search and what the panel makes of it."""


def check_at(work: UnitOfWork, chain: Chain, check: Check) -> model.Check:
    """The check as it stood at the chain's position."""
    story = chain.of_check(check.ref)
    candidate = work.session.get_one(Candidate, check.candidate_ref)
    claim = work.session.get_one(Claim, check.claim_ref)
    code = code_of(candidate.number)
    said_claim = last_said(chain.records, claim.ref)
    attempts = attempts_of(story)
    requests = {attempt.number: attempt.request for attempt in attempts}
    erased_on = chain.erased_on(candidate.ref)
    approval = last(story, Event.CHECK_APPROVED)
    return model.Check(
        code=chain.say(N_("Check %(number)s")) % {"number": check.number},
        candidate=code,
        criterion=text_in(said_claim, "criterion") or claim.criterion,
        requester=chain.by(story[0]),
        state=state_after(story),
        claim=text_in(said_claim, "quote"),
        source=Source(text_in(said_claim, "source") or claim.source),
        source_where=text_in(said_claim, "where"),
        attempts=tuple(
            model.Attempt(
                stamp=chain.stamp(attempt.record),
                verdict=_verdict(work, check, attempt.number),
                request=attempt.request,
                findings=_findings(chain, judged_by(work, attempt), attempt.findings),
            )
            for attempt in attempts
        ),
        steps=_steps(chain, story, STEPS),
        after_the_search=_steps(chain, story, AFTER_THE_SEARCH),
        decisions=_decisions(work, chain, check, requests),
        left_too_long=left_too_long(work, chain, story),
        searcher=_searcher(chain, check, approval),
        searcher_on_panel=bool(approval) and check.searcher_person in _seated(work, chain),
        notice=notice(work, chain, check, story),
        agreed=_stamp_of(chain, story, Event.CANDIDATE_AGREED) if said_go_ahead(story) else None,
        objections=objections(chain, story, code),
        window=window(work, check, story),
        begun=_stamp_of(chain, story, Event.SEARCH_BEGUN),
        visits=visits(work, chain, check, authorised_request(approval, requests)),
        exposures=exposures(chain, story),
        outcome=outcome(work, chain, check, story),
        hand_over=hand_over(work, chain, check, story),
        influence=influence(work, chain, check, story),
        lines=lines_of_check(chain, story),
        request_erased_on=erased_on,
        outcome_erased_on=erased_on,
    )


def state_after(story: Story) -> State:
    """The state that the records of a check bring it to, by the lifecycle's own table."""
    state = before = State.DRAFT
    for event in (Event(record.event) for record in story):
        if event in MOVING:
            before, state = state, transition(event).after or before
    return state


def authorised_request(
    approval: OpenedRecord | None, requests: Mapping[int, Request | None]
) -> Request | None:
    """The revision that was approved; None when none was, or once erased."""
    if approval is None or approval.payload is None:
        return None
    return requests.get(int(approval.payload["revision"]))


def _searcher(chain: Chain, check: Check, approval: OpenedRecord | None) -> str:
    """Who was to search. Once the words are erased, a colleague is still known by account."""
    if approval is None:
        return ""
    return text_in(approval, "searcher_name") or chain.name_of(check.searcher_person)


def _verdict(work: UnitOfWork, check: Check, number: int) -> Verdict:
    return Verdict(work.session.get_one(Revision, (check.ref, number)).verdict)


def _findings(
    chain: Chain, policy: Policy, findings: Sequence[Mapping[str, Any]]
) -> tuple[model.Finding, ...]:
    """Each thing that whoever asked was told once, with all the words that it was said of; what was
    to be changed first. In the language of the report: in which they read it is on no record.
    """
    texts = policy.gate["texts"]
    words: dict[tuple[str, Verdict, str, str], list[str]] = {}
    for data in findings:
        found = finding_from_data(data, policy)
        said_of_it = render(found, chain.say)
        thing = (found.rule, found.verdict, said_of_it.message, said_of_it.basis)
        words.setdefault(thing, []).append(found.excerpt)
    return tuple(
        model.Finding(
            rule=rule,
            title=texts[rule]["title"] if rule in texts else rule,
            verdict=verdict,
            basis=basis,
            message=message,
            words=tuple(dict.fromkeys(one for one in quoted if one and one not in message)),
        )
        for (rule, verdict, message, basis), quoted in sorted(
            words.items(), key=lambda item: item[0][1] is not Verdict.BLOCK
        )
    )


def _steps(chain: Chain, story: Story, reasons: Mapping[Event, str]) -> tuple[model.Step, ...]:
    found = ((record, Event(record.event)) for record in story if record.event in reasons)
    return tuple(_step(chain, record, reasons[event]) for record, event in found)


def _step(chain: Chain, record: OpenedRecord, reasons: str) -> model.Step:
    event = Event(record.event)
    step = model.Step(
        stamp=chain.stamp(record),
        event=event,
        reasons=text_in(record, reasons) if reasons else "",
    )
    if event is not Event.FINDING_DISPUTED or record.payload is None:
        return step
    rule = record.payload["rule"]
    kind = Disputed(record.payload["kind"])
    return replace(step, disputed=kind, about=rule_titles().get(rule, rule))


def _decisions(
    work: UnitOfWork, chain: Chain, check: Check, requests: Mapping[int, Request | None]
) -> tuple[model.Decision, ...]:
    records = [record for record in chain.of_check(check.ref) if record.event in DECISIONS]
    rows = work.session.scalars(
        select(Decision).where(Decision.check_ref == check.ref).order_by(Decision.revision)
    )
    seated = _seated(work, chain)
    return tuple(
        model.Decision(
            stamp=chain.stamp(record),
            answer=Event(record.event),
            reasons=text_in(record, "reasons"),
            authorised=_authorised(record, requests.get(row.revision)),
            narrowed=row.narrowed,
            by_panel_member=row.decided_person in seated,
            by_requester=row.decided_person == check.requester_person,
            stage=stage_at(chain, record.vacancy_seq),
            acted_for=text_in(record, "acted_for") or "",
        )
        for record, row in zip(records, rows, strict=False)  # later ones lie beyond the position
    )


def _authorised(record: OpenedRecord, request: Request | None) -> Scope | None:
    if record.event != Event.CHECK_APPROVED or request is None or record.payload is None:
        return None
    approved, asked = record.payload, request.scope
    return Scope(
        places=tuple(asked.places[int(position)] for position in approved["places"]),
        terms=tuple(asked.terms[int(position)] for position in approved["terms"]),
        looking_at=asked.looking_at,
        from_date=approved["from_date"],
        to_date=approved["to_date"],
        minutes=int(approved["minutes"]),
    )


def _seated(work: UnitOfWork, chain: Chain) -> set[str]:
    """Everybody who had sat on the panel by then."""
    seats = select(PanelMember.person_ref).where(
        PanelMember.vacancy_ref == chain.vacancy_ref,
        PanelMember.joined_at <= chain.records[-1].occurred_at,
    )
    return set(work.session.scalars(seats))


def _stamp_of(chain: Chain, story: Story, event: Event) -> model.Stamp | None:
    record = last(story, event)
    return chain.stamp(record) if record else None
