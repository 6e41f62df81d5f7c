"""Queries, conditions and actions: an equality officer asks, a colleague answers."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.words import FollowUpKind, Role
from screening.services.following_up import answer as write_answer
from screening.services.following_up import ask as write_asked
from screening.services.reading.equality.follow_ups import (
    list_asked,
    list_follow_ups,
    read_follow_up,
    read_follow_ups,
    read_to_settle,
)
from screening.web.access import OFFICERS, RECRUITERS, who_may
from screening.web.acting import status_of
from screening.web.calling import behind, call
from screening.web.forms.boxes import typed
from screening.web.forms.follow_ups import AnswerForm, AskForm, SettleForm
from screening.web.forms.problems import problems_beside, refusals_beside
from screening.web.list_boxes import follow_ups_filter
from screening.web.wording_events import title

blueprint = Blueprint("follow_ups", __name__)


@blueprint.get("/reviews/<ref>/follow-ups")
@who_may(*OFFICERS)
def of_vacancy(ref: str) -> str:
    """All that was asked about a vacancy, with the answers."""
    about = read_follow_ups(call(), ref)
    return render_template("follow_ups/vacancy.html", about=about, title_of=title)


@blueprint.get("/follow-ups")
@who_may(*OFFICERS)
def every() -> str:
    """What officers asked about all vacancies: what is open, what is due first."""
    chosen, wanted = follow_ups_filter(call())
    found = list_follow_ups(call(), wanted)
    return render_template("follow_ups/every.html", found=found, filter=chosen)


@blueprint.route("/follow-ups/<ref>", methods=["GET", "POST"])
@who_may(*OFFICERS)
def settle(ref: str) -> ResponseReturnValue:
    """Read what was asked and answered, and say what becomes of it."""
    shown = read_to_settle(call(), ref)
    form = SettleForm()
    if form.validate_on_submit():
        with refusals_beside(form):
            form.carry_out(call(), ref, behind().clock())
            flash(_("It is recorded. Whoever was asked is told."), "success")
            return redirect(url_for("follow_ups.every"), HTTPStatus.SEE_OTHER)
        shown = read_to_settle(call(), ref)
    form.offer(shown.row.state)
    page = render_template("follow_ups/settle.html", shown=shown, form=form, title_of=title)
    return page, status_of(form)


@blueprint.route("/reviews/<ref>/queries/new", methods=["GET", "POST"], endpoint="query")
@blueprint.route("/reviews/<ref>/actions/new", methods=["GET", "POST"], endpoint="action")
@who_may(Role.EQUALITY)
def ask(ref: str) -> ResponseReturnValue:
    """Ask HR, or somebody there, about a vacancy; or ask somebody to do something."""
    kind = FollowUpKind((request.endpoint or "").partition(".")[2])
    about = read_follow_ups(call(), ref)
    form = AskForm()
    form.offer(about, kind)
    if form.validate_on_submit():
        with problems_beside(form):
            write_asked(call(), ref, form.asking(kind, behind().clock()))
            flash(_("It is asked. They see it on their first page."), "success")
            return redirect(url_for("follow_ups.of_vacancy", ref=ref), HTTPStatus.SEE_OTHER)
    page = render_template("follow_ups/ask.html", about=about, form=form, kind=kind)
    return page, status_of(form)


@blueprint.get("/asked")
@who_may(*RECRUITERS)
def index() -> str:
    """What equality officers ask of whoever is signed in."""
    return render_template("follow_ups/index.html", rows=list_asked(call()))


@blueprint.route("/asked/<ref>", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def answer(ref: str) -> ResponseReturnValue:
    """Read what is asked, and answer it."""
    shown = read_follow_up(call(), ref)
    form = AnswerForm()
    if form.validate_on_submit():
        with refusals_beside(form):
            write_answer(call(), ref, typed(form.words))
            flash(_("Your answer is recorded."), "success")
            return redirect(url_for("follow_ups.index"), HTTPStatus.SEE_OTHER)
        shown = read_follow_up(call(), ref)
    page = render_template("follow_ups/answer.html", shown=shown, form=form, title_of=title)
    return page, status_of(form)
