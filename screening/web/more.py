"""What somebody can open that has no place of its own in the navigation."""

from flask import Blueprint, g, render_template

from screening.domain.words import Role
from screening.web.access import who_may
from screening.web.navigation import PLACES
from screening.web.ways import ways_of

blueprint = Blueprint("more", __name__)


@blueprint.get("/more")
@who_may(*Role)
def index() -> str:
    """The registers and whatever else is not one of the places above."""
    places = {place.endpoint for place in PLACES}
    ways = [way for way in ways_of(g.actor) if way.endpoint not in places]
    return render_template("more/index.html", ways=ways)
