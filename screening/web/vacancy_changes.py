"""HR keeps a vacancy true: its details, stage, panel and criteria, and closes it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.errors import NotPossible
from screening.domain.lifecycle import BEFORE_SEARCHING, ENDED
from screening.domain.words import Role, Stage, State
from screening.services import vacancies
from screening.services.reading.people import colleagues
from screening.services.reading.vacancies.closing import read_waits_until
from screening.services.reading.vacancies.vacancy import (
    VacancyShown,
    list_checks_of,
    read_vacancy,
)
from screening.web.access import who_may
from screening.web.acting import status_of
from screening.web.calling import call
from screening.web.forms import Form
from screening.web.forms.problems import problems_beside
from screening.web.forms.rows import rearranged
from screening.web.forms.vacancies import NOBODY, CriteriaForm, DetailsForm, PanelForm, StageForm
from screening.web.security import repeatable

blueprint = Blueprint("vacancy_changes", __name__, url_prefix="/vacancies/<ref>")


@blueprint.route("/details", methods=["GET", "POST"])
@who_may(Role.HR)
def details(ref: str) -> ResponseReturnValue:
    """Mend what is said of the vacancy."""
    shown = _changeable(ref)
    form = DetailsForm(obj=shown)
    if form.validate_on_submit():
        with problems_beside(form):
            vacancies.change_details(call(), ref, form.details())
            return _back(ref, _("The details are changed."))
    return render_template("vacancies/details.html", vacancy=shown, form=form), status_of(form)


@blueprint.route("/stage", methods=["GET", "POST"])
@who_may(Role.HR)
def stage(ref: str) -> ResponseReturnValue:
    """Say how far the vacancy has come."""
    shown = _changeable(ref)
    form = StageForm(obj=shown)
    if form.validate_on_submit():
        vacancies.set_stage(call(), ref, Stage(form.stage.data))
        return _back(ref, _("The stage is changed."))
    return render_template("vacancies/stage.html", vacancy=shown, form=form), status_of(form)


@blueprint.route("/panel", methods=["GET", "POST"])
@who_may(Role.HR)
@repeatable("panel")
def panel(ref: str) -> ResponseReturnValue:
    """Say who sits on the panel, and whether one person decides."""
    shown = _changeable(ref)
    seated = [seat.account_ref for seat in shown.panel if seat.left_at is None]
    form = PanelForm(panel=seated, outside_decider=shown.outside_decider_ref or NOBODY)
    form.offer(colleagues(call(), Role.MANAGER), colleagues(call(), Role.HR))
    if form.validate_on_submit():
        with problems_beside(form):
            vacancies.set_panel(call(), ref, form.panel.data or [], form.decider())
            return _back(ref, _("The panel is changed."))
    return render_template("vacancies/panel.html", vacancy=shown, form=form), status_of(form)


@blueprint.route("/criteria", methods=["GET", "POST"])
@who_may(Role.HR)
def criteria(ref: str) -> ResponseReturnValue:
    """Bring a new version of the criteria into force."""
    shown = _changeable(ref)
    form = CriteriaForm(data={"criteria": [vars(row) for row in shown.criteria]})
    if form.is_submitted() and not rearranged(form.criteria) and form.validate():
        with problems_beside(form):
            vacancies.set_criteria(call(), ref, form.texts())
            return _back(ref, _("The new criteria are in force."))
    return render_template("vacancies/criteria.html", vacancy=shown, form=form), status_of(form)


@blueprint.route("/close", methods=["GET", "POST"])
@who_may(Role.HR)
def close(ref: str) -> ResponseReturnValue:
    """Close the vacancy, after a page that says which checks lapse."""
    shown = _changeable(ref)
    if Form().validate_on_submit():
        vacancies.close_vacancy(call(), ref)
        return _back(ref, _("The vacancy is closed."))
    waits = read_waits_until(call(), ref)
    over = (*ENDED, State.STOPPED)
    under_way = [check for check in list_checks_of(call(), ref) if check.state not in over]
    return render_template(
        "vacancies/close.html",
        vacancy=shown,
        waits=waits,
        lapsing=[check for check in under_way if check.state in BEFORE_SEARCHING],
        going_on=[check for check in under_way if check.state not in BEFORE_SEARCHING],
    )


def _changeable(ref: str) -> VacancyShown:
    """The vacancy; no form is offered once it is closed. One sent again is for the service."""
    shown = read_vacancy(call(), ref)
    if request.method != "POST" and shown.closed_at is not None:
        raise NotPossible(_("This vacancy is closed. Nothing can be added to it or changed."))
    return shown


def _back(ref: str, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("vacancies.vacancy", ref=ref), 303)
