"""Pages about the service itself, and the organisation's colour."""

from flask import Blueprint, Response, render_template

from screening.web.access import open_to_all
from screening.web.calling import behind
from screening.web.security import LONG_CACHE

blueprint = Blueprint("information", __name__)


@blueprint.get("/accessibility")
@open_to_all
def accessibility() -> str:
    """The accessibility statement."""
    return render_template("information/accessibility.html")


@blueprint.get("/brand.css")
@open_to_all
def brand() -> Response:
    """The organisation's colour, as a style sheet: pages carry no styles of their own."""
    colour = behind().organisation.colour
    response = Response(f":root {{ --govuk-brand-colour: {colour}; }}\n", mimetype="text/css")
    response.headers["Cache-Control"] = LONG_CACHE
    return response
