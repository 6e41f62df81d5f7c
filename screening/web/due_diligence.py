"""A school's due-diligence search as a whole: opening, telling, handing over, end."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_translations
from flask_babel import gettext as _

from screening.domain.errors import RenderingFailed
from screening.domain.events import Event
from screening.domain.words import Delivery, Role
from screening.reports.school_notice import school_notice_parts
from screening.services.calendar import day_of
from screening.services.due_diligence import passing, telling
from screening.services.letters import school_letter
from screening.services.reading.schools.notice import read_due_diligence_notice
from screening.services.reading.schools.part import PartShown
from screening.services.reading.schools.search import (
    DueDiligenceShown,
    list_searchers,
    read_due_diligence,
)
from screening.web.access import READERS, who_may
from screening.web.acting import status_of
from screening.web.as_file import to_save
from screening.web.calling import behind, call
from screening.web.forms import Form
from screening.web.forms.boxes import typed
from screening.web.forms.due_diligence import (
    NothingForm,
    OpenForm,
    ReasonsForm,
    TellForm,
)
from screening.web.forms.problems import refusals_beside
from screening.web.languages import DEFAULT, catalogue

blueprint = Blueprint("due_diligence", __name__, url_prefix="/vacancies/<ref>")


@blueprint.get("/due-diligence")
@who_may(*READERS)
def index(ref: str) -> str:
    """How far it has come, whom it is about, and what the reader can do."""
    return render_template("due_diligence/index.html", shown=read_due_diligence(call(), ref))


@blueprint.get("/due-diligence/notice")
@who_may(Role.HR)
def notice(ref: str) -> str:
    """What everybody on the shortlist is to be sent."""
    read = read_due_diligence_notice(call(), ref, behind().organisation)
    return render_template(
        "due_diligence/notice.html",
        shown=read_due_diligence(call(), ref),
        notice=read,
        parts=school_notice_parts(read, get_translations()),
    )


@blueprint.get("/due-diligence/notice.pdf")
@who_may(Role.HR)
def letter(ref: str) -> ResponseReturnValue:
    """The same as a letter, in the language that a candidate is written to."""
    tongue = catalogue(request.args.get("letter", DEFAULT))
    try:
        content = school_letter(call(), ref, behind().organisation, tongue)
    except RenderingFailed:
        flash(_("The letter could not be made just now. Try again, or print this page instead."))
        return redirect(url_for("due_diligence.notice", ref=ref), HTTPStatus.SEE_OTHER)
    return to_save(content, "application/pdf", "notice.pdf")


@blueprint.route("/due-diligence/open", methods=["GET", "POST"])
@who_may(Role.HR)
def open_search(ref: str) -> ResponseReturnValue:
    """Open it, and say who looks everybody up."""
    shown, form = read_due_diligence(call(), ref), OpenForm()
    form.searcher.choices = list(list_searchers(call(), ref))
    return take_step(
        form,
        "open",
        (shown, None),
        (Event.DUE_DILIGENCE_OPENED,),
        lambda: telling.open_search(call(), ref, form.searcher.data or ""),
    )


@blueprint.route("/due-diligence/tell", methods=["GET", "POST"])
@who_may(Role.HR)
def tell(ref: str) -> ResponseReturnValue:
    """Write down that everybody was told."""
    shown = read_due_diligence(call(), ref)
    form = TellForm(data={"told_on": day_of(behind().clock())})
    return take_step(
        form,
        "tell",
        (shown, None),
        (Event.DUE_DILIGENCE_TOLD,),
        lambda: telling.tell_all(call(), ref, Delivery(form.delivery.data), form.told_on.data),
    )


@blueprint.route("/due-diligence/give", methods=["GET", "POST"])
@who_may(Role.HR)
def hand_over(ref: str) -> ResponseReturnValue:
    """Give the panel what is to be explored, of everybody at once."""
    shown = read_due_diligence(call(), ref)
    events = (Event.DUE_DILIGENCE_HANDED_OVER,)
    return take_step(
        NothingForm(), "hand_over", (shown, None), events, lambda: passing.hand_over(call(), ref)
    )


@blueprint.route("/due-diligence/lock", methods=["GET", "POST"])
@who_may(Role.MANAGER)
def lock(ref: str) -> ResponseReturnValue:
    """A member of the panel says that their scores are locked."""
    shown = read_due_diligence(call(), ref)
    events = (Event.DUE_DILIGENCE_LOCKED,)
    return take_step(
        NothingForm(), "lock", (shown, None), events, lambda: passing.lock_scores(call(), ref)
    )


@blueprint.route("/due-diligence/call-off", methods=["GET", "POST"])
@who_may(Role.HR)
def call_off(ref: str) -> ResponseReturnValue:
    """End it for everybody."""
    shown, form = read_due_diligence(call(), ref), ReasonsForm()
    return take_step(
        form,
        "call_off",
        (shown, None),
        (Event.DUE_DILIGENCE_CALLED_OFF,),
        lambda: telling.call_off(call(), ref, typed(form.reasons)),
    )


def take_step(
    form: Form,
    page: str,
    about: tuple[DueDiligenceShown, PartShown | None],
    events: tuple[Event, ...],
    act: Callable[[], None],
    more: Callable[[], dict[str, object]] = dict,
) -> ResponseReturnValue:
    """Do ``act`` if ``form`` was sent in order, and go back to the search, or to one part of it.

    Where none of ``events`` is possible for the reader now, the page says so; where somebody else
    was first or it is too late, that is said, and what was typed stays. ``more``: what the page
    needs besides, asked for only where it is shown.
    """
    shown, part = about
    doings = part.doings if part else shown.doings
    if request.method == "GET" and not doings & set(events):
        return render_template("due_diligence/not_now.html", shown=shown, part=part)
    if form.validate_on_submit():
        with refusals_beside(form):
            act()
            flash(_("It is written down."), "success")
            return redirect(_back(shown, part), HTTPStatus.SEE_OTHER)
    rendered = render_template(
        f"due_diligence/{page}.html", shown=shown, part=part, form=form, **more()
    )
    return rendered, status_of(form)


def _back(shown: DueDiligenceShown, part: PartShown | None) -> str:
    if part is not None:
        return url_for("due_diligence_parts.part", ref=part.ref)
    return url_for("due_diligence.index", ref=shown.vacancy_ref)
