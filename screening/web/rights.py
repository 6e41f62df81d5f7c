"""The register of requests and complaints: HR or an officer enters one, an officer answers."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.rights import RightsKind
from screening.domain.words import Role
from screening.services import rights
from screening.services.calendar import day_of
from screening.services.reading.pages import PAGE
from screening.services.reading.rights.entry import read_rights
from screening.services.reading.rights.register import count_over, list_entries, list_open
from screening.services.reading.vacancies.candidate import read_candidate
from screening.web.access import who_may
from screening.web.acting import status_of
from screening.web.calling import behind, call
from screening.web.forms.boxes import typed
from screening.web.forms.fields import read_number
from screening.web.forms.problems import problems_beside, refusals_beside
from screening.web.forms.rights import EnterForm, OutsiderForm, StepForm
from screening.web.list_boxes import rights_filter
from screening.web.wording_events import title

blueprint = Blueprint("rights", __name__)

ENTERERS = (Role.HR, Role.DATA_PROTECTION)


@blueprint.get("/rights")
@who_may(*ENTERERS)
def index() -> str:
    """What waits, due soonest first, and what is over, or stands as one chooses."""
    chosen, wanted = rights_filter()
    waiting = list_open(call())
    return render_template(
        "rights/index.html",
        waiting=waiting[:PAGE],
        more=len(waiting) > PAGE,
        over=list_entries(call(), wanted, chosen.turning),
        counted=count_over(call(), wanted),
        filter=chosen,
    )


@blueprint.route("/candidates/<ref>/rights/new", methods=["GET", "POST"])
@who_may(*ENTERERS)
def enter(ref: str) -> ResponseReturnValue:
    """Enter what a candidate asks for, objects to or complains about."""
    candidate = read_candidate(call(), ref)
    form = EnterForm(data={"received": day_of(behind().clock())})
    if form.validate_on_submit():
        with problems_beside(form):
            entered = rights.enter(call(), ref, form.asked())
            flash(_entered(form.asked().kind), "success")
            return redirect(url_for("rights.entry", ref=entered), HTTPStatus.SEE_OTHER)
    return render_template("rights/enter.html", candidate=candidate, form=form), status_of(form)


@blueprint.route("/rights/new", methods=["GET", "POST"])
@who_may(*ENTERERS)
def enter_of() -> ResponseReturnValue:
    """Enter what somebody asks for who has no page here."""
    form = OutsiderForm(data={"received": day_of(behind().clock())})
    if form.validate_on_submit():
        with problems_beside(form):
            entered = rights.enter_of(call(), form.outsider(), form.asked())
            flash(_entered(form.asked().kind), "success")
            return redirect(url_for("rights.entry", ref=entered), HTTPStatus.SEE_OTHER)
    return render_template("rights/enter_of.html", form=form), status_of(form)


def _entered(kind: RightsKind) -> str:
    if kind is RightsKind.COMPLAINT:
        said = _("It is entered. Acknowledge it by the day below, and answer without undue delay.")
    else:
        said = _("It is entered. The time to answer runs.")
    return str(said)


@blueprint.get("/rights/<ref>")
@who_may(*ENTERERS)
def entry(ref: str) -> str:
    """One entry: what was asked, by when to answer, and what was done."""
    return render_template("rights/rights.html", shown=read_rights(call(), ref), title_of=title)


@blueprint.route("/rights/<ref>/step", methods=["GET", "POST"])
@who_may(Role.DATA_PROTECTION)
def step(ref: str) -> ResponseReturnValue:
    """Write down a step: acknowledged, waiting, extended, answered, refused, taken back."""
    shown = read_rights(call(), ref)
    form = StepForm(data={"on": day_of(behind().clock()), "version": str(shown.version)})
    if form.validate_on_submit():
        with refusals_beside(form):
            version = read_number(form.version.data, 0)
            rights.take_step(call(), ref, version, form.chosen(), typed(form.words), form.on.data)
            return redirect(url_for("rights.entry", ref=ref), HTTPStatus.SEE_OTHER)
        if form.late:
            form.version.data = str(shown.version)
    form.offer(shown)
    return render_template("rights/step.html", shown=shown, form=form), status_of(form)
