"""The searcher's pages: the approved scope and nothing more, and what is recorded of the search."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.words import Reliability, Result, Sureness
from screening.services.calendar import day_of
from screening.services.checks import searching
from screening.services.reading.desk import searches_for
from screening.services.reading.search import SearchShown, read_search
from screening.web.access import RECRUITERS, who_may
from screening.web.acting import carry_out, status_of
from screening.web.calling import behind, call
from screening.web.forms.fields import CheckForm
from screening.web.forms.searches import ExposureForm, NotCarriedOutForm, OutcomeForm, VisitForm
from screening.web.wording_request import period

blueprint = Blueprint("searches", __name__)


@blueprint.get("/searches")
@who_may(*RECRUITERS)
def index() -> str:
    """The searches that the reader is to make, or is making."""
    return render_template("searches/index.html", rows=searches_for(call()))


@blueprint.get("/checks/<ref>/search")
@who_may(*RECRUITERS)
def search(ref: str) -> str:
    """One search: what may be looked at, how, until when, and what is recorded so far."""
    sheet = read_search(call(), ref)
    days = period(sheet.from_date, sheet.to_date)
    return render_template("searches/search.html", search=sheet, period=days)


@blueprint.route("/checks/<ref>/search/visit", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def visit(ref: str) -> ResponseReturnValue:
    """Record one look at one place."""
    sheet = read_search(call(), ref)
    form = VisitForm(data={"occurred_at": day_of(behind().clock())})
    form.offer(sheet)
    return _recorded(
        sheet,
        form,
        "searches/visit.html",
        lambda: searching.record_visit(call(), ref, form.visit()),
        _("Your visit is recorded."),
        possible=sheet.visiting,
    )


@blueprint.route("/checks/<ref>/search/exposure", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def exposure(ref: str) -> ResponseReturnValue:
    """Record that a protected characteristic was seen."""
    sheet = read_search(call(), ref)
    form = ExposureForm(data={"seen_at": day_of(behind().clock())})
    return _recorded(
        sheet,
        form,
        "searches/exposure.html",
        lambda: searching.record_exposure(call(), ref, form.moment()),
        _("It is recorded that something was seen, not what."),
        possible=sheet.ending,
    )


@blueprint.route("/checks/<ref>/search/outcome", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def outcome(ref: str) -> ResponseReturnValue:
    """Record what the search showed; it is over then."""
    sheet = read_search(call(), ref)
    form = OutcomeForm()
    return _recorded(
        sheet,
        form,
        "searches/outcome.html",
        lambda: searching.record_outcome(
            call(),
            ref,
            Result(form.result.data),
            Reliability(form.reliability.data),
            Sureness(form.sureness.data),
            form.answer.data or "",
        ),
        _("The outcome is recorded. HR hands it over next."),
        possible=sheet.ending,
    )


@blueprint.route("/checks/<ref>/search/not-carried-out", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def not_carried_out(ref: str) -> ResponseReturnValue:
    """Record that nobody searched."""
    sheet = read_search(call(), ref)
    form = NotCarriedOutForm()
    return _recorded(
        sheet,
        form,
        "searches/not_carried_out.html",
        lambda: searching.not_carried_out(call(), ref, form.reason.data or ""),
        _("It is recorded that nobody searched."),
        possible=sheet.giving_up,
    )


def _recorded(
    sheet: SearchShown,
    form: CheckForm,
    template: str,
    act: Callable[[], object],
    said: str,
    *,
    possible: bool,
) -> ResponseReturnValue:
    """The form of ``template``, or what became of it; back to the search where it is no use."""
    there = url_for("searches.search", ref=sheet.ref)
    if request.method != "POST" and not possible:
        return redirect(there, 303)
    if done := carry_out(form, sheet.ref, act, said=said, then=there):
        return done
    return render_template(template, search=sheet, form=form), status_of(form)
