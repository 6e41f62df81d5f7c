"""The searcher's pages: the approved scope and nothing more, and what is recorded of the search."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from screening.domain.addresses import link_to
from screening.domain.conduct import RULES
from screening.domain.words import Reliability, Result, Sureness
from screening.services.calendar import day_of
from screening.services.checks import searching
from screening.services.reading.checks.reconciled import places_done, terms_done
from screening.services.reading.checks.search import SearchShown, read_search
from screening.services.reading.desk.queue import read_searches
from screening.web.access import RECRUITERS, who_may
from screening.web.acting import carry_out, status_of
from screening.web.calling import behind, call
from screening.web.forms.fields import CheckForm, read_number
from screening.web.forms.searches import ExposureForm, NotCarriedOutForm, OutcomeForm, VisitForm
from screening.web.list_boxes import searches_filter
from screening.web.security import repeatable
from screening.web.wording_request import period

blueprint = Blueprint("searches", __name__)
NOWHERE = -1
BEYOND = _l("%(what)s. It is on record with your reason; HR and the equality officer see it.")


@blueprint.get("/searches")
@who_may(*RECRUITERS)
def index() -> str:
    """The searches that the reader is to make, or is making."""
    chosen, wanted = searches_filter(call())
    page = read_searches(call(), wanted, chosen.turning)
    return render_template("searches/index.html", page=page, filter=chosen)


@blueprint.get("/checks/<ref>/search")
@who_may(*RECRUITERS)
def search(ref: str) -> str:
    """One search: what may be looked at, how, until when, and what is recorded so far."""
    sheet = read_search(call(), ref)
    return render_template(
        "searches/search.html",
        search=sheet,
        places=places_done(sheet.places, sheet.visits),
        terms=terms_done(sheet.terms, sheet.visits),
        period=period(sheet.from_date, sheet.to_date),
        rules=RULES,
    )


@blueprint.route("/checks/<ref>/search/visit", methods=["GET", "POST"])
@who_may(*RECRUITERS)
@repeatable("terms")
def visit(ref: str) -> ResponseReturnValue:
    """Look at one place, and record it: which, and since when, is filled in already."""
    sheet = read_search(call(), ref)
    if request.method != "POST" and sheet.beginning:
        return redirect(url_for("looking.begin", ref=ref), 303)
    now = behind().clock()
    chosen = read_number(request.args.get("place"), otherwise=NOWHERE)
    form = VisitForm(data=VisitForm.from_now(now, chosen if chosen in sheet.places else None))
    form.offer(sheet)

    def act() -> None:
        searching.record_visit(call(), ref, form.visit(now))
        for said in read_search(call(), ref).visits[-1].beyond:
            flash(str(BEYOND) % {"what": _(said)}, "warning")

    return recorded(
        sheet,
        form,
        "searches/visit.html",
        act,
        _("Your visit is recorded."),
        possible=sheet.visiting,
    )


@blueprint.route("/checks/<ref>/search/exposure", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def exposure(ref: str) -> ResponseReturnValue:
    """Record that a protected characteristic was seen."""
    sheet = read_search(call(), ref)
    form = ExposureForm(data={"seen_at": day_of(behind().clock())})
    return recorded(
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
    if request.method != "POST" and sheet.undescribed:
        return redirect(url_for("looking.describe", ref=ref, number=sheet.undescribed[0].number))
    form = OutcomeForm()
    return recorded(
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
    return recorded(
        sheet,
        form,
        "searches/not_carried_out.html",
        lambda: searching.not_carried_out(call(), ref, form.reason.data or ""),
        _("It is recorded that nobody searched."),
        possible=sheet.giving_up,
    )


def recorded(
    sheet: SearchShown,
    form: CheckForm,
    template: str,
    act: Callable[[], object],
    said: str,
    *,
    possible: bool,
    **more: object,
) -> ResponseReturnValue:
    """The form of ``template``, or what became of it; back to the search where it is no use.

    ``more`` is what the template shows besides.
    """
    there = url_for("searches.search", ref=sheet.ref)
    if request.method != "POST" and not possible:
        return redirect(there, 303)
    if done := carry_out(form, sheet.ref, act, said=said, then=there):
        return done
    known = {"search": sheet, "form": form, "rules": RULES, "link_to": link_to} | more
    shown = render_template(template, **known)
    return shown, status_of(form)
