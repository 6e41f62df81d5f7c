"""The places in the service navigation. Each shows to those who may open it, and only to them."""

from typing import Any, NamedTuple

from flask import current_app, g, request, url_for
from flask_babel import lazy_gettext as _l

from screening.domain.errors import ScreeningError
from screening.services.reading.desk.notifications import MOST_COUNTED, count_unread
from screening.web.access import SIGN_IN, may_open
from screening.web.calling import to_look

NOTIFICATIONS = "notifications.index"


class Place(NamedTuple):
    """One entry: its words, the endpoint it opens, the blueprints or endpoints in which it is
    current: the first of those that are shown, where several have the room.
    """

    label: Any
    endpoint: str
    rooms: frozenset[str]


PLACES: tuple[Place, ...] = (
    Place(_l("Home"), "home.index", frozenset({"home"})),
    Place(
        _l("Vacancies"),
        "vacancies.index",
        frozenset(
            {
                "vacancies",
                "adverts",
                "importing",
                "vacancy_changes",
                "declarations",
                "candidates",
                "consistency",
                "filing",
                "answering",
                "disputing",
                "weighing",
                "subject_access",
                "regime",
                "due_diligence",
                "due_diligence_parts",
                "due_diligence_links",
                "due_diligence_answers",
            }
        ),
    ),
    Place(_l("Checks"), "check_list.index", frozenset({"check_list", "checks"})),
    Place(
        _l("Requests to decide"),
        "decisions.queue",
        frozenset(
            {
                "decisions",
                "notices",
                "handing_over",
                "substitutes",
                "candidate_links",
                "telling",
                "in_hand",
                "more_time",
                "replies",
                "evidence",
            }
        ),
    ),
    Place(_l("My searches"), "searches.index", frozenset({"searches", "looking", "returning"})),
    Place(_l("Monitoring"), "monitoring.index", frozenset({"monitoring"})),
    Place(_l("Reviews"), "reviews.index", frozenset({"reviews", "follow_ups", "pairs", "signs"})),
    Place(_l("Erasing"), "retention.index", frozenset({"retention", "erasing"})),
    Place(_l("Policy"), "policy.index", frozenset({"policy", "policy_reading"})),
    Place(_l("Record of processing"), "processing.index", frozenset({"processing"})),
    Place(_l("People"), "administration.people", frozenset({"administration"})),
    Place(_l("Organisation"), "organisation.index", frozenset({"organisation"})),
    Place(_l("Health"), "health.index", frozenset({"health"})),
    Place(
        _l("More"),
        "more.index",
        frozenset(
            {
                "more",
                "by_name",
                "figures",
                "help",
                "notifications.messages",
                "rights",
                "sending",
                "sourcing",
                "substitutes",
                "unauthorised",
            }
        ),
    ),
)


def navigation() -> list[dict[str, object]]:
    """The entries for whoever is signed in, as the Design System's macro takes them."""
    if g.get("actor") is None:
        return []
    shown = [place for place in PLACES if may_open(g.actor, place.endpoint)]
    rooms = {request.blueprint, request.endpoint}
    here = next((place for place in shown if rooms & place.rooms), None)
    return [
        {
            "text": str(place.label),
            "href": url_for(place.endpoint),
            "active": place is here,
            "current": request.endpoint == place.endpoint,
        }
        for place in shown
    ]


def notifications_link() -> dict[str, object] | None:
    """The way to what somebody was told, which stands beside their name: words with how much is
    unread, and whether one is there. None for who has none.
    """
    if g.get("actor") is None or not may_open(g.actor, NOTIFICATIONS):
        return None
    return {
        "text": str(_l("Notifications")) + _unread(),
        "href": url_for(NOTIFICATIONS),
        "current": request.endpoint == NOTIFICATIONS,
    }


def _unread() -> str:
    """How much is unread, in brackets; nothing where that cannot be told now."""
    try:
        count = count_unread(to_look())
    except ScreeningError:  # a page that says what is wrong has this navigation too
        return ""
    more = "+" if count > MOST_COUNTED else ""
    return f" ({min(count, MOST_COUNTED)}{more})" if count else ""


def account_link() -> str:
    """Where to sign in, for someone who is not; nothing in an installation without that room."""
    signed_out = g.get("actor") is None
    return url_for(SIGN_IN) if signed_out and SIGN_IN in current_app.view_functions else ""
