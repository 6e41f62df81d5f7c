"""Counting the checks of a report. Everything printed is counted here, from the same checks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from screening.domain.events import Event
from screening.domain.text import N_
from screening.domain.unauthorised import BreachRuling
from screening.domain.words import Disputed, State, Verdict
from screening.reports.check_model import Check, Step
from screening.reports.model import Report


@dataclass(frozen=True)
class Count:
    """A line of a table of counts."""

    title: str
    number: int


_STANDING: tuple[tuple[str, frozenset[State]], ...] = (
    (N_("Not sent to HR"), frozenset({State.DRAFT, State.NOT_READY})),
    (N_("With HR"), frozenset({State.REFERRED, State.AWAITING})),
    (N_("Returned or rejected"), frozenset({State.RETURNED, State.REJECTED})),
    (N_("Withdrawn or cancelled"), frozenset({State.WITHDRAWN, State.STOPPED, State.CANCELLED})),
    (
        N_("Approved, not searched"),
        frozenset({State.APPROVED, State.NOTIFIED, State.READY, State.PAUSED}),
    ),
    (N_("Expired"), frozenset({State.EXPIRED})),
    (N_("Searched, with HR"), frozenset({State.SEARCHING, State.SEARCHED})),
    (N_("Withheld from the panel"), frozenset({State.WITHHELD})),
    (N_("Handed over to the panel"), frozenset({State.HANDED_OVER, State.CLOSED})),
)


def standing(checks: Sequence[Check]) -> tuple[Count, ...]:
    """Where each check stands; every check is in exactly one line, and every line is given."""
    return tuple(
        Count(title, sum(check.state in states for check in checks)) for title, states in _STANDING
    )


def _answered(event: Event) -> Callable[[Check], bool]:
    return lambda check: any(decision.answer is event for decision in check.decisions)


def _stepped(event: Event) -> Callable[[Check], bool]:
    return lambda check: any(step.event is event for step in check.steps)


_HAPPENED: tuple[tuple[str, Callable[[Check], bool]], ...] = (
    (N_("Requested: at least one attempt recorded"), lambda check: bool(check.attempts)),
    (
        N_("Not ready at some attempt"),
        lambda check: any(attempt.verdict is Verdict.BLOCK for attempt in check.attempts),
    ),
    (N_("Referred to HR by the requester"), _stepped(Event.CHECK_REFERRED)),
    (N_("Candidate to be asked instead"), _stepped(Event.ASKED_INSTEAD)),
    (N_("Returned"), _answered(Event.CHECK_RETURNED)),
    (N_("Rejected"), _answered(Event.CHECK_REJECTED)),
    (N_("Approved"), _answered(Event.CHECK_APPROVED)),
    (
        N_("Approved with a narrower scope"),
        lambda check: check.approval is not None and check.approval.narrowed,
    ),
    (N_("Candidate objected or corrected"), lambda check: bool(check.objections)),
    (
        N_("Candidate was given more time to reply"),
        lambda check: any(line.event is Event.MORE_TIME_GIVEN for line in check.lines),
    ),
    (N_("Withdrawn by the requester"), _stepped(Event.CHECK_WITHDRAWN)),
    (N_("Cancelled by HR"), lambda check: check.state in {State.STOPPED, State.CANCELLED}),
    (N_("Expired"), lambda check: check.state is State.EXPIRED),
    (N_("Searched"), lambda check: bool(check.visits)),
    (
        N_("Searched with something outside the scope"),
        lambda check: any(visit.outside_scope for visit in check.visits),
    ),
    (N_("A protected characteristic was seen"), lambda check: bool(check.exposures)),
    (
        N_("Handed over to the panel"),
        lambda check: check.hand_over is not None and check.hand_over.withheld is None,
    ),
    (
        N_("Withheld from the panel"),
        lambda check: check.hand_over is not None and check.hand_over.withheld is not None,
    ),
    (
        N_("Changed a score"),
        lambda check: check.influence is not None and check.influence.changed,
    ),
)


def _is(event: Event) -> Callable[[Step], bool]:
    return lambda step: step.event is event


def _marked(kind: Disputed | None) -> Callable[[Step], bool]:
    return lambda step: step.event is Event.FINDING_DISPUTED and step.disputed is kind


_DISAGREEMENTS: tuple[tuple[str, Callable[[Step], bool]], ...] = (
    (N_("Blocks referred to HR"), _is(Event.CHECK_REFERRED)),
    (N_("Blocks upheld by HR"), _is(Event.REFERRAL_UPHELD)),
    (N_("Blocks overturned, by two people in HR"), _is(Event.REFERRAL_OVERTURNED)),
    (N_("Findings marked as wrong by HR or an officer"), _marked(Disputed.WRONG)),
    (N_("Things marked as missed by HR or an officer"), _marked(Disputed.MISSED)),
    (N_("Marks of which the words were erased"), _marked(None)),
)


def happened(checks: Sequence[Check]) -> tuple[Count, ...]:
    """How many checks each thing happened to; one check may be in several lines."""
    return tuple(Count(title, sum(map(test, checks))) for title, test in _HAPPENED)


def disagreements(checks: Sequence[Check]) -> tuple[Count, ...]:
    """How often people disagreed with the rules, and what came of it; every line is given."""
    steps = [step for check in checks for step in check.steps]
    return tuple(Count(title, sum(map(test, steps))) for title, test in _DISAGREEMENTS)


def attempts_not_ready(checks: Sequence[Check]) -> tuple[Count, ...]:
    """How many attempts each rule found not ready, most first; an attempt may be in several."""
    tally: dict[str, int] = {}
    for check in checks:
        for attempt in check.attempts:
            titles = {one.title for one in attempt.findings if one.verdict is Verdict.BLOCK}
            for title in titles:
                tally[title] = tally.get(title, 0) + 1
    return tuple(
        Count(title, tally[title]) for title in sorted(tally, key=lambda t: (-tally[t], t))
    )


def beside_the_checks(report: Report) -> tuple[Count, ...]:
    """Searches that are no checks, as far as they are recorded; every line is given."""
    told, sourcing = report.unauthorised, report.sourcing
    return (
        Count(N_("Searches to find people, entered"), sourcing.entered),
        Count(N_("Searches to find people that looked like a check"), len(sourcing.like_a_check)),
        Count(N_("Applicants known to have been found by such a search"), sourcing.applied),
        Count(
            N_("Searches to find people of which HR has still to say what they were"),
            sum(one.is_open for one in sourcing.questioned),
        ),
        Count(N_("Searches without authorisation, reported"), len(told)),
        Count(N_("Of these, told of by whoever looked"), sum(one.told_by_looker for one in told)),
        Count(
            N_("Of these, may be a personal-data breach, as told or as HR sees it"),
            sum(one.may_be_breach for one in told),
        ),
        Count(
            N_("Of these, notified to the Information Commissioner"),
            sum(one.ruling is BreachRuling.NOTIFIED for one in told),
        ),
    )
