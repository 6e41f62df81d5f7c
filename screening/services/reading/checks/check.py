"""One check as one reader may see it."""

from dataclasses import dataclass
from datetime import datetime

from screening.domain.candidate_codes import code_of
from screening.domain.events import Event
from screening.domain.name_masks import NOBODY
from screening.domain.people import Action, Actor, Ties, may
from screening.domain.request import Request
from screening.domain.words import SearcherKind, Stage, State
from screening.gate.assessment import Finding
from screening.gate.explain import finding_from_data
from screening.services.call import Call
from screening.services.checks.exposures import has_to_arrange
from screening.services.checks.more_time import begun
from screening.services.checks.reply_time import knows_of_replies, still_runs, unaware_in_it
from screening.services.loading import find_check
from screening.services.reading.checks.disputes import DisputeShown, disputes_in, of_revision
from screening.services.reading.checks.events import EventShown, events_shown
from screening.services.reading.checks.panel import PanelSide, panel_side
from screening.services.reading.checks.scope import ScopeShown, reply_until, scope_shown
from screening.services.reading.doing import (
    beside_the_lifecycle,
    doings,
    standing,
    why_not_answer,
)
from screening.services.reading.people import names_of
from screening.services.reading.policy import judged_by
from screening.services.reading.registers.sourcing import AppliedRow, sourced
from screening.services.reading.trail.by_reference import (
    names_hidden_from,
    without_names,
    works_by_reference,
)
from screening.services.reading.vacancies.claim import ClaimShown, name_for, show_claim
from screening.services.story import Attempt, Story, attempts_of, claim_texts, files_in, story_of
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.candidate_link import CandidateLink
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation
from screening.store.tables.search import Notice
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

ENDS_NEXT = (State.READY, State.SEARCHING, State.SEARCHED)
"""From here a check goes on to what its panel sees."""


@dataclass(frozen=True)
class AttemptShown:
    """One submitted revision: the words and what the gate found; None once erased, and where this
    reader may not read them.

    ``disputes`` are the marks on it that this reader may see.
    """

    number: int
    at: datetime
    ready: bool
    seq: int
    request: Request | None
    findings: tuple[Finding, ...]
    disputes: tuple[DisputeShown, ...] = ()


@dataclass(frozen=True)
class CheckShown:
    """A check for one reader; ``doings`` is what this reader may do to it now.
    ``reads_requests``: they may read what was asked, a colleague on the panel once it is approved.

    ``panel_hears_after``: until when the check cannot end, so that the panel learns nothing of what
    the candidate replied; None where that is over, and for who may not know.
    ``knows_replies``: they may know that the candidate answers the notice. ``linking``: they may
    make the link to the candidate's own page. ``reply_waits``: the candidate answered what the
    panel was told, and this reader may pass that on. ``why_not_answer``: why what the candidate
    said waits for somebody else in HR. ``disputing``: they may mark what was found in it as wrong;
    ``reviewing``: they see such marks. ``weighing``: they may see how an attempt was weighed.
    ``by_reference``: they read no name of a candidate, in what people wrote either.
    ``untold_since``: since when something came of it that the candidate was not told of, for who
    may tell them. ``files``: how many the candidate gave, for those who may be given them.
    ``sourced``: by what searches the candidate had been found, for those who may know.
    """

    ref: str
    number: int
    vacancy_ref: str
    vacancy_reference: str
    vacancy_title: str
    stage: Stage
    candidate_ref: str
    candidate_code: str
    candidate_name: str
    state: State
    state_since: datetime
    revision: int
    requester: str
    claim: ClaimShown
    reads_requests: bool
    attempts: tuple[AttemptShown, ...]
    scope: ScopeShown | None
    reply_until: datetime | None
    panel_hears_after: datetime | None
    events: tuple[EventShown, ...]
    doings: frozenset[Event]
    untold_since: datetime | None
    knows_replies: bool
    linking: bool
    reply_waits: bool
    why_not_answer: str
    files: int
    panel: PanelSide
    disputing: bool
    reviewing: bool
    weighing: bool
    by_reference: bool
    sourced: tuple[AppliedRow, ...] = ()

    def last(self, *events: Event) -> EventShown | None:
        """The newest of ``events``, or None when this reader sees none."""
        return next((shown for shown in reversed(self.events) if shown.event in events), None)

    def every(self, *events: Event) -> tuple[EventShown, ...]:
        """All of ``events``, oldest first."""
        return tuple(shown for shown in self.events if shown.event in events)

    @property
    def mail_failed(self) -> bool:
        """Whether the newest e-mail to the candidate was not sent, as far as this reader sees."""
        mailed, end = self.last(Event.LINK_MAILED), self.last(Event.MAIL_TAKEN, Event.MAIL_FAILED)
        if not (mailed and mailed.payload and end and end.payload):
            return False
        newest = mailed.payload["message"] == end.payload["message"]
        return newest and end.event is Event.MAIL_FAILED

    @property
    def newest(self) -> AttemptShown | None:
        """The newest attempt, or None before the first."""
        return self.attempts[-1] if self.attempts else None


