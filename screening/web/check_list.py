"""All checks that a reader may know of, to be looked for and narrowed down."""

from flask import Blueprint, render_template

from screening.services.reading.desk.check_list import list_checks
from screening.web.access import READERS, who_may
from screening.web.calling import call
from screening.web.list_boxes import checks_filter

blueprint = Blueprint("check_list", __name__)


@blueprint.get("/checks")
@who_may(*READERS)
def index() -> str:
    """The checks, the last started first."""
    chosen, wanted = checks_filter(call())
    return render_template(
        "checks/index.html",
        page=list_checks(call(), wanted, chosen.turning),
        filter=chosen,
    )
