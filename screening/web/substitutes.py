"""Who acts for whom in HR: said by whoever will be away, or by an administrator for them."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.words import Role
from screening.services.calendar import day_of
from screening.services.people.substitutes import end_substitution, name_substitute
from screening.services.reading.administration.substitutes import list_substitutions, read_possible
from screening.services.reading.policy import read_policy_in_force
from screening.web.access import who_may
from screening.web.acting import status_of
from screening.web.calling import behind, call
from screening.web.forms.problems import problems_beside
from screening.web.forms.substitutes import SubstituteForm

blueprint = Blueprint("substitutes", __name__, url_prefix="/substitutes")

NAMERS = (Role.HR, Role.ADMINISTRATOR)


@blueprint.get("")
@who_may(*NAMERS)
def index() -> str:
    """Who acts for whom now, from when on, and who did."""
    days = read_policy_in_force(call()).days("escalation")
    return render_template("substitutes/index.html", rows=list_substitutions(call()), days=days)


@blueprint.route("/new", methods=["GET", "POST"])
@who_may(*NAMERS)
def name() -> ResponseReturnValue:
    """Name somebody who acts for a person from one day to another."""
    form = SubstituteForm(data={"first": day_of(behind().clock())})
    form.offer(read_possible(call()))
    if form.validate_on_submit():
        with problems_beside(form):
            name_substitute(
                call(), form.absent.data, form.acting.data, form.first.data, form.last.data
            )
            flash(_("The substitute is named."), "success")
            return redirect(url_for("substitutes.index"), HTTPStatus.SEE_OTHER)
    return render_template("substitutes/name.html", form=form), status_of(form)


@blueprint.post("/<ref>/end")
@who_may(*NAMERS)
def end(ref: str) -> ResponseReturnValue:
    """End it before its last day."""
    end_substitution(call(), ref)
    flash(_("It is ended."), "success")
    return redirect(url_for("substitutes.index"), HTTPStatus.SEE_OTHER)
