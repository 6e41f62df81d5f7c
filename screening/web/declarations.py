"""A member of the panel declares that they made no search but those recorded: one minute."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.errors import NotPossible
from screening.domain.words import Moment, Role
from screening.services import declaring
from screening.services.reading.vacancies.declarations import OwnDeclaration, read_own
from screening.web.access import who_may
from screening.web.acting import status_of
from screening.web.calling import call
from screening.web.forms.declarations import DeclarationForm

blueprint = Blueprint("declarations", __name__)


@blueprint.route(
    "/vacancies/<ref>/declarations/<any(shortlist, decision):moment>", methods=["GET", "POST"]
)
@who_may(Role.MANAGER)
def declare(ref: str, moment: str) -> ResponseReturnValue:
    """Give one's word, or see what one said."""
    when = Moment(moment)
    own = read_own(call(), ref, when)
    form = DeclarationForm()
    if form.validate_on_submit():
        declaring.declare(call(), ref, when, searched=form.searched())
        return redirect(_after(own, searched=form.searched()), HTTPStatus.SEE_OTHER)
    if request.method != "POST" and not own.asked:
        raise NotPossible(_("This vacancy has not come so far yet."))
    return render_template("declarations/declare.html", own=own, form=form), status_of(form)


def _after(own: OwnDeclaration, *, searched: bool) -> str:
    if searched:
        flash(_("Your word is recorded. Read below what to do now."), "success")
        return url_for("declarations.declare", ref=own.vacancy_ref, moment=own.moment)
    flash(_("Your word is recorded. Thank you."), "success")
    return url_for("vacancies.vacancy", ref=own.vacancy_ref)
