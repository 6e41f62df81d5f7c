"""The register of searches to find people: enter one, note somebody found, put one right."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.errors import NotFound
from screening.domain.sourcing import Handling
from screening.domain.words import Role
from screening.services import sourcing
from screening.services.calendar import day_of
from screening.services.reading.registers.sourcing import (
    SourcingShown,
    list_sourcing,
    read_sourcing,
)
from screening.services.reading.registers.sourcing_asked import AskedRow, read_question
from screening.services.sourcing_handling import handle
from screening.web.access import READERS, RECRUITERS, who_may
from screening.web.acting import status_of
from screening.web.calling import behind, call
from screening.web.forms import Form
from screening.web.forms.boxes import typed
from screening.web.forms.problems import refusals_beside
from screening.web.forms.registers import (
    KeepForm,
    NoteForm,
    SourcingForm,
    SourcingHandledForm,
)
from screening.web.list_boxes import PLATFORMS
from screening.web.register_boxes import sourcing_filter

blueprint = Blueprint("sourcing", __name__)


@blueprint.get("/sourcing")
@who_may(*READERS)
def index() -> str:
    """What was entered, newest first."""
    chosen, wanted = sourcing_filter()
    page = list_sourcing(call(), wanted, chosen.turning)
    return render_template("sourcing/index.html", page=page, filter=chosen, platforms=PLATFORMS)


@blueprint.route("/sourcing/new", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def new() -> ResponseReturnValue:
    """Enter a search."""
    return _enter(SourcingForm(data={"made_on": _today()}), None)


@blueprint.get("/sourcing/<ref>")
@who_may(*READERS)
def entry(ref: str) -> str:
    """One entry, whom it found, and for those who may know, who of them applied."""
    return render_template("sourcing/entry.html", shown=read_sourcing(call(), ref))


@blueprint.route("/sourcing/<ref>/correct", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def correct(ref: str) -> ResponseReturnValue:
    """Put an entry right by a new one."""
    shown = _own(ref)
    words = dict(shown.words or {})
    day = {"made_on": shown.row.made_on, "vacancy": shown.row.vacancy_reference}
    return _enter(SourcingForm(data=words | day), shown)


@blueprint.route("/sourcing/<ref>/keep", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def keep(ref: str) -> ResponseReturnValue:
    """Say why what looked like a check is none, and enter it."""
    shown, form = _own(ref), KeepForm()

    def act() -> tuple[str, str]:
        return sourcing.keep(call(), ref, typed(form.why)), _("It is entered.")

    return _send(form, "sourcing/keep.html", shown, act)


@blueprint.route("/sourcing-questions/<ref>", methods=["GET", "POST"])
@who_may(Role.HR)
def asked(ref: str) -> ResponseReturnValue:
    """Say what a search was that is asked about."""
    row, form = read_question(call(), ref), SourcingHandledForm()

    def act() -> tuple[str, str]:
        was = Handling(form.was.data)
        handle(call(), ref, was, typed(form.reasons), typed(form.report))
        return row.search_ref, _("It is written down.")

    return _send(form, "sourcing/asked.html", read_sourcing(call(), row.search_ref), act, row)


@blueprint.route("/sourcing/<ref>/note", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def note(ref: str) -> ResponseReturnValue:
    """Note somebody found who is to be approached."""
    shown, form = _own(ref), NoteForm()

    def act() -> tuple[str, str]:
        sourcing.note(call(), ref, typed(form.name), typed(form.address))
        return ref, _("They are noted.")

    return _send(form, "sourcing/note.html", shown, act)


def _enter(form: SourcingForm, corrected: SourcingShown | None) -> ResponseReturnValue:
    def act() -> tuple[str, str]:
        ref = sourcing.enter(call(), corrected.row.ref if corrected else "", form.said())
        return ref, "" if read_sourcing(call(), ref).row.attempt else _("It is entered.")

    return _send(form, "sourcing/new.html", corrected, act)


def _send(
    form: Form,
    template: str,
    shown: SourcingShown | None,
    act: Callable[[], tuple[str, str]],
    asked: AskedRow | None = None,
) -> ResponseReturnValue:
    """Do ``act`` if ``form`` was sent in order, and go on to the entry that it names, with what it
    has to say. Where that is not possible any more that is said, and what was typed stays.
    """
    if form.validate_on_submit():
        with refusals_beside(form):
            ref, said = act()
            if said:
                flash(said, "success")
            return redirect(url_for("sourcing.entry", ref=ref), HTTPStatus.SEE_OTHER)
    return render_template(template, form=form, shown=shown, asked=asked), status_of(form)


def _own(ref: str) -> SourcingShown:
    """An entry of the reader's own: others may read it, and nothing more."""
    shown = read_sourcing(call(), ref)
    if not shown.own:
        raise NotFound(_("There is nothing here."))
    return shown


def _today() -> object:
    return day_of(behind().clock())
