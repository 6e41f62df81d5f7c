"""The first page: what this service is for; and what waits for whoever is signed in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, g, render_template
from flask_babel import lazy_gettext as _l

from screening.domain.due_diligence import turned_on
from screening.domain.lifecycle import ENDED, OPEN_TO_CHANGE
from screening.domain.words import Role, State
from screening.services.call import Call
from screening.services.reading.desk.first_steps import list_steps_to_offer
from screening.services.reading.desk.waiting import (
    MOST,
    DeskRow,
    asked_by,
    handed_to,
    in_hrs_hands,
    mine_to_decide,
    passed_to,
    searches_waiting,
)
from screening.services.reading.policy import read_policy_in_force
from screening.web.access import (
    OFFICERS,
    POLICY_READERS,
    READERS,
    RECRUITERS,
    RETENTION_READERS,
    open_to_all,
)
from screening.web.calling import call
from screening.web.first_steps import STEP_WORDS
from screening.web.home_lists import LISTS
from screening.web.signed_in import by_nobody

blueprint = Blueprint("home", __name__)

_WITH_OTHERS = tuple(state for state in State if state not in (*OPEN_TO_CHANGE, *ENDED))

Rows = Callable[[Call], Sequence[DeskRow]]


class Section(NamedTuple):
    """One list on somebody's first page. ``page`` is where a row leads, by the check's state;
    a state that it does not name leads to the check's own page. ``whole``: the endpoint of the page
    that has all of it, where there are more rows than fit here.
    """

    roles: tuple[Role, ...]
    title: Any
    empty: Any
    rows: Rows
    page: Mapping[State, str]
    whole: str = "check_list.index"


class Way(NamedTuple):
    """Where else somebody in one of ``roles`` works."""

    roles: tuple[Role, ...]
    label: Any
    endpoint: str
    text: Any


def _mine_to_write(call: Call) -> Sequence[DeskRow]:
    return asked_by(call, *OPEN_TO_CHANGE)


def _with_others(call: Call) -> Sequence[DeskRow]:
    return asked_by(call, *_WITH_OTHERS)


_DECIDING = {State.AWAITING: "decisions.decide", State.REFERRED: "decisions.referral"}

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
        _l("No notice, objection, outcome or answer waits for HR."),
        in_hrs_hands,
        {
            State.APPROVED: "notices.send",
            State.NOTIFIED: "notices.reply",
            State.PAUSED: "notices.objection",
            State.SEARCHED: "handing_over.hand_over",
            State.HANDED_OVER: "replies.reply",
            State.CLOSED: "replies.reply",
        },
    ),
    Section(
        (Role.MANAGER,),
        _l("Handed over to your panel"),
        _l("No outcome waits for your panel."),
        handed_to,
        {State.HANDED_OVER: "handing_over.influence"},
    ),
    Section(
        RECRUITERS,
        _l("Requests for you to go on with"),
        _l("You are not writing any request. One starts from a candidate of a vacancy."),
        _mine_to_write,
        {State.DRAFT: "filing.confirm", State.NOT_READY: "answering.answer"},
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
        {State.READY: "searches.search", State.SEARCHING: "searches.search"},
        "searches.index",
    ),
)

WAYS: tuple[Way, ...] = (
    Way(
        tuple(Role),
        _l("Your first steps"),
        "help.first_steps",
        _l("New here? What you do in this service, step by step."),
    ),
    Way(
        RECRUITERS,
        _l("Vacancies"),
        "vacancies.index",
        _l("A check starts from a candidate of a vacancy."),
    ),
    Way(
        RECRUITERS,
        _l("How to write a check that passes"),
        "help.writing",
        _l("Four things to say, what stops a check, and examples of both kinds."),
    ),
    Way(
        OFFICERS,
        _l("Review vacancies"),
        "reviews.index",
        _l("Read any vacancy's whole trail, refusals and attempts too."),
    ),
    Way(
        (Role.HR, Role.EQUALITY),
        _l("Figures of twelve months"),
        "figures.index",
        _l("Checks by state and month, what the rules found, and how long requests waited."),
    ),
    Way(
        (Role.HR, Role.ADMINISTRATOR),
        _l("Substitutes in HR"),
        "substitutes.index",
        _l("Who decides for somebody who is away, and from when to when."),
    ),
    Way(
        RETENTION_READERS,
        _l("What will be erased, and when"),
        "retention.index",
        _l("By date and by vacancy, with the holds that stand in the way."),
    ),
    Way(
        READERS,
        _l("Searches to find people"),
        "sourcing.index",
        _l("Exempt under section 6, and entered here so that they can be told from checks."),
    ),
    Way(
        tuple(Role),
        _l("I looked somebody up without authorisation"),
        "unauthorised.index",
        _l("Tell us in two minutes: it can be put right best when we know."),
    ),
    Way(
        (Role.HR, Role.DATA_PROTECTION),
        _l("Requests and complaints"),
        "rights.index",
        _l("What candidates ask for, object to or complain about. Enter one on their page."),
    ),
    Way(
        POLICY_READERS,
        _l("Policy"),
        "policy.index",
        _l("What requests are judged by: periods, limits, rules and word lists."),
    ),
    Way(
        (Role.ADMINISTRATOR,),
        _l("People and roles"),
        "administration.people",
        _l("Open accounts, and give or grant roles."),
    ),
    Way(
        (Role.DATA_PROTECTION,),
        _l("Record of processing"),
        "processing.index",
        _l("The lawful basis, the record of processing, and the impact assessment."),
    ),
    Way(
        (Role.ADMINISTRATOR,),
        _l("Organisation"),
        "organisation.index",
        _l("Its name and colour, and whom candidates and staff can ask."),
    ),
    Way(
        (Role.ADMINISTRATOR,),
        _l("How the service stands"),
        "health.index",
        _l("Keys, work, ledger and messages, and what to do where something is wrong."),
    ),
    Way(
        (Role.ADMINISTRATOR,),
        _l("Messages"),
        "notifications.messages",
        _l("What was sent by e-mail, to whom and when, and what could not be sent."),
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
        ways=[way for way in WAYS if g.actor.has(*way.roles)],
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
