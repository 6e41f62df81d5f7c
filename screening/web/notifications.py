"""What somebody was told, and what was sent to whom. No page of this room names a candidate."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.notifying import Told
from screening.domain.words import Role
from screening.services.outbox import choosing
from screening.services.reading.messages import list_messages
from screening.services.reading.notifications import (
    NotificationShown,
    list_messages_to_me,
    list_notifications,
    read_choice,
)
from screening.web.access import may_open, who_is_signed_in, who_may
from screening.web.acting import status_of
from screening.web.calling import behind, call
from screening.web.forms.notifications import ChoiceForm

blueprint = Blueprint("notifications", __name__)

_ABOUT_A_CHECK = "checks.check"
_LEADS_TO: Mapping[Told, str] = {
    Told.TO_SIGN_OFF: "reviews.trail",
    Told.RIGHTS: "rights.entry",
    Told.RIGHTS_NEAR: "rights.entry",
    Told.ERASURE: "erasing.erase",
    Told.WITNESS_FAILS: "home.index",
    Told.JOB_FAILED: "home.index",
    Told.NOT_SENT: "notifications.messages",
}
"""The page of each kind; of all others, the check's."""
_OF_THE_SERVICE = (Told.WITNESS_FAILS, Told.JOB_FAILED, Told.NOT_SENT)


@blueprint.get("/notifications")
@who_is_signed_in
def index() -> str:
    """What I was told, newest first; and what was sent to me."""
    after = request.args.get("after", "")
    return render_template(
        "notifications/index.html",
        page=list_notifications(call(), after),
        after=after,
        sent=list_messages_to_me(call()),
        how_often=read_choice(call()),
        sends=behind().sends,
        leads_to=_leads_to,
    )


@blueprint.post("/notifications/read")
@who_is_signed_in
def mark_read() -> ResponseReturnValue:
    """Mark as read what I saw."""
    choosing.mark_read(call(), request.form.get("newest", ""))
    flash(_("They are marked as read."), "success")
    return redirect(url_for("notifications.index"), HTTPStatus.SEE_OTHER)


@blueprint.route("/notifications/choice", methods=["GET", "POST"])
@who_is_signed_in
def choice() -> ResponseReturnValue:
    """Choose how often to be sent an e-mail."""
    form = ChoiceForm(data={"how_often": read_choice(call()).value})
    if form.validate_on_submit():
        choosing.choose(call(), form.chosen())
        flash(_("Your choice is kept."), "success")
        return redirect(url_for("notifications.index"), HTTPStatus.SEE_OTHER)
    page = render_template("notifications/choice.html", form=form, sends=behind().sends)
    return page, status_of(form)


@blueprint.get("/messages")
@who_may(Role.ADMINISTRATOR)
def messages() -> str:
    """The history of what left the service."""
    after = request.args.get("after", "")
    return render_template(
        "notifications/messages.html",
        page=list_messages(call(), after),
        after=after,
        sends=behind().sends,
    )


@blueprint.post("/messages/<ref>/again")
@who_may(Role.ADMINISTRATOR)
def again(ref: str) -> ResponseReturnValue:
    """Have a message tried again that was given up."""
    choosing.try_again(call(), ref)
    flash(_("The message is tried again within a minute or two."), "success")
    return redirect(url_for("notifications.messages"), HTTPStatus.SEE_OTHER)


def _leads_to(row: NotificationShown) -> str:
    """The address of what ``row`` is about; empty where the reader may not go there any more."""
    if row.kind is None:
        return ""
    endpoint = _LEADS_TO.get(row.kind, _ABOUT_A_CHECK)
    if not may_open(g.actor, endpoint):
        return ""
    return url_for(endpoint) if row.kind in _OF_THE_SERVICE else url_for(endpoint, ref=row.about)
