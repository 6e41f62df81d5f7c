"""One check, for whoever may see it: where it is, what comes next, what was asked and allowed."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from screening.domain.events import Event
from screening.domain.words import State
from screening.services.reading.checks.check import CheckShown, read_check
from screening.services.reading.checks.events import EventShown
from screening.services.reading.checks.reconciled import reconciled
from screening.services.reading.trail.kinds import KINDS, Kind
from screening.web import wording_events
from screening.web.access import READERS, who_may
from screening.web.calling import call
from screening.web.comparing import as_authorised
from screening.web.filtering import Box, Filter, chosen_of, filter_by
from screening.web.findings import answers, missed_in
from screening.web.forms.fields import read_number
from screening.web.wording_request import LABELS, as_read

blueprint = Blueprint("checks", __name__)

PAGE = 25
"""Events of a check's history on one page: most have fewer in all."""


class Act(NamedTuple):
    """Something a reader may do: its words, the page on which it is done, and whether it ends
    the check: such an act is never the button.
    """

    label: Any
    endpoint: str
    ends: bool = False


class Story(NamedTuple):
    """Some of a check's history. ``found``: of how many; ``paged``: newer ones come before these;
    ``before`` fetches older ones, 0 at the end.
    """

    filter: Filter
    events: Sequence[EventShown]
    found: int
    paged: bool
    before: int


ACTS: Mapping[Event, Act] = {
    Event.CHECK_SUBMITTED: Act(_l("Go on with the request"), "filing.confirm"),
    Event.CHECK_REFERRED: Act(_l("See what has to change"), "answering.answer"),
    Event.ASKED_INSTEAD: Act(_l("Ask the candidate instead"), "answering.ask_instead"),
    Event.CHECK_APPROVED: Act(_l("Decide the request"), "decisions.decide"),
    Event.REFERRAL_UPHELD: Act(_l("Answer the referral"), "decisions.referral"),
    Event.NOTICE_SENT: Act(_l("Send the notice"), "notices.send"),
    Event.OBJECTION_UPHELD: Act(_l("Decide the objection"), "notices.objection"),
    Event.VISIT_RECORDED: Act(_l("Go to the search"), "searches.search"),
    Event.OUTCOME_RECORDED: Act(_l("Go to the search"), "searches.search"),
    Event.OBJECTION_RAISED: Act(_l("Record the candidate's reply"), "notices.reply"),
    Event.MORE_TIME_GIVEN: Act(_l("Give more time to reply"), "more_time.give"),
    Event.CANDIDATE_REPLIED: Act(_l("Read what the candidate answered"), "replies.reply"),
    Event.CANDIDATE_TOLD: Act(_l("Tell the candidate what came of it"), "telling.tell"),
    Event.EVIDENCE_OPENED: Act(_l("See the files that the candidate gave"), "evidence.index"),
    Event.LINK_MADE: Act(_l("Link to the candidate’s own page"), "candidate_links.link"),
    Event.EXPOSURE_HANDLED: Act(
        _l("Arrange what follows from what was seen"), "handing_over.exposure_step"
    ),
    Event.HANDED_OVER: Act(_l("Hand over to the panel"), "handing_over.hand_over"),
    Event.WITHHELD: Act(_l("Keep it from the panel"), "handing_over.withhold"),
    Event.SCORES_LOCKED: Act(
        _l("Lock your scores, then read the answer"), "handing_over.lock_scores"
    ),
    Event.INFLUENCE_RECORDED: Act(_l("Record what it changed"), "handing_over.influence"),
    Event.CHECK_WITHDRAWN: Act(_l("Take the check back"), "answering.withdraw", ends=True),
    Event.CHECK_CANCELLED: Act(_l("Cancel the check"), "notices.cancel", ends=True),
}
"""In the order in which they are offered; the first that does not end the check is the button."""

