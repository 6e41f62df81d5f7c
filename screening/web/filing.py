"""Filing a check: one thing a page, everything on one page to confirm, then sent."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.errors import Conflict, NotFound, NotPossible
from screening.domain.events import Event
from screening.domain.words import State
from screening.services.checks import filing
from screening.services.reading.checks.check import CheckShown, read_check
from screening.services.reading.checks.draft import DraftShown, read_request
from screening.services.reading.policy import read_policy_in_force
from screening.services.reading.vacancies.candidate import CandidateShown, read_candidate
from screening.web.access import RECRUITERS, open_to_all, who_may
from screening.web.acting import status_of
from screening.web.calling import call
from screening.web.forms.candidates import ClaimForm
from screening.web.forms.filing import SOMETHING_ELSE, StartForm
from screening.web.forms.problems import problems_beside
from screening.web.forms.rows import rearranged
from screening.web.forms.scope import PlacesForm
from screening.web.forms.steps import StepForm, Versioned
from screening.web.languages import spoken
from screening.web.outlook import outlook
from screening.web.policy_reading import policy_first
from screening.web.revising import findings_on
from screening.web.steps import STEPS, Step, Way
from screening.web.wording_request import as_read

blueprint = Blueprint("filing", __name__)
blueprint.before_request(policy_first)

CONFIRM = "confirm"


@blueprint.get("/not-needed")
@open_to_all
def not_needed() -> str:
    """What this service is not for, and what to do instead."""
    return render_template("filing/not_needed.html")


@blueprint.route("/candidates/<ref>/check", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def start(ref: str) -> ResponseReturnValue:
    """What they said: choose a claim that is written down, or go on to write one."""
    candidate = _applicant(ref)
    form = StartForm()
    form.offer(candidate)
    if all(claim.erased for claim in candidate.claims):
        return redirect(url_for("filing.start_new", ref=ref))
    if form.validate_on_submit():
        if form.claim.data == SOMETHING_ELSE:
            return redirect(url_for("filing.start_new", ref=ref), HTTPStatus.SEE_OTHER)
        return _first_page(filing.start_check(call(), form.claim.data, spoken()))
    return render_template("filing/start.html", candidate=candidate, form=form), status_of(form)


@blueprint.route("/candidates/<ref>/check/new", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def start_new(ref: str) -> ResponseReturnValue:
    """What they said, where it is not written down yet."""
    candidate = _applicant(ref)
    form = ClaimForm()
    form.offer(candidate)
    if form.validate_on_submit():
        with problems_beside(form):
            return _first_page(filing.start_check_on(call(), ref, form.text(), spoken()))
    return render_template("filing/start_new.html", candidate=candidate, form=form), status_of(form)


@blueprint.route("/checks/<ref>/write/<name>", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def write(ref: str, name: str) -> ResponseReturnValue:
    """One page of the request. What is typed is saved with each Continue."""
    if name not in STEPS:
        raise NotFound(_("There is nothing here."))
    step, draft, check = STEPS[name], read_request(call(), ref), _changeable(ref)
    form = step.form.showing(draft.request, draft.version)
    if not form.is_submitted() or _rearranged(form) or not form.validate():
        return _page(step, check, form, draft), status_of(form)
    try:
        with problems_beside(form):
            said = form.put_into(draft.request)
            filing.save_draft(call(), ref, form.based_on, said)
            following = _following(step, Way(draft.request, check.stage), Way(said, check.stage))
            return redirect(_address(ref, following), HTTPStatus.SEE_OTHER)
    except Conflict:
        saved = read_request(call(), ref)
        form.now_based_on(saved.version)
        return _page(step, check, form, saved, changed=True), HTTPStatus.CONFLICT
    return _page(step, check, form, draft), status_of(form)


@blueprint.get("/checks/<ref>/confirm")
@who_may(*RECRUITERS)
def confirm(ref: str) -> str:
    """Everything on one page, what is preset too."""
    draft = read_request(call(), ref)
    return _confirmation(_changeable(ref), draft)


@blueprint.post("/checks/<ref>/confirm")
@who_may(*RECRUITERS)
def submit(ref: str) -> ResponseReturnValue:
    """Send the request. It is recorded, whether it is ready or not."""
    form = Versioned()
    try:
        filing.submit(call(), ref, form.based_on)
    except Conflict:
        flash(_("This request was changed in another tab or on another device. Read it again."))
        draft = read_request(call(), ref)
        return _confirmation(_changeable(ref), draft), HTTPStatus.CONFLICT
    return redirect(url_for("answering.answer", ref=ref), HTTPStatus.SEE_OTHER)


def _applicant(ref: str) -> CandidateShown:
    candidate = read_candidate(call(), ref)
    if request.method != "POST" and not candidate.vacancy_open:
        raise NotPossible(_("This vacancy is closed. It takes no new checks."))
    return candidate


def _changeable(ref: str) -> CheckShown:
    """The check, for whoever is writing it; a form sent again is for the service to judge."""
    check = read_check(call(), ref)
    if request.method != "POST" and Event.CHECK_SUBMITTED not in check.doings:
        raise NotPossible(_("This request has been sent, or is not yours. You cannot change it."))
    return check


def _rearranged(form: StepForm) -> bool:
    return isinstance(form, PlacesForm) and rearranged(form.places)


def _first_page(check_ref: str) -> ResponseReturnValue:
    return redirect(url_for("filing.write", ref=check_ref, name=next(iter(STEPS))), 303)


def _following(step: Step, before: Way, now: Way) -> Step | None:
    """The page after ``step``, None for the last one. Whoever came from the last page goes back to
    it, but for a reason that is asked for only since what they changed ``before``.
    """
    if request.args.get("then") == CONFIRM:
        asked = [other for other in now.unsaid if other.typed and other not in before.steps]
        return next(iter(asked), None)
    return now.after(step)


def _address(ref: str, step: Step | None) -> str:
    if step is None:
        return url_for("filing.confirm", ref=ref)
    then = request.args.get("then")
    return url_for("filing.write", ref=ref, name=step.name, then=then if then == CONFIRM else None)


def _page(
    step: Step, check: CheckShown, form: StepForm, draft: DraftShown, changed: bool = False
) -> str:
    """The page of ``step``; ``changed``: somebody else's save put ``draft`` there meanwhile."""
    return render_template(
        f"filing/steps/{step.name}.html",
        step=step,
        way=Way(draft.request, check.stage).steps,
        check=check,
        form=form,
        found=findings_on(step, check),
        saved=as_read(draft.request)[step.fields[0]] if changed else None,
    )


def _confirmation(check: CheckShown, draft: DraftShown) -> str:
    return render_template(
        "filing/confirm.html",
        check=check,
        draft=draft,
        way=Way(draft.request, check.stage),
        texts=as_read(draft.request),
        outlook=outlook(read_policy_in_force(call()), call().clock()),
        again=check.state is not State.DRAFT,
    )
