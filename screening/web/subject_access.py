"""What is held about a candidate: a data protection officer looks at it, and copies it for them."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_translations
from flask_babel import gettext as _

from screening.domain.words import Given, Role
from screening.services.reading.rights.redaction import read_redaction
from screening.services.reading.vacancies.candidate import read_candidate
from screening.services.redacting import decide
from screening.services.subject_access import look_at, make_copy
from screening.web.access import who_may
from screening.web.acting import status_of
from screening.web.as_file import to_save
from screening.web.calling import behind, call
from screening.web.forms.boxes import typed
from screening.web.forms.problems import problems_beside, refusals_beside
from screening.web.forms.rights import AccessForm, RedactionForm
from screening.web.languages import DEFAULT, offered
from screening.web.reviews import shown

blueprint = Blueprint("subject_access", __name__, url_prefix="/candidates/<ref>/subject-access")

NOT_ON_PAGES = frozenset({"name", "contact"})
"""Fields that stand in the copy alone: who gives access works by reference."""


@blueprint.route("", methods=["GET", "POST"])
@who_may(Role.DATA_PROTECTION)
def look(ref: str) -> ResponseReturnValue:
    """Ask why; then show what the person would get. The answer cannot be gone back to."""
    candidate = read_candidate(call(), ref)
    form = AccessForm()
    if form.validate_on_submit():
        with problems_beside(form):
            subject = look_at(call(), ref, typed(form.reason), behind().organisation)
            return render_template(
                "rights/preview.html",
                candidate=candidate,
                subject=subject,
                reason=typed(form.reason),
                hidden=NOT_ON_PAGES,
                shown=shown,
                given=Given,
                said=lambda statement: statement.said(get_translations()),
            )
    return render_template("rights/access.html", candidate=candidate, form=form), status_of(form)


@blueprint.route("/texts", methods=["GET", "POST"])
@who_may(Role.DATA_PROTECTION)
def texts(ref: str) -> ResponseReturnValue:
    """Look through one text after another for other people's details."""
    candidate, form = read_candidate(call(), ref), RedactionForm()
    shown = read_redaction(call(), ref)
    queued = shown.at(form.place.data or request.args.get("text", ""))
    form.offer(queued)
    if form.validate_on_submit():
        with refusals_beside(form):
            decide(call(), ref, form.place.data or "", form.ruling())
            flash(_("That is decided."), "success")
            return redirect(url_for("subject_access.texts", ref=ref), HTTPStatus.SEE_OTHER)
    if queued:
        form.now_about(queued)
    page = render_template(
        "rights/texts.html", candidate=candidate, form=form, shown=shown, queued=queued
    )
    return page, status_of(form)


@blueprint.post("/file")
@who_may(Role.DATA_PROTECTION)
def file(ref: str) -> ResponseReturnValue:
    """The copy, as a ZIP with a page to read in their language and a file for machines."""
    form = AccessForm()
    language = offered(request.form.get("language_of_copy", DEFAULT))
    copy = make_copy(call(), ref, typed(form.reason), behind().organisation, language)
    return to_save(copy.content, "application/zip", copy.name)
