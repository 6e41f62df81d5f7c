"""Searches made without authorisation: tell of one, say whom it is about, deal with it."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.errors import NotFound
from screening.domain.unauthorised import BreachRuling, PersonTold
from screening.domain.words import Role
from screening.services import unauthorised, unauthorised_handling
from screening.services.calendar import day_of
from screening.services.reading.registers.unauthorised import (
    ReportShown,
    list_others,
    list_own,
    read_report,
)
from screening.web.access import who_is_signed_in, who_may
from screening.web.acting import status_of
from screening.web.calling import behind, call
from screening.web.forms.boxes import typed
from screening.web.forms.fields import read_number
from screening.web.forms.problems import problems_beside, refusals_beside
from screening.web.forms.registers import (
    BreachForm,
    HandleForm,
    PlaceForm,
    ReportForm,
    VersionForm,
)
from screening.web.register_boxes import reports_filter
from screening.web.reviews import shown as shown_value
from screening.web.wording_events import title

blueprint = Blueprint("unauthorised", __name__)


@blueprint.get("/looked-up")
@who_is_signed_in
def index() -> str:
    """What the reader told of, and what others did, for those who deal with it."""
    chosen, wanted = reports_filter()
    return render_template(
        "unauthorised/index.html",
        own=list_own(call()),
        others=list_others(call(), wanted, chosen.turning),
        filter=chosen,
    )


@blueprint.route("/looked-up/new", methods=["GET", "POST"])
@who_is_signed_in
def report() -> ResponseReturnValue:
    """Tell of a search."""
    today = day_of(behind().clock())
    form = ReportForm(data={"looked_on": today, "known_since": today, "made_by": "me"})
    if form.validate_on_submit():
        with problems_beside(form):
            ref = unauthorised.report(call(), form.told())
            flash(_("Thank you for telling us. It is on record."), "success")
            return redirect(url_for("unauthorised.entry", ref=ref), HTTPStatus.SEE_OTHER)
    return render_template("unauthorised/new.html", form=form), status_of(form)


@blueprint.get("/looked-up/<ref>")
@who_is_signed_in
def entry(ref: str) -> str:
    """What was told, and for those who may know, what was done."""
    return render_template(
        "unauthorised/entry.html",
        shown=read_report(call(), ref),
        title_of=title,
        value_of=shown_value,
    )


@blueprint.route("/looked-up/<ref>/place", methods=["GET", "POST"])
@who_may(Role.HR)
def place(ref: str) -> ResponseReturnValue:
    """Say which vacancy and candidate it is about."""
    shown = _to_handle(ref)
    form = PlaceForm(data={"version": str(shown.version), "vacancy": shown.row.vacancy_reference})
    return _step(
        shown,
        form,
        "unauthorised/place.html",
        lambda: unauthorised.place(
            call(), ref, _version(form), typed(form.vacancy), typed(form.code)
        ),
    )


@blueprint.route("/looked-up/<ref>/handle", methods=["GET", "POST"])
@who_may(Role.HR)
def handle(ref: str) -> ResponseReturnValue:
    """Say what it changes in the selection."""
    shown = _to_handle(ref)
    form = HandleForm(data={"version": str(shown.version)})
    return _step(
        shown,
        form,
        "unauthorised/handle.html",
        lambda: unauthorised_handling.handle(call(), ref, _version(form), form.handled()),
    )


@blueprint.route("/looked-up/<ref>/breach", methods=["GET", "POST"])
@who_may(Role.DATA_PROTECTION)
def breach(ref: str) -> ResponseReturnValue:
    """Say whether it was notified, and whether the person was told."""
    shown = read_report(call(), ref)
    form = BreachForm(data={"version": str(shown.version)})
    return _step(
        shown,
        form,
        "unauthorised/breach.html",
        lambda: unauthorised.decide_breach(
            call(),
            ref,
            _version(form),
            BreachRuling(form.ruling.data),
            PersonTold(form.person_told.data),
            typed(form.why),
        ),
    )


def _step(
    shown: ReportShown, form: VersionForm, template: str, act: Callable[[], None]
) -> ResponseReturnValue:
    """Do ``act`` if ``form`` was sent in order; where somebody else was first that is said, and
    what was typed stays.
    """
    if form.validate_on_submit():
        with refusals_beside(form):
            act()
            flash(_("It is written down."), "success")
            return redirect(url_for("unauthorised.entry", ref=shown.row.ref), HTTPStatus.SEE_OTHER)
        if form.late:
            form.version.data = str(shown.version)
    return render_template(template, shown=shown, form=form), status_of(form)


def _to_handle(ref: str) -> ReportShown:
    """An entry that the reader deals with; others may know of it, and not in this way."""
    shown = read_report(call(), ref)
    if not shown.may_handle:
        raise NotFound(_("There is nothing here."))
    return shown


def _version(form: VersionForm) -> int:
    return read_number(form.version.data, 0)
