"""A third party searches: HR gives it the sheet, and enters what it sends back."""

from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_translations
from flask_babel import gettext as _

from screening.domain.errors import NotPossible, NotValid, RenderingFailed
from screening.domain.words import Role
from screening.reports.instructions import instruction_parts
from screening.services.checks import returning
from screening.services.checks.return_lines import RowsWrong, empty_lines
from screening.services.letters import instruction_sheet
from screening.services.reading.checks.instructions import read_instructions
from screening.services.reading.checks.reconciled import ReconciledShown
from screening.services.reading.checks.search import SearchShown, read_search
from screening.services.reading.checks.weighing import weigh
from screening.web.access import who_may
from screening.web.acting import carry_out, status_of
from screening.web.as_file import MARK, to_save
from screening.web.calling import behind, call
from screening.web.forms.problems import show_problems
from screening.web.forms.returning import CHANGE, RECORD, ReturnForm
from screening.web.security import takes_file

blueprint = Blueprint("returning", __name__, url_prefix="/checks/<ref>/search")

LARGEST_RETURN = 1_000_000  # bytes of the whole request


@blueprint.get("/instructions")
@who_may(Role.HR)
def instructions(ref: str) -> ResponseReturnValue:
    """The instruction sheet, as HR gives it out."""
    try:
        sheet = read_instructions(call(), ref, behind().organisation)
    except NotPossible:
        return _back(ref)
    parts = instruction_parts(sheet, get_translations())
    return render_template("searches/instructions.html", sheet=sheet, parts=parts, ref=ref)


@blueprint.get("/instructions.pdf")
@who_may(Role.HR)
def sheet(ref: str) -> ResponseReturnValue:
    """The same to send or print."""
    try:
        content = instruction_sheet(call(), ref, behind().organisation, get_translations())
    except NotPossible:
        return _back(ref)
    except RenderingFailed:
        flash(_("The sheet could not be made just now. Try again, or print this page instead."))
        return redirect(url_for("returning.instructions", ref=ref), 303)
    return to_save(content, "application/pdf", "instructions.pdf")


@blueprint.get("/return.csv")
@who_may(Role.HR)
def table(ref: str) -> ResponseReturnValue:
    """The table to fill in, which goes with the sheet."""
    search = read_search(call(), ref)
    if not search.returning:
        return _back(ref)
    return to_save(MARK + empty_lines(search.places), "text/csv", "return.csv")


@blueprint.route("/return", methods=["GET", "POST"])
@who_may(Role.HR)
@takes_file("file", largest=LARGEST_RETURN)
def enter(ref: str) -> ResponseReturnValue:
    """Enter a return: what it comes to is shown first, then it is recorded, all or nothing."""
    search = read_search(call(), ref)
    if request.method != "POST" and not search.returning:
        return _back(ref)
    form, problems = ReturnForm(), list[tuple[int, str]]()
    said = _("The return is recorded. Record the outcome next.")
    if form.stage.data == RECORD:
        act = partial(_record, form, search)
        if answer := carry_out(form, ref, act, said=said, then=_of(ref)):
            return answer
    elif form.stage.data != CHANGE and form.validate_on_submit():
        try:
            done = _weighed(form, search)
            return render_template("searches/preview.html", search=search, form=form, done=done)
        except RowsWrong as wrong:
            problems = wrong.rows
            form.lines.errors = [_("Some rows of the table cannot be read")]
        except NotValid as refused:
            show_problems(form, refused)
    shown = render_template("searches/return.html", search=search, form=form, problems=problems)
    return shown, status_of(form)


def _record(form: ReturnForm, search: SearchShown) -> None:
    returning.record_return(
        call(), search.ref, form.returned(form.read(search.places, search.terms))
    )


def _weighed(form: ReturnForm, search: SearchShown) -> ReconciledShown:
    lines = form.read(search.places, search.terms)
    return weigh(call(), search, lines, form.returned(lines))


def _of(ref: str) -> str:
    return url_for("searches.search", ref=ref)


def _back(ref: str) -> ResponseReturnValue:
    """To the search, which says why there is nothing to do."""
    return redirect(_of(ref), 303)
