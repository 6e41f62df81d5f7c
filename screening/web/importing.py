"""HR brings lists in from files: choose one, say which column is which, look, bring it in."""

from http import HTTPStatus

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.errors import Conflict
from screening.domain.importing import COLUMNS, EXAMPLES, ListKind
from screening.domain.monitoring import Fate
from screening.domain.words import Role
from screening.services.importing import importing
from screening.services.importing.table import LARGEST
from screening.services.reading.vacancies.importing import list_imports, read_columns, read_fates
from screening.web.access import who_may
from screening.web.acting import status_of
from screening.web.as_file import CSV, as_file
from screening.web.calling import call
from screening.web.forms import Form
from screening.web.forms.fields import read_number
from screening.web.forms.importing import (
    ConfirmForm,
    ImportFileForm,
    chosen_columns,
    columns_form,
)
from screening.web.forms.problems import problems_beside
from screening.web.security import takes_file

blueprint = Blueprint("importing", __name__, url_prefix="/import")

_FORM_AROUND_IT = 20_000  # bytes


@blueprint.route("", methods=["GET", "POST"])
@who_may(Role.HR)
@takes_file("file", largest=LARGEST + _FORM_AROUND_IT)
def index() -> ResponseReturnValue:
    """Choose a file; below, what it looks like, and the imports there were."""
    form = ImportFileForm()
    if form.validate_on_submit():
        with problems_beside(form):
            ref = importing.keep_file(call(), ListKind(form.kind.data), form.content())
            return redirect(url_for("importing.columns", ref=ref), HTTPStatus.SEE_OTHER)
    page = render_template(
        "importing/index.html", form=form, columns=COLUMNS, imports=list_imports(call())
    )
    return page, status_of(form)


@blueprint.get("/lists/<any(vacancies,criteria,candidates,claims):kind>/empty.<any(csv,xlsx):form>")
@who_may(Role.HR)
def empty(kind: str, form: str) -> Response:
    """A file to fill in."""
    return as_file(f"{kind}-to-fill-in", form, _headings(ListKind(kind)), ())


@blueprint.get("/lists/<any(vacancies,criteria,candidates,claims):kind>/example.csv")
@who_may(Role.HR)
def example(kind: str) -> Response:
    """A file to try it with: made-up rows."""
    return as_file(f"{kind}-example", CSV, _headings(ListKind(kind)), EXAMPLES[ListKind(kind)])


@blueprint.route("/<ref>/columns", methods=["GET", "POST"])
@who_may(Role.HR)
def columns(ref: str) -> ResponseReturnValue:
    """Say in which column of the file each thing stands."""
    shown = read_columns(call(), ref)
    form = columns_form(shown)
    if form.validate_on_submit():
        with problems_beside(form):
            importing.match_columns(call(), ref, chosen_columns(form))
            return redirect(url_for("importing.rows", ref=ref), HTTPStatus.SEE_OTHER)
    return render_template("importing/columns.html", shown=shown, form=form), status_of(form)


@blueprint.get("/<ref>")
@who_may(Role.HR)
def rows(ref: str) -> str:
    """What becomes of each row; nothing has changed yet."""
    return _rows_page(ref, ConfirmForm(formdata=None))


@blueprint.post("/<ref>")
@who_may(Role.HR)
def bring_in(ref: str) -> ResponseReturnValue:
    """Bring the file in, all of it or nothing; where things have changed since, show them."""
    form = ConfirmForm()
    try:
        with problems_beside(form):
            importing.bring_in(call(), ref, form.digest.data or "")
            flash(
                _("The file is brought in: all of it. What was in it is no longer kept."), "success"
            )
            return redirect(url_for("importing.index"), HTTPStatus.SEE_OTHER)
    except Conflict as changed:
        importing.look_again(call().each_time(), ref)
        form.file.errors = [_(str(changed))]
        return _rows_page(ref, form), HTTPStatus.CONFLICT
    return _rows_page(ref, form), status_of(form)


@blueprint.post("/<ref>/put-away")
@who_may(Role.HR)
def put_away(ref: str) -> ResponseReturnValue:
    """Delete the file: it is not to be imported."""
    if Form().validate_on_submit():
        importing.put_away(call(), ref)
        flash(_("The file is put away. Nothing of it was brought in."))
    return redirect(url_for("importing.index"), HTTPStatus.SEE_OTHER)


def _rows_page(ref: str, form: ConfirmForm) -> str:
    wanted = request.args.get("only")
    only = next((fate for fate in Fate if fate == wanted), None)
    after = read_number(request.args.get("after"), otherwise=0)
    shown = read_fates(call(), ref, only, after)
    form.digest.data = shown.digest
    return render_template(
        "importing/rows.html",
        shown=shown,
        form=form,
        fates=Fate,
        after=after,
        labels={column.name: column.label for column in COLUMNS[shown.kind]},
    )


def _headings(kind: ListKind) -> list[str]:
    return [_(column.label) for column in COLUMNS[kind]]