def read_check(call: Call, check_ref: str) -> CheckShown:
    """The check ``check_ref`` for the caller, or NotFound when they may not know of it."""
    with call.look() as work:
        check, vacancy, ties = find_check(work.session, call.actor, check_ref)
        return show_check(work, call.actor, check, vacancy, ties)


def show_check(
    work: UnitOfWork, actor: Actor, check: Check, vacancy: Vacancy, ties: Ties
) -> CheckShown:
    """``check`` as ``actor`` may see it."""
    hidden = names_hidden_from(work, actor, ties, vacancy.ref)
    claim = work.session.get_one(Claim, check.claim_ref)
    quote = claim_texts(work, claim).quote if hidden is not NOBODY else ""
    story = without_names(story_of(work, check), hidden, quote)
    candidate = work.session.get_one(Candidate, check.candidate_ref)
    authorisation = work.session.get(Authorisation, check.ref)
    notice = work.session.get(Notice, check.ref)
    link = work.session.get(CandidateLink, check.ref)
    names = names_of(work.session, [check.requester, *(record.actor_ref for record in story)])
    reviewing = may(actor, Action.SEE_DISPUTES, ties)
    disputes = disputes_in(story, names) if reviewing else ()
    state, since = standing(work, actor, ties, check)
    knows = knows_of_replies(actor, ties, check)
    panel = panel_side(work, actor, ties, check, story)
    reads = may(actor, Action.READ_REQUESTS, ties)
    approved = authorisation.revision if authorisation else 0
    deals = candidate.erased_at is None and may(actor, Action.DEAL_WITH_CANDIDATE, ties)
    untold = check.untold_since if deals else None
    actual, vacancy_open = State(check.state), vacancy.closed_at is None
    replying = still_runs(work, check) if actual in ENDS_NEXT else None
    third_party = bool(authorisation and authorisation.searcher_kind == SearcherKind.THIRD_PARTY)
    return CheckShown(
        ref=check.ref,
        number=check.number,
        vacancy_ref=vacancy.ref,
        vacancy_reference=vacancy.reference,
        vacancy_title=vacancy.title,
        stage=Stage(vacancy.stage),
        candidate_ref=candidate.ref,
        candidate_code=code_of(candidate.number),
        candidate_name=name_for(work, actor, ties, candidate),
        state=state,
        state_since=since,
        revision=check.revision,
        requester=names[check.requester],
        claim=show_claim(work, vacancy, claim, hidden),
        reads_requests=reads or bool(approved),
        attempts=tuple(
            show_attempt(work, attempt, of_revision(disputes, attempt.number))
            if reads or attempt.number == approved
            else _unread(attempt)
            for attempt in attempts_of(story)
        ),
        scope=scope_shown(work, authorisation, story, knows) if authorisation else None,
        reply_until=reply_until(work, notice, story, knows) if notice else None,
        panel_hears_after=replying if knows else None,
        events=events_shown(
            actor, ties, story, names, locked=panel.reads, stopped=actual is State.STOPPED
        ),
        panel=panel,
        doings=beside_the_lifecycle(
            doings(actor, ties, actual if knows else state, vacancy_open, third_party),
            replying=bool(replying),
            unaware=unaware_in_it(work, actor, ties, check, story),
            begun=begun(story),
            to_lock=panel.to_lock,
            to_arrange=may(actor, Action.HANDLE, ties) and has_to_arrange(work, check),
            to_tell=untold is not None,
        ),
        untold_since=untold,
        knows_replies=knows,
        linking=bool(authorisation) and deals,
        reply_waits=bool(link and link.replied_at) and may(actor, Action.DEAL_WITH_CANDIDATE, ties),
        why_not_answer=why_not_answer(actor, ties, check, waits=bool(link and link.replied_at)),
        files=_files(story) if may(actor, Action.OPEN_EVIDENCE, ties) else 0,
        disputing=candidate.erased_at is None and may(actor, Action.DISPUTE, ties),
        reviewing=reviewing,
        weighing=may(actor, Action.SEE_WEIGHED, ties),
        by_reference=works_by_reference(actor, ties),
        sourced=sourced(work, actor, ties, candidate.ref),
    )


def _files(story: Story) -> int:
    return sum(files_in(one) for one in story if one.event == Event.OBJECTION_RAISED)


def _unread(attempt: Attempt) -> AttemptShown:
    """That there was ``attempt``, for whoever may not read it."""
    at, ready = attempt.record.occurred_at, attempt.record.event == Event.CHECK_SUBMITTED
    return AttemptShown(attempt.number, at, ready, attempt.record.seq, None, ())


def show_attempt(
    work: UnitOfWork, attempt: Attempt, disputes: tuple[DisputeShown, ...] = ()
) -> AttemptShown:
    """``attempt`` with what the gate found in it, and the ``disputes`` about that."""
    policy = judged_by(work, attempt)
    return AttemptShown(
        number=attempt.number,
        at=attempt.record.occurred_at,
        ready=attempt.record.event == Event.CHECK_SUBMITTED,
        seq=attempt.record.seq,
        request=attempt.request,
        findings=tuple(finding_from_data(data, policy) for data in attempt.findings),
        disputes=disputes,
    )
