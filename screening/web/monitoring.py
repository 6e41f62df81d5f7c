"""The equality officer's monitoring room: answers brought in, editions made and read."""

from http import HTTPStatus

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from screening.domain.monitoring import First, Unsaid
from screening.domain.words import Role
from screening.services.monitoring.editions import make_edition
from screening.services.monitoring.importing import LookedAt, bring_in, look_at
from screening.services.monitoring.reading_file import LARGEST
from screening.services.reading.equality.monitoring import (
    EditionShown,
    list_by_department,
    list_editions,
    read_edition,
)
from screening.services.reading.equality.monitoring_held import list_held, list_years, read_held
from screening.web.access import who_may
from screening.web.acting import status_of
from screening.web.as_file import CSV, as_file
from screening.web.calling import call
from screening.web.forms.monitoring import (
    BRING_IN,
    EditionForm,
    MonitoringFileForm,
    chosen_values,
    values_form,
)
from screening.web.forms.problems import problems_beside
from screening.web.monitoring_boxes import held_filter
from screening.web.security import takes_file
from screening.web.wording_monitoring import (
    HEADINGS,
    columns_of,
    lines_for_machines,
    named,
    rows_of,
    why_not_asked,
)

blueprint = Blueprint("monitoring", __name__, url_prefix="/monitoring")

_FORM_AROUND_IT = 20_000  # bytes


@blueprint.get("")
@who_may(Role.EQUALITY)
def index() -> str:
    """Editions, and of how many people answers are held."""
    chosen, wanted = held_filter(call())
    return render_template(
        "monitoring/index.html",
        editions=list_editions(call()),
        page=list_held(call(), wanted, chosen.turning),
        filter=chosen,
    )


@blueprint.route("/vacancies/<ref>", methods=["GET", "POST"])
@who_may(Role.EQUALITY)
@takes_file("file", largest=LARGEST + _FORM_AROUND_IT)
def vacancy(ref: str) -> ResponseReturnValue:
    """Look at a file of answers, line by line; then bring it in, all of it or nothing."""
    form, looked_at = MonitoringFileForm(), None
    if form.validate_on_submit():
        chosen = chosen_values(request.form)
        with problems_beside(form):
            if form.act.data == BRING_IN:
                digest = form.sha256.data or ""
                new = int(bring_in(call(), ref, form.content(), digest, chosen))
                said = ngettext("%(num)s person is new.", "%(num)s people are new.", new)
                flash(_("The answers are brought in.") + " " + said, "success")
                return redirect(url_for("monitoring.vacancy", ref=ref), HTTPStatus.SEE_OTHER)
            looked_at = look_at(call(), ref, form.content(), chosen)
            form.checked(looked_at)
    return _vacancy_page(ref, form, looked_at), status_of(form)


def _vacancy_page(ref: str, form: MonitoringFileForm, looked_at: LookedAt | None) -> str:
    return render_template(
        "monitoring/vacancy.html",
        shown=read_held(call(), ref),
        form=form,
        looked_at=looked_at,
        missing=[named(each) for each in looked_at.missing] if looked_at else [],
        values=values_form(looked_at.values) if looked_at else None,
        bring_in=BRING_IN,
        named=named,
        why_not_asked=why_not_asked,
    )


@blueprint.route("/editions/new", methods=["GET", "POST"])
@who_may(Role.EQUALITY)
def new_edition() -> ResponseReturnValue:
    """Count everybody of a year, or of several, who was not counted yet. Where answers are missing
    that is said first: they cannot be counted with the others afterwards.
    """
    form, years, missing = EditionForm(), list_years(call()), 0
    form.offer([each.year for each in years if each.is_over])
    if form.validate_on_submit() and not (missing := form.missing_of(years)):
        with problems_beside(form):
            settled = First(form.first.data), form.since.data, Unsaid(form.unsaid.data)
            number = make_edition(call(), form.year.data, *settled)
            flash(_("The edition is made."), "success")
            there = url_for("monitoring.edition", number=int(number))
            return redirect(there, HTTPStatus.SEE_OTHER)
    shown = render_template("monitoring/new.html", form=form, years=years, missing=missing)
    return shown, status_of(form)


@blueprint.get("/editions/<int:number>")
@who_may(Role.EQUALITY)
def edition(number: int) -> str:
    """An edition as officers see it."""
    return _edition_page(read_edition(call(), number, public=False))


@blueprint.get("/editions/<int:number>/published")
@who_may(Role.EQUALITY)
def published(number: int) -> str:
    """An edition as it may be published: larger groups, rounded."""
    return _edition_page(read_edition(call(), number, public=True))


@blueprint.get("/editions/<int:number>/officers.csv")
@who_may(Role.EQUALITY)
def edition_file(number: int) -> Response:
    """An edition as officers see it, as a file."""
    return _as_file(read_edition(call(), number, public=False))


@blueprint.get("/editions/<int:number>/published.csv")
@who_may(Role.EQUALITY)
def published_file(number: int) -> Response:
    """An edition as it may be published, as a file."""
    return _as_file(read_edition(call(), number, public=True))


@blueprint.get("/departments")
@who_may(Role.EQUALITY)
def departments() -> str:
    """Departments beside one another, year by year, where editions can show them."""
    return render_template(
        "monitoring/departments.html",
        questions=list_by_department(call()),
        named=named,
        columns_of=columns_of,
        rows_of=rows_of,
    )


def _edition_page(shown: EditionShown) -> str:
    return render_template(
        "monitoring/edition.html",
        shown=shown,
        named=named,
        why_not_asked=why_not_asked,
        columns_of=columns_of,
        rows_of=rows_of,
    )


def _as_file(shown: EditionShown) -> Response:
    kind = "published" if shown.is_public else "officers"
    name = f"monitoring-edition-{shown.row.number}-{kind}"
    return as_file(name, CSV, HEADINGS, lines_for_machines(shown))
