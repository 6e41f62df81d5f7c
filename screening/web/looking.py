"""The searcher confirms how to look before the first visit, and says later what was read."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.errors import NotFound
from screening.domain.text import N_
from screening.services.checks import looking
from screening.services.reading.checks.search import read_search
from screening.web.access import RECRUITERS, who_may
from screening.web.calling import call
from screening.web.forms.searches import BeginForm, DescribeForm
from screening.web.searches import recorded

blueprint = Blueprint("looking", __name__, url_prefix="/checks/<ref>/search")


@blueprint.route("/begin", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def begin(ref: str) -> ResponseReturnValue:
    """Confirm the rules of conduct; the approved minutes run from then on."""
    sheet = read_search(call(), ref)
    return recorded(
        sheet,
        BeginForm(),
        "searches/begin.html",
        lambda: looking.begin_search(call(), ref),
        _("You can look now. Open a place, then record what you looked at."),
        possible=sheet.beginning,
    )


@blueprint.route("/visits/<int:number>/read", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def describe(ref: str, number: int) -> ResponseReturnValue:
    """Say what was read at a visit of which that was left open."""
    sheet = read_search(call(), ref)
    if not 1 <= number <= len(sheet.visits):
        raise NotFound(N_("There is nothing here."))
    form = DescribeForm()
    return recorded(
        sheet,
        form,
        "searches/describe.html",
        lambda: looking.describe_visit(call(), ref, number, form.read.data or ""),
        _("It is recorded what you read."),
        possible=sheet.describing and sheet.visits[number - 1] in sheet.undescribed,
        visit=sheet.visits[number - 1],
    )
