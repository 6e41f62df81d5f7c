"""Finding somebody by name who applied: for HR, and for a data protection officer."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from screening.domain.people import Action, may
from screening.domain.words import Role
from screening.services.by_name import MOST, find_by_name
from screening.services.reading.rights.by_name import list_looks
from screening.web.access import who_may
from screening.web.acting import status_of
from screening.web.calling import call
from screening.web.forms.boxes import typed
from screening.web.forms.by_name import FindForm
from screening.web.forms.problems import problems_beside

blueprint = Blueprint("by_name", __name__)


@blueprint.route("/find-by-name", methods=["GET", "POST"])
@who_may(Role.HR, Role.DATA_PROTECTION)
def index() -> ResponseReturnValue:
    """Ask for the name, and why; then show who has it. No address has the name in it, so the
    answer cannot be gone back to.
    """
    form, found = FindForm(), None
    if form.validate_on_submit():
        with problems_beside(form):
            found = find_by_name(call(), typed(form.name), typed(form.reason))
    looks = list_looks(call()) if may(g.actor, Action.SEE_WHO_LOOKED) else ()
    page = render_template("by_name/index.html", form=form, found=found, looks=looks, most=MOST)
    return page, status_of(form)
