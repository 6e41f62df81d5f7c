"""What the report prints of one check, frozen. Services fill it from the opened records.

Texts are ``str | None``: None was erased, and prints so with the check's date of erasure; an
empty string was never given. Names are those of staff; a candidate is only ever a code.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from screening.domain.events import Event
from screening.domain.request import Request, Scope
from screening.domain.words import (
    Delivery,
    Disputed,
    Reliability,
    Result,
    Source,
    Stage,
    State,
    Sureness,
    Verdict,
    WithheldBecause,
)

Value = str | bool | date | StrEnum | tuple[StrEnum, ...]
"""What is printed: words as they are, yes, a day or a moment, codes that have names."""


@dataclass(frozen=True)
class Stamp:
    """When something was recorded (aware UTC), as which record of the vacancy, and by whom."""

    at: datetime
    record: int
    by: str


@dataclass(frozen=True)
class Finding:
    """What the gate found: the rule's code and title, its verdict, and what it rests on.

    ``message`` as whoever asked read it; ``words`` are those of theirs that it is about, if any.
    """

    rule: str
    title: str
    verdict: Verdict
    basis: str
    message: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Attempt:
    """One submitted revision. ``request`` None: its words were erased."""

    stamp: Stamp
    verdict: Verdict
    request: Request | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Step:
    """A step with reasons that no other class describes: a referral, a withdrawal, a lapse.

    Where somebody marked a finding, ``disputed`` says how (None: it was erased), ``about`` which
    rule it is of.
    """

    stamp: Stamp
    event: Event
    reasons: str | None = ""
    disputed: Disputed | None = None
    about: str = ""


@dataclass(frozen=True)
class Decision:
    """HR's answer to a request: approved, rejected or returned; ``stage``: the vacancy's then.

    ``acted_for`` names those who were away, where whoever decided stood in for them.
    """

    stamp: Stamp
    answer: Event
    reasons: str | None
    authorised: Scope | None = None
    narrowed: bool = False
    by_panel_member: bool = False
    by_requester: bool = False
    stage: Stage | None = None
    acted_for: str = ""


@dataclass(frozen=True)
class NoticeSent:
    """The notice to the candidate. ``sent_on`` and ``reply_by`` are calendar days."""

    stamp: Stamp
    sent_on: date
    delivery: Delivery
    reply_by: date


@dataclass(frozen=True)
class Objection:
    """What the candidate objected to or corrected, and HR's answer; ``upheld`` None: not yet."""

    stamp: Stamp
    text: str | None
    answered: Stamp | None = None
    upheld: bool | None = None
    reasons: str | None = ""


@dataclass(frozen=True)
class Window:
    """The days, both included, between which the search was authorised."""

    first: date
    last: date


@dataclass(frozen=True)
class Visit:
    """One place looked at. ``at`` is the visit's own time; ``variance`` what lay outside scope.
    ``words`` are the search words that were used there, ``other_words`` those nobody approved.
    """

    stamp: Stamp
    at: datetime
    place: str | None
    read: str | None
    minutes: int
    outside_scope: bool = False
    variance: str | None = ""
    words: tuple[str, ...] = ()
    other_words: str = ""


@dataclass(frozen=True)
class Exposure:
    """That a protected characteristic was seen. Which one is not recorded anywhere."""

    stamp: Stamp
    seen_by: str
    at: datetime


@dataclass(frozen=True)
class Outcome:
    """What the search showed. ``due`` is the last day on which it could be written up in time."""

    stamp: Stamp
    result: Result
    reliability: Reliability
    sureness: Sureness
    summary: str | None
    due: date | None = None


@dataclass(frozen=True)
class HandOver:
    """The outcome as the panel saw it, or why HR kept it from the panel."""

    stamp: Stamp
    text: str | None
    withheld: WithheldBecause | None = None


@dataclass(frozen=True)
class Influence:
    """The panel's word on whether the outcome changed a score, and why."""

    stamp: Stamp
    changed: bool
    reasons: str | None


@dataclass(frozen=True)
class Told:
    """Something that a record says; ``label`` is marked for translation."""

    label: str
    value: Value


@dataclass(frozen=True)
class Line:
    """One record, in the order of the vacancy's chain, and what it says that is printed nowhere
    else in its section; None: erased. ``about``: a candidate, or an entry of a register, by code.
    """

    stamp: Stamp
    event: Event
    said: tuple[Told, ...] | None = ()
    about: str = ""


@dataclass(frozen=True)
class Check:
    """One check from first to last. ``candidate`` is a code such as C-07; ``begun``: a searcher of
    ours confirmed the rules of conduct, and so began. ``left_too_long``: the records by which it
    came to HR and then waited longer than the policy allows.
    """

    code: str
    candidate: str
    criterion: str
    requester: str
    state: State
    claim: str | None
    source: Source
    source_where: str | None
    attempts: tuple[Attempt, ...] = ()
    steps: tuple[Step, ...] = ()
    decisions: tuple[Decision, ...] = ()
    left_too_long: tuple[int, ...] = ()
    searcher: str = ""
    searcher_on_panel: bool = False
    notice: NoticeSent | None = None
    agreed: Stamp | None = None
    objections: tuple[Objection, ...] = ()
    window: Window | None = None
    begun: Stamp | None = None
    visits: tuple[Visit, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    outcome: Outcome | None = None
    after_the_search: tuple[Step, ...] = ()
    hand_over: HandOver | None = None
    influence: Influence | None = None
    lines: tuple[Line, ...] = ()
    request_erased_on: date | None = None
    outcome_erased_on: date | None = None

    @property
    def request(self) -> Request | None:
        """The words of the last revision; None when erased, or when none was submitted."""
        return self.attempts[-1].request if self.attempts else None

    @property
    def left_out(self) -> tuple[str, ...]:
        """The authorised places that nobody looked at; none before the outcome, or once erased."""
        scope = self.approval.authorised if self.approval else None
        seen = {visit.place for visit in self.visits}
        if scope is None or self.outcome is None or None in seen:
            return ()
        places = (place.address or place.platform for place in scope.places)
        return tuple(place for place in places if place not in seen)

    @property
    def approval(self) -> Decision | None:
        """The decision that authorised a search, if there was one."""
        approvals = [one for one in self.decisions if one.answer is Event.CHECK_APPROVED]
        return approvals[-1] if approvals else None
