"""What calls for a look, by department and over twelve months: for officers."""

from flask import Blueprint, render_template

from screening.services.reading.equality.signs_summed import read_signs_summed
from screening.web.access import OFFICERS, who_may
from screening.web.calling import call
from screening.web.filtering import month_name
from screening.web.list_boxes import figures_filter
from screening.web.wording_signs import SIGNS

blueprint = Blueprint("signs", __name__)


@blueprint.get("/reviews/signs")
@who_may(*OFFICERS)
def index() -> str:
    """The signs of twelve months of vacancies, by department."""
    chosen, wanted = figures_filter(call())
    found = read_signs_summed(call(), wanted)
    return render_template(
        "reviews/signs.html",
        found=found,
        rows=[*found.rows, *([found.all] if found.all else [])],
        filter=chosen,
        signs=SIGNS,
        first=month_name(found.first),
        last=month_name(found.last),
    )
