"""What a reader may do to a check now: who may (``people``) and when (``lifecycle``); why not.

And where it stands, as that reader may know.
"""

from datetime import datetime

from screening.domain.events import Event
from screening.domain.lifecycle import TRANSITIONS, Doer, may_happen
from screening.domain.people import Action, Actor, Ties, may
from screening.domain.refusals import WHY_NOT
from screening.domain.text import N_
from screening.domain.words import Role, State
from screening.services.checks.reply_time import TELLING, WOULD_TELL, knows_of_replies
from screening.store.tables.check import Check
from screening.store.tables.search import Notice
from screening.store.unit_of_work import UnitOfWork

_ACTION: dict[Doer, Action] = {
    Doer.REQUESTER: Action.CHANGE,
    Doer.HR: Action.HANDLE,
    Doer.DECIDER: Action.DECIDE,
    Doer.SEARCHER: Action.SEARCH,
    Doer.PANEL: Action.RECORD_INFLUENCE,
    Doer.APART: Action.DEAL_WITH_CANDIDATE,
    Doer.CANDIDATE: Action.DEAL_WITH_CANDIDATE,
}
_BY_THE_CLOCK = (
    Event.CHECK_STARTED,
    Event.REPLY_PERIOD_OVER,
    Event.AUTHORISATION_LAPSED,
    Event.CHECK_LAPSED,
    Event.STOP_TOLD,
)
_AFTER_CLOSING = (
    Event.SEARCH_BEGUN,
    Event.RETURN_RECORDED,
    Event.VISIT_RECORDED,
    Event.VISIT_DESCRIBED,
    Event.OUTCOME_RECORDED,
    Event.HANDED_OVER,
    Event.WITHHELD,
    Event.INFLUENCE_RECORDED,
)


def doings(
    actor: Actor, ties: Ties, state: State, vacancy_open: bool, third_party: bool
) -> frozenset[Event]:
    """The events that ``actor`` may bring about for a check in ``state``."""
    return frozenset(
        row.event
        for row in TRANSITIONS
        if row.event not in _BY_THE_CLOCK
        and (vacancy_open or row.event in _AFTER_CLOSING)
        and may_happen(row.event, state)
        and any(_may_do(actor, ties, doer, row.by, third_party) for doer in row.by)
    )


def standing(work: UnitOfWork, actor: Actor, ties: Ties, check: Check) -> tuple[State, datetime]:
    """The state of ``check`` and since when, as ``actor`` may know it.

    Whoever may not know what candidates answer sees that the candidate was told until there is an
    answer to the question, or an end without one: whatever comes between moves sooner where they
    said to go ahead, and stands still where they objected.
    """
    state = State(check.state)
    if state not in TELLING or knows_of_replies(actor, ties, check):
        return state, check.state_since
    return State.NOTIFIED, work.session.get_one(Notice, check.ref).sent_at


def beside_the_lifecycle(
    doable: frozenset[Event],
    *,
    to_lock: bool,
    to_arrange: bool,
    to_tell: bool,
    replying: bool,
    unaware: bool,
    begun: bool,
) -> frozenset[Event]:
    """``doable`` with what moves no check: scores to lock first, an exposure to deal with, news to
    tell the candidate; and where the candidate is ``replying``, for they still can, without what
    the panel would see; nor does somebody ``unaware`` of what they reply take the check back then.
    Nobody is given more time once the search has ``begun``.
    """
    if replying:
        doable -= WOULD_TELL
    if unaware:
        doable -= {Event.CHECK_WITHDRAWN}
    if begun:
        doable -= {Event.MORE_TIME_GIVEN}
    if to_lock:
        doable = doable - {Event.INFLUENCE_RECORDED} | {Event.SCORES_LOCKED}
    if to_tell:
        doable |= {Event.CANDIDATE_TOLD}
    return doable | {Event.EXPOSURE_HANDLED} if to_arrange else doable


def why_not_decide(actor: Actor, ties: Ties) -> str:
    """Why ``actor`` may not decide a request with these ``ties``, or an empty string."""
    if may(actor, Action.DECIDE, ties):
        return ""
    if not actor.has(Role.HR):
        return N_("Only HR decides requests.")
    if actor.person_ref == ties.requester:
        return N_("You filed this request, so somebody else decides it.")
    if actor.person_ref in ties.panel:
        return N_("You sit on this vacancy's panel, so somebody else decides it.")
    if actor.person_ref in ties.once_on_panel:
        return N_("You sat on this vacancy's panel, so somebody else decides it.")
    return N_("HR recruits for itself here, so the decider named for this vacancy decides it.")


def why_not_answer(actor: Actor, ties: Ties, check: Check, *, waits: bool) -> str:
    """Why ``actor``, who is in HR and knows that the candidate said something, leaves that to
    others; empty where they do not, and where nothing ``waits``.
    """
    waiting = waits or check.state == State.PAUSED
    known = may(actor, Action.SEE_STANDING, ties) and actor.has(Role.HR)
    if not (waiting and known) or may(actor, Action.DEAL_WITH_CANDIDATE, ties):
        return ""
    return WHY_NOT[Action.DEAL_WITH_CANDIDATE]


def _may_do(
    actor: Actor, ties: Ties, doer: Doer, doers: tuple[Doer, ...], third_party: bool
) -> bool:
    """HR stands in for the searcher where a third party searches, and only there."""
    if Doer.SEARCHER in doers:
        return may(actor, Action.HANDLE if third_party else Action.SEARCH, ties)
    return may(actor, _ACTION[doer], ties)
