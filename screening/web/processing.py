"""The data protection officer's documents: lawful basis, record and impact assessment."""

from dataclasses import asdict
from http import HTTPStatus

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.impact import PARTS
from screening.domain.lawful_basis import Article9, Article10
from screening.domain.words import Role
from screening.services.calendar import day_of
from screening.services.kept_settings.processing import set_basis, write_assessment
from screening.services.reading.protection.processing.assessment import read_assessment
from screening.services.reading.protection.processing.register import read_register
from screening.services.reading.protection.reviews_due import list_reviews_due, read_next_review
from screening.services.reading.telling.lawful_basis import list_bases
from screening.web.access import who_may
from screening.web.acting import status_of
from screening.web.as_file import CSV, as_file, to_save
from screening.web.calling import behind, call
from screening.web.forms.fields import read_number
from screening.web.forms.problems import refusals_beside
from screening.web.forms.processing import AssessmentForm, BasisForm
from screening.web.wording_processing import assessment_in_text, columns, register_rows
from screening.web.wording_settings import said

blueprint = Blueprint("processing", __name__, url_prefix="/processing")


@blueprint.get("")
@who_may(Role.DATA_PROTECTION)
def index() -> str:
    """What there is, and by when each has to be looked at again."""
    return render_template("processing/index.html", due=list_reviews_due(call()))


@blueprint.get("/basis")
@who_may(Role.DATA_PROTECTION)
def basis() -> str:
    """The lawful basis in force, and every version."""
    return render_template("processing/basis.html", rows=list_bases(call()))


@blueprint.route("/basis/set", methods=["GET", "POST"])
@who_may(Role.DATA_PROTECTION)
def set_() -> ResponseReturnValue:
    """Set another version of the lawful basis."""
    newest = next(iter(list_bases(call())), None)
    version = newest.version if newest else 0
    values = (
        asdict(newest.basis) if newest else {"article9": Article9.NONE, "article10": Article10.NONE}
    )
    values |= {"effective_from": day_of(behind().clock()), "version": str(version)}
    values |= {"review_by": read_next_review(call())}
    form = BasisForm(data=values)
    if form.validate_on_submit():
        with refusals_beside(form):
            set_basis(call(), read_number(form.version.data, -1), form.basis())
            flash(_("It is set. Notices say it from its day on."), "success")
            return redirect(url_for("processing.basis"), HTTPStatus.SEE_OTHER)
        if form.late:
            form.version.data = str(version)
    return render_template("processing/set_basis.html", form=form), status_of(form)


@blueprint.get("/record")
@who_may(Role.DATA_PROTECTION)
def record() -> str:
    """The record of processing activities, as the settings have it now."""
    register = read_register(call(), behind().start)
    return render_template("processing/record.html", register=register, said=said)


@blueprint.get("/record.csv")
@who_may(Role.DATA_PROTECTION)
def record_file() -> Response:
    """The same as a file, a line for each activity."""
    lines = register_rows(read_register(call(), behind().start))
    return as_file("record-of-processing", CSV, columns(), lines)


@blueprint.get("/assessment")
@who_may(Role.DATA_PROTECTION)
def assessment() -> str:
    """The impact assessment: what settings show, and what the officer has written."""
    found = read_assessment(call(), behind().start)
    return render_template("processing/assessment.html", found=found, parts=PARTS, said=said)


@blueprint.get("/assessment.txt")
@who_may(Role.DATA_PROTECTION)
def assessment_file() -> Response:
    """The same as a plain text."""
    text = assessment_in_text(read_assessment(call(), behind().start))
    return to_save(text, "text/plain", "impact-assessment.txt")


@blueprint.route("/assessment/write", methods=["GET", "POST"])
@who_may(Role.DATA_PROTECTION)
def write() -> ResponseReturnValue:
    """Write the parts that nobody can generate."""
    found = read_assessment(call(), behind().start)
    version = found.written.version if found.written else 0
    form = AssessmentForm(
        data=found.own | {"review_by": found.next_review, "version": str(version)}
    )
    if form.validate_on_submit():
        with refusals_beside(form):
            read = read_number(form.version.data, -1)
            write_assessment(call(), read, form.words(), form.review_by.data)
            flash(_("It is written, as another version."), "success")
            return redirect(url_for("processing.assessment"), HTTPStatus.SEE_OTHER)
        if form.late:
            form.version.data = str(version)
    return render_template("processing/write.html", form=form), status_of(form)
