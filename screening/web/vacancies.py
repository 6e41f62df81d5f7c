"""Vacancies: the list, setting one up, and one vacancy with its panel, candidates and checks."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.people import Action, may
from screening.domain.words import Role
from screening.services import vacancies
from screening.services.reading.vacancies.vacancy import read_vacancy
from screening.services.reading.vacancies.vacancy_list import list_vacancies
from screening.web.access import READERS, who_may
from screening.web.acting import status_of
from screening.web.calling import call
from screening.web.forms.fields import read_number
from screening.web.forms.problems import problems_beside
from screening.web.forms.rows import rearranged
from screening.web.forms.vacancies import VacancyForm
from screening.web.list_boxes import vacancies_filter

blueprint = Blueprint("vacancies", __name__, url_prefix="/vacancies")


@blueprint.get("")
@who_may(*READERS)
def index() -> str:
    """The vacancies this reader may know of, newest first."""
    chosen, wanted = vacancies_filter(call())
    return render_template(
        "vacancies/index.html",
        page=list_vacancies(call(), wanted, chosen.turning),
        filter=chosen,
        sets_up=may(g.actor, Action.SET_UP),
        finds=may(g.actor, Action.ENTER_RIGHTS),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@who_may(Role.HR)
def new() -> ResponseReturnValue:
    """Set a vacancy up with its first criteria."""
    form = VacancyForm()
    if form.is_submitted() and not rearranged(form.criteria) and form.validate():
        with problems_beside(form):
            ref = vacancies.open_vacancy(call(), form.details(), form.texts())
            flash(_("The vacancy is set up. Now say who sits on its panel."), "success")
            return redirect(url_for("vacancy_changes.panel", ref=ref), 303)
    return render_template("vacancies/new.html", form=form), status_of(form)


@blueprint.get("/<ref>")
@who_may(*READERS)
def vacancy(ref: str) -> str:
    """One vacancy."""
    after = read_number(request.args.get("after"), otherwise=0)
    shown = read_vacancy(call(), ref, after)
    return render_template("vacancies/vacancy.html", vacancy=shown, after=after)
