"""The first page: what this service is for; and what waits for whoever is signed in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, g, render_template
from flask_babel import lazy_gettext as _l

from screening.domain.due_diligence import turned_on
from screening.domain.events import Event
from screening.domain.lifecycle import ENDED, OPEN_TO_CHANGE
from screening.domain.words import Role, State
from screening.services.call import Call
from screening.services.reading.desk.first_steps import list_steps_to_offer
from screening.services.reading.desk.for_hr import in_hrs_hands
from screening.services.reading.desk.waiting import (
    MOST,
    DeskRow,
    asked_by,
    handed_to,
    mine_to_decide,
    passed_to,
    searches_waiting,
)
from screening.services.reading.policy import read_policy_in_force
from screening.web.access import RECRUITERS, open_to_all
from screening.web.calling import call
from screening.web.checks import ACTS, Act
from screening.web.first_steps import STEP_WORDS
from screening.web.home_lists import LISTS
from screening.web.in_hand import acts_of
from screening.web.signed_in import by_nobody
from screening.web.ways import ways_of

blueprint = Blueprint("home", __name__)

_WITH_OTHERS = tuple(state for state in State if state not in (*OPEN_TO_CHANGE, *ENDED))

Rows = Callable[[Call], Sequence[DeskRow]]


class Section(NamedTuple):
    """One list on somebody's first page. ``acts``: what is to be done about a row, by the check's
    state, or ``by_row``: each row says it. One without leads to the check's own page. ``whole``:
    the endpoint of the page that has all of it. ``note`` stands below it.
    """

    roles: tuple[Role, ...]
    title: Any
    empty: Any
    rows: Rows
    acts: Mapping[State, Act]
    whole: str = "check_list.index"
    by_row: bool = False
    note: Any = ""

    def acts_of(self, row: DeskRow) -> list[Act]:
        """What the reader may do about ``row``, what waits longest first."""
        if self.by_row:
            return acts_of(row)
        return [self.acts[row.state]] if row.state in self.acts and not row.why_not_mine else []


def _mine_to_write(call: Call) -> Sequence[DeskRow]:
    return asked_by(call, *OPEN_TO_CHANGE)


def _with_others(call: Call) -> Sequence[DeskRow]:
    return asked_by(call, *_WITH_OTHERS)


def _acts(events: Mapping[State, Event]) -> Mapping[State, Act]:
    return {state: ACTS[event] for state, event in events.items()}


_DECIDING = _acts({State.AWAITING: Event.CHECK_APPROVED, State.REFERRED: Event.REFERRAL_UPHELD})

SECTIONS: tuple[Section, ...] = (
    Section(
        (Role.HR,),
        _l("Passed on to you, as you stand in for somebody"),
        "",
        passed_to,
        _DECIDING,
        "decisions.queue",
    ),
    Section(
        (Role.HR,),
        _l("Requests for you to decide"),
        _l("No request waits for you."),
        mine_to_decide,
        _DECIDING,
        "decisions.queue",
    ),
    Section(
        (Role.HR,),
        _l("For HR to do next"),
        _l("No notice, objection, outcome, answer or news for a candidate waits for HR."),
        in_hrs_hands,
        {},
        "in_hand.index",
        by_row=True,
        note=_l(
            "Each is due when the policy’s time of escalation is over: HR is reminded then. Where "
            "a candidate was told of a check, nothing waits until they say something: that is "
            "recorded on the check’s own page."
        ),
    ),
    Section(
        (Role.MANAGER,),
        _l("Handed over to your panel"),
        _l("No outcome waits for your panel."),
        handed_to,
        _acts({State.HANDED_OVER: Event.INFLUENCE_RECORDED}),
    ),
    Section(
        RECRUITERS,
        _l("Requests for you to go on with"),
        _l("You are not writing any request. One starts from a candidate of a vacancy."),
        _mine_to_write,
        _acts({State.DRAFT: Event.CHECK_SUBMITTED, State.NOT_READY: Event.CHECK_REFERRED}),
    ),
    Section(
        RECRUITERS,
        _l("Your requests that are with others"),
        _l("None of your requests is under way."),
        _with_others,
        {},
    ),
    Section(
        RECRUITERS,
        _l("Searches for you to make"),
        _l("You have nothing to search."),
        searches_waiting,
        _acts({State.READY: Event.VISIT_RECORDED, State.SEARCHING: Event.VISIT_RECORDED}),
        "searches.index",
    ),
)


@blueprint.get("/")
@open_to_all
def index() -> str:
    """What waits for whoever is signed in; what the service is for, for everyone else."""
    if g.actor is None:
        return about()
    lists = [part for part in LISTS if g.actor.has(*part.roles)]
    sections = [part for part in SECTIONS if g.actor.has(*part.roles)]
    return render_template(
        "home/home.html",
        sections=[(part, part.rows(call())) for part in sections],
        lists=[(part, part.rows(call())) for part in lists],
        ways=ways_of(g.actor),
        most=MOST,
        first_steps=list_steps_to_offer(call()),
        step_words=STEP_WORDS,
    )


@blueprint.get("/about")
@open_to_all
def about() -> str:
    """Say when an online check is allowed, and when this service is not needed."""
    schools = turned_on(read_policy_in_force(by_nobody()))
    return render_template("home/start.html", schools=schools)
