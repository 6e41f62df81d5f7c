"""Candidates of a vacancy, and what each of them claimed."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.errors import NotFound, NotPossible
from screening.domain.words import CandidateStatus, Role
from screening.services import candidates, claims
from screening.services.reading.vacancies.candidate import CandidateShown, read_candidate
from screening.services.reading.vacancies.claim import ClaimShown
from screening.services.reading.vacancies.vacancy import read_vacancy
from screening.web.access import READERS, who_may
from screening.web.acting import status_of
from screening.web.calling import call
from screening.web.forms.boxes import typed
from screening.web.forms.candidates import (
    CandidateForm,
    ClaimForm,
    CorrectionForm,
    NameForm,
    SeenForm,
    StatusForm,
    version_of,
)
from screening.web.forms.problems import problems_beside, refusals_beside

blueprint = Blueprint("candidates", __name__)


@blueprint.route("/vacancies/<ref>/candidates/new", methods=["GET", "POST"])
@who_may(Role.HR)
def new(ref: str) -> ResponseReturnValue:
    """Add somebody who applied."""
    shown = read_vacancy(call(), ref)
    form = CandidateForm()
    if form.validate_on_submit():
        status = CandidateStatus(form.status.data)
        with problems_beside(form):
            candidate = candidates.add_candidate(
                call(), ref, typed(form.name), typed(form.contact), status
            )
            return _back(candidate, _("The candidate is added."))
    return render_template("candidates/new.html", vacancy=shown, form=form), status_of(form)


@blueprint.get("/candidates/<ref>")
@who_may(*READERS)
def candidate(ref: str) -> str:
    """One candidate: what they said, and the checks on it."""
    return render_template("candidates/candidate.html", candidate=read_candidate(call(), ref))


@blueprint.route("/candidates/<ref>/status", methods=["GET", "POST"])
@who_may(Role.HR)
def status(ref: str) -> ResponseReturnValue:
    """Say how far the candidate has come."""
    shown = read_candidate(call(), ref)
    form = StatusForm(obj=shown)
    if form.validate_on_submit():
        candidates.set_status(call(), ref, CandidateStatus(form.status.data))
        return _back(ref, _("The candidate's status is changed."))
    return render_template("candidates/status.html", candidate=shown, form=form), status_of(form)


@blueprint.route("/candidates/<ref>/claims/new", methods=["GET", "POST"])
@who_may(Role.MANAGER, Role.HR)
def add_claim(ref: str) -> ResponseReturnValue:
    """Write down what the candidate said."""
    shown = read_candidate(call(), ref)
    form = ClaimForm()
    form.offer(shown)
    if form.validate_on_submit():
        with problems_beside(form):
            claims.add_claim(call(), ref, form.text())
            return _back(ref, _("The claim is written down."))
    return render_template("candidates/claim.html", candidate=shown, form=form), status_of(form)


@blueprint.route("/candidates/<ref>/claims/<claim>/correct", methods=["GET", "POST"])
@who_may(Role.MANAGER, Role.HR)
def correct_claim(ref: str, claim: str) -> ResponseReturnValue:
    """Put right what was written down, until a check on it is sent."""
    shown = read_candidate(call(), ref)
    written = _claim(shown, claim)
    form = CorrectionForm.showing(written)
    form.offer(shown)
    if form.validate_on_submit():
        with refusals_beside(form):
            claims.change_claim(call(), claim, version_of(form), form.text())
            return _back(ref, _("The claim is corrected. HR has to see it again."))
        if form.late:
            written = _claim(read_candidate(call(), ref), claim)
            form.now_based_on(written)
    elif written.frozen:
        raise NotPossible(claims.FROZEN)
    page = render_template("candidates/correct.html", candidate=shown, claim=written, form=form)
    return page, status_of(form)


@blueprint.post("/candidates/<ref>/claims/<claim>/seen")
@who_may(Role.HR)
def confirm_claim(ref: str, claim: str) -> ResponseReturnValue:
    """HR confirms that the quote stands where the claim says, from here or beside a request."""
    _claim(read_candidate(call(), ref), claim)
    form = SeenForm()
    claims.confirm_claim(call(), claim, version_of(form))
    said = _("You confirmed that this was seen.")
    if not form.check.data:
        return _back(ref, said)
    flash(said, "success")
    return redirect(url_for("decisions.decide", ref=form.check.data), HTTPStatus.SEE_OTHER)


@blueprint.route("/candidates/<ref>/name", methods=["GET", "POST"])
@who_may(Role.EQUALITY, Role.DATA_PROTECTION)
def name(ref: str) -> ResponseReturnValue:
    """Show an officer the name, for a reason. The answer is not kept: it cannot be gone back to."""
    shown = read_candidate(call(), ref)
    form = NameForm()
    if form.validate_on_submit():
        with problems_beside(form):
            found = candidates.show_name(call(), ref, typed(form.reason))
            return render_template("candidates/name_shown.html", candidate=shown, name=found)
    return render_template("candidates/name.html", candidate=shown, form=form), status_of(form)


def _claim(shown: CandidateShown, ref: str) -> ClaimShown:
    """The candidate's claim ``ref``, or NotFound."""
    found = next((claim for claim in shown.claims if claim.ref == ref), None)
    if found is None:
        raise NotFound(_("There is nothing here."))
    return found


def _back(ref: str, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("candidates.candidate", ref=ref), HTTPStatus.SEE_OTHER)
