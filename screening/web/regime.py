"""By which regime a vacancy is run: one person proposes a school's, a second one decides."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.words import Regime, Role
from screening.services.due_diligence import regime as regimes
from screening.services.due_diligence import regime_by_two
from screening.services.reading.schools.regime import read_regime
from screening.web.access import who_may
from screening.web.acting import status_of
from screening.web.calling import call
from screening.web.forms.boxes import typed
from screening.web.forms.problems import refusals_beside
from screening.web.forms.regime import DecideRegimeForm, RegimeForm, RegimeRuling

blueprint = Blueprint("regime", __name__, url_prefix="/vacancies/<ref>/regime")


@blueprint.route("", methods=["GET", "POST"])
@who_may(Role.HR)
def choose(ref: str) -> ResponseReturnValue:
    """Propose the schools regime, or take the vacancy out of it."""
    shown = read_regime(call(), ref)
    form = RegimeForm(data={"regime": shown.regime.value})
    if form.validate_on_submit():
        with refusals_beside(form):
            if form.regime.data == Regime.SCHOOL:
                regime_by_two.propose(call(), ref, typed(form.reason))
                flash(_("It is proposed. It is not in force until a second person confirms."))
            else:
                regimes.leave(call(), ref, typed(form.reason))
                flash(_("The regime is changed, and the equality officer can read why."), "success")
            return _back(ref)
    return render_template("regime/choose.html", vacancy=shown, form=form), status_of(form)


@blueprint.route("/decision", methods=["GET", "POST"])
@who_may(Role.HR, Role.EQUALITY)
def decide(ref: str) -> ResponseReturnValue:
    """Confirm or decline what was proposed."""
    shown = read_regime(call(), ref)
    form = DecideRegimeForm(data={"proposal": shown.waiting.ref if shown.waiting else ""})
    if form.validate_on_submit():
        proposal, reason = form.proposal.data or "", typed(form.reason)
        with refusals_beside(form):
            if form.ruling.data == RegimeRuling.CONFIRM:
                regime_by_two.confirm(call(), ref, proposal, reason)
                flash(
                    _("You confirmed. The schools regime is in force for this vacancy."), "success"
                )
            else:
                regime_by_two.decline(call(), ref, proposal, reason)
                flash(_("You declined. Section 6 alone applies, as before."), "success")
            return _back(ref)
    return render_template("regime/decide.html", vacancy=shown, form=form), status_of(form)


@blueprint.post("/withdraw")
@who_may(Role.HR)
def withdraw(ref: str) -> ResponseReturnValue:
    """Take the proposal back that was read."""
    regime_by_two.withdraw(call(), ref, request.form.get("proposal", ""))
    flash(_("The proposal is withdrawn. Section 6 alone applies, as before."), "success")
    return _back(ref)


def _back(ref: str) -> ResponseReturnValue:
    return redirect(url_for("vacancies.vacancy", ref=ref), HTTPStatus.SEE_OTHER)
