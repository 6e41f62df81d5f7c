"""Erasing a candidate: a data protection officer proposes it, a second person decides."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.words import ErasedBecause, Role
from screening.services.erasure import erasing_by_two
from screening.services.reading.keeping.erasure import read_erasure
from screening.web.access import RETENTION_READERS, who_may
from screening.web.acting import status_of
from screening.web.calling import call
from screening.web.forms.boxes import typed
from screening.web.forms.erasing import DecideErasureForm, ErasureRuling, ProposeErasureForm
from screening.web.forms.fields import read_number
from screening.web.forms.problems import problems_beside

blueprint = Blueprint("erasing", __name__, url_prefix="/candidates/<ref>/erase")


@blueprint.get("")
@who_may(*RETENTION_READERS)
def erase(ref: str) -> ResponseReturnValue:
    """How it stands with erasing the candidate, what goes, what stays, and what is out of reach."""
    return _page(ref, ProposeErasureForm())


@blueprint.post("")
@who_may(Role.DATA_PROTECTION)
def propose(ref: str) -> ResponseReturnValue:
    """Propose it."""
    form = ProposeErasureForm()
    if form.validate_on_submit():
        with problems_beside(form):
            erasing_by_two.propose(call(), ref, ErasedBecause(form.because.data), typed(form.why))
            flash(_("It is proposed. Nothing is erased until a second person confirms."), "success")
            return _back(ref)
    return _page(ref, form)


@blueprint.post("/withdraw")
@who_may(Role.DATA_PROTECTION)
def withdraw(ref: str) -> ResponseReturnValue:
    """Take the proposal back."""
    erasing_by_two.withdraw(call(), ref)
    flash(_("The proposal is withdrawn. Nothing was erased."), "success")
    return _back(ref)


@blueprint.route("/decision", methods=["GET", "POST"])
@who_may(*RETENTION_READERS)
def decide(ref: str) -> ResponseReturnValue:
    """Confirm or decline it."""
    shown = read_erasure(call(), ref)
    form = DecideErasureForm(read=str(shown.read))
    if form.validate_on_submit():
        reasons, read = typed(form.reasons), read_number(form.read.data, otherwise=0)
        with problems_beside(form):
            if form.ruling.data == ErasureRuling.CONFIRM:
                _say_how(clean=erasing_by_two.confirm(call(), ref, reasons, read))
            else:
                erasing_by_two.decline(call(), ref, reasons, read)
                flash(_("You declined. Nothing is erased."), "success")
            return _back(ref)
    page = render_template("erasing/decide.html", candidate=shown, form=form)
    return page, status_of(form)


def _say_how(*, clean: bool) -> None:
    if clean:
        flash(_("The candidate's data is erased."), "success")
    else:
        flash(
            _(
                "The candidate's data can no longer be read. Old pages of it, which are "
                "unreadable, are still in the files. They go within about a day; those of a large "
                "database go at night."
            )
        )


def _page(ref: str, form: ProposeErasureForm) -> ResponseReturnValue:
    shown = read_erasure(call(), ref)
    return render_template("erasing/erase.html", candidate=shown, form=form), status_of(form)


def _back(ref: str) -> ResponseReturnValue:
    return redirect(url_for("erasing.erase", ref=ref), HTTPStatus.SEE_OTHER)
