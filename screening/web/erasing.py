"""The data protection officer erases a candidate."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.words import ErasedBecause, Role
from screening.services import erasing
from screening.services.reading.candidate import read_candidate
from screening.web.access import who_may
from screening.web.calling import call
from screening.web.forms.reviews import EraseForm

blueprint = Blueprint("erasing", __name__)


@blueprint.route("/candidates/<ref>/erase", methods=["GET", "POST"])
@who_may(Role.DATA_PROTECTION)
def erase(ref: str) -> ResponseReturnValue:
    """Say what goes and what stays; erase once that is confirmed."""
    candidate = read_candidate(call(), ref)
    form = EraseForm()
    if not form.validate_on_submit():
        return render_template("reviews/erase.html", candidate=candidate, form=form)
    if erasing.erase(call(), ref, ErasedBecause(form.because.data)):
        flash(_("The candidate's data is erased."), "success")
    else:
        flash(
            _(
                "The candidate's data can no longer be read. Old pages are still in the files, "
                "as somebody is reading; they go within a few minutes."
            )
        )
    return redirect(url_for("candidates.candidate", ref=ref), HTTPStatus.SEE_OTHER)