WHATS_NEXT: Mapping[State, Any] = {
    State.DRAFT: _l("%(requester)s is writing this request. Nobody has been asked yet."),
    State.NOT_READY: _l("%(requester)s can change the request, refer it to HR, or ask instead."),
    State.REFERRED: _l("HR looks at the referral. Two people there have to agree."),
    State.AWAITING: _l("HR decides. Whoever decides did not ask and does not sit on the panel."),
    State.RETURNED: _l("%(requester)s can change the request as HR asks, and send it again."),
    State.REJECTED: _l("Nobody will look. The request and HR's reasons stay on record."),
    State.APPROVED: _l("HR tells the candidate. Nobody looks before that."),
    State.NOTIFIED: _l("The candidate has time to reply. Nobody looks before that is over."),
    State.READY: _l("%(searcher)s may look now, once, and only as far as was approved."),
    State.PAUSED: _l("HR has something to settle first. Nobody looks until then."),
    State.STOPPED: _l(
        "HR stopped the check. Nobody will look. Whoever asked and the panel learn of it once the "
        "time to reply in the candidate’s notice is over: sooner, it would hint at what they said."
    ),
    State.SEARCHING: _l("%(searcher)s is looking, and writes down what was read."),
    State.SEARCHED: _l("HR hands over what bears on the claim, or keeps it from the panel."),
    State.HANDED_OVER: _l(
        "The panel locks its scores, reads the answer, and says what it changed."
    ),
    State.WITHHELD: _l("The panel does not learn the outcome. The check is over."),
    State.CLOSED: _l("The check is over."),
    State.WITHDRAWN: _l("The check was taken back. Nobody will look."),
    State.CANCELLED: _l("HR cancelled the check. Nobody will look."),
    State.EXPIRED: _l("The time for this check is over. Nobody may look any more."),
}

UNTIL_AN_ANSWER = _l(
    "The candidate was told. You hear when there is an answer, or that there is none."
)
"""What comes next after the notice, for those who may not know what the candidate replied."""


@blueprint.get("/checks/<ref>")
@who_may(*READERS)
def check(ref: str) -> str:
    """The check's own page."""
    shown = read_check(call(), ref)
    return render_template(
        "checks/check.html",
        check=shown,
        next=_next(shown),
        acts=acts(shown),
        asked=_asked(shown),
        allowed=as_authorised(shown),
        done=reconciled(shown),
        told=wording_events,
        story=story_of(shown),
        read={one.number: answers(one, shown.claim.quote) for one in shown.attempts},
        missed={one.number: missed_in(one, shown.claim.quote) for one in shown.attempts},
    )


def story_of(shown: CheckShown) -> Story:
    """The part of the check's history that the address asks for, the newest first."""
    kinds = {
        kind.value: _(name)
        for kind, (name, events) in KINDS.items()
        if any(one.event in events for one in shown.events)
    }
    chosen = filter_by(Box("kind", _("Show"), lambda: kinds))
    kind = chosen_of(chosen, "kind", Kind)
    events = [one for one in reversed(shown.events) if not kind or one.event in KINDS[kind][1]]
    before = read_number(request.args.get("before"), otherwise=0)
    older = [one for one in events if not before or one.seq < before]
    page = older[:PAGE]
    return Story(chosen, page, len(events), bool(before), page[-1].seq if len(older) > PAGE else 0)


def acts(shown: CheckShown) -> list[Act]:
    """What the reader may do now, each page once."""
    possible = set(shown.doings)
    if shown.reply_waits:
        possible.add(Event.CANDIDATE_REPLIED)
    if shown.files:
        possible.add(Event.EVIDENCE_OPENED)
    if shown.linking:
        possible.add(Event.LINK_MADE)
    offered = (act for event, act in ACTS.items() if event in possible)
    return list(dict.fromkeys(offered))


def _next(shown: CheckShown) -> str:
    if shown.state is State.NOTIFIED and not shown.knows_replies:
        return str(UNTIL_AN_ANSWER)
    searcher = shown.scope.searcher_name if shown.scope else ""
    people = {"requester": shown.requester, "searcher": searcher}
    return str(WHATS_NEXT[shown.state]) % people


def _asked(shown: CheckShown) -> list[tuple[Any, str]]:
    """What the newest attempt says, field by field; nothing before the first, or once erased."""
    newest = shown.newest
    if newest is None or newest.request is None:
        return []
    return [(LABELS[name], text) for name, text in as_read(newest.request).items() if text]
