"""The organisation's own settings: its name, its colour, and whom people can ask."""

from dataclasses import asdict
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.words import Role
from screening.services.colour import contrast_with_white
from screening.services.kept_settings.organisation import set_organisation
from screening.services.reading.administration.organisation import (
    OrganisationShown,
    read_organisation,
)
from screening.web.access import who_may
from screening.web.acting import status_of
from screening.web.calling import behind, call
from screening.web.forms.fields import read_number
from screening.web.forms.organisation import PARTS, OrganisationForm
from screening.web.forms.problems import refusals_beside

blueprint = Blueprint("organisation", __name__, url_prefix="/organisation")


@blueprint.get("")
@who_may(Role.ADMINISTRATOR)
def index() -> str:
    """What is set, and who has set it when."""
    shown = _read()
    return render_template(
        "organisation/index.html",
        shown=shown,
        parts=PARTS,
        values=asdict(shown.organisation),
        contrast=f"{contrast_with_white(shown.organisation.colour):.1f}",
    )


@blueprint.route("/change", methods=["GET", "POST"])
@who_may(Role.ADMINISTRATOR)
def change() -> ResponseReturnValue:
    """Set all of it anew."""
    shown = _read()
    form = OrganisationForm(data=asdict(shown.organisation) | {"version": str(shown.version)})
    if form.validate_on_submit():
        with refusals_beside(form):
            set_organisation(call(), read_number(form.version.data, -1), form.parts())
            flash(_("It is set. Pages, letters and messages say so from now on."), "success")
            return redirect(url_for("organisation.index"), HTTPStatus.SEE_OTHER)
        if form.late:
            form.version.data = str(shown.version)
    return render_template("organisation/change.html", form=form, shown=shown), status_of(form)


def _read() -> OrganisationShown:
    return read_organisation(call(), behind().start)
