"""What will be erased, and when; and the holds that stand in the way."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.words import Role
from screening.services.erasure import after_restoring, holds
from screening.services.reading.keeping.after_restoring import read_waits
from screening.services.reading.keeping.holds import read_hold
from screening.services.reading.keeping.register import read_register_ends
from screening.services.reading.keeping.retention import read_calendar, read_vacancy_kept
from screening.web.access import RETENTION_READERS, who_may
from screening.web.acting import status_of
from screening.web.calling import call
from screening.web.forms.boxes import typed
from screening.web.forms.erasing import GoOnForm, HoldForm
from screening.web.forms.fields import read_number
from screening.web.forms.problems import problems_beside
from screening.web.list_boxes import retention_filter

blueprint = Blueprint("retention", __name__, url_prefix="/retention")


@blueprint.get("")
@who_may(*RETENTION_READERS)
def index() -> str:
    """Closed vacancies by the day on which their data goes."""
    chosen, wanted = retention_filter(call())
    calendar = read_calendar(call(), wanted, chosen.turning)
    return render_template(
        "retention/index.html",
        calendar=calendar,
        filter=chosen,
        registers=read_register_ends(call()),
    )


@blueprint.route("/go-on", methods=["GET", "POST"])
@who_may(Role.DATA_PROTECTION)
def go_on() -> ResponseReturnValue:
    """After a restore: say that holds are back, so that erasing goes on."""
    waits = read_waits(call())
    form = GoOnForm(read=str(waits.record if waits else 0))
    if form.validate_on_submit():
        with problems_beside(form):
            read = read_number(form.read.data, otherwise=0)
            after_restoring.go_on(call(), read, typed(form.words))
            flash(_("Erasing goes on. The worker begins within a minute."), "success")
            return redirect(url_for("retention.index"), HTTPStatus.SEE_OTHER)
    return render_template("retention/go_on.html", waits=waits, form=form), status_of(form)


@blueprint.get("/<ref>")
@who_may(*RETENTION_READERS)
def vacancy(ref: str) -> str:
    """One vacancy: whose data goes when, and every hold there was."""
    return render_template("retention/vacancy.html", kept=read_vacancy_kept(call(), ref))


@blueprint.route("/<ref>/hold", methods=["GET", "POST"])
@who_may(Role.DATA_PROTECTION)
def hold(ref: str) -> ResponseReturnValue:
    """Put a hold on the vacancy."""
    form = HoldForm()
    if form.validate_on_submit():
        with problems_beside(form):
            holds.place(call(), ref, typed(form.reason))
            flash(
                _("The hold is on. Nothing of this vacancy is erased until it is lifted."),
                "success",
            )
            return _back(ref)
    kept = read_vacancy_kept(call(), ref)
    return render_template("retention/hold.html", kept=kept, form=form), status_of(form)


@blueprint.route("/<ref>/holds/<int:number>/lift", methods=["GET", "POST"])
@who_may(Role.DATA_PROTECTION)
def lift(ref: str, number: int) -> ResponseReturnValue:
    """Lift one hold."""
    kept = read_hold(call(), ref, number)
    form = HoldForm()
    if form.validate_on_submit():
        with problems_beside(form):
            holds.lift(call(), ref, number, typed(form.reason))
            flash(_("The hold is lifted."), "success")
            return _back(ref)
    return render_template("retention/lift.html", kept=kept, form=form), status_of(form)


def _back(ref: str) -> ResponseReturnValue:
    return redirect(url_for("retention.vacancy", ref=ref), HTTPStatus.SEE_OTHER)
