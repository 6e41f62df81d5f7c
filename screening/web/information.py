"""Pages about the service itself, and the organisation's colour."""

from datetime import date

from flask import Blueprint, Response, current_app, g, render_template

from screening.services.reading.telling.privacy import read_privacy
from screening.web.access import may_open, open_to_all
from screening.web.calling import behind
from screening.web.security import LONG_CACHE
from screening.web.signed_in import by_nobody

blueprint = Blueprint("information", __name__)

STATEMENT_WRITTEN = date(2026, 11, 30)
"""When the accessibility statement was last read against the tests, and put right."""


@blueprint.get("/accessibility")
@open_to_all
def accessibility() -> str:
    """The accessibility statement: what is tested, what is not known, and where to complain."""
    help = behind().organisation.help
    return render_template("information/accessibility.html", help=help, written=STATEMENT_WRITTEN)


@blueprint.get("/cookies")
@open_to_all
def cookies() -> str:
    """The one cookie that there is."""
    name = current_app.config["SESSION_COOKIE_NAME"]
    return render_template("information/cookies.html", name=name)


@blueprint.get("/privacy")
@open_to_all
def privacy() -> str:
    """What is done with data about applicants and about staff."""
    return render_template(
        "information/privacy.html",
        privacy=read_privacy(by_nobody()),
        may_see_more=may_open(g.actor, "pairs.notice"),
    )


@blueprint.get("/brand.css")
@open_to_all
def brand() -> Response:
    """The organisation's colour, as a style sheet: pages carry no styles of their own."""
    colour = behind().organisation.colour
    response = Response(f":root {{ --govuk-brand-colour: {colour}; }}\n", mimetype="text/css")
    response.headers["Cache-Control"] = LONG_CACHE
    return response
