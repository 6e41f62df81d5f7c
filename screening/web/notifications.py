"""What somebody was told, and what was sent to whom. No page of this room names a candidate."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from screening.domain.notifying import Told
from screening.domain.words import Role
from screening.services.outbox import choosing
from screening.services.reading.administration.messages import list_messages
from screening.services.reading.desk.notifications import (
    NotificationShown,
    count_unread,
    list_messages_to_me,
    list_notifications,
    read_choice,
)
from screening.web.access import may_open, who_is_signed_in, who_may
from screening.web.acting import status_of
from screening.web.calling import behind, call
from screening.web.filtering import filter_by, ticked
from screening.web.forms.notifications import ChoiceForm
from screening.web.languages import offered_languages
from screening.web.list_boxes import messages_filter

blueprint = Blueprint("notifications", __name__)

_ABOUT_A_CHECK = "checks.check"
_LEADS_TO: Mapping[Told, str] = {
    Told.TO_SIGN_OFF: "reviews.trail",
    Told.REGIME: "reviews.trail",
    Told.REGIME_PROPOSED: "regime.decide",
    Told.REGIME_DECIDED: "vacancies.vacancy",
    Told.RIGHTS: "rights.entry",
    Told.RIGHTS_NEAR: "rights.entry",
    Told.ERASURE: "erasing.erase",
    Told.WITNESS_FAILS: "home.index",
    Told.JOB_FAILED: "home.index",
    Told.NOT_SENT: "notifications.messages",
    Told.LINK_NOT_SENT: "candidate_links.link",
    Told.SHORTLIST_NOT_SENT: "due_diligence_links.link",
    Told.QUERY: "follow_ups.answer",
    Told.ACTION: "follow_ups.answer",
    Told.CONDITION: "follow_ups.answer",
    Told.ASKED_AGAIN: "follow_ups.answer",
    Told.MORE_TIME: "follow_ups.answer",
    Told.ASKED_NO_MORE: "follow_ups.answer",
    Told.FOLLOW_UP_OVER: "follow_ups.answer",
    Told.ANSWERED: "follow_ups.settle",
    Told.UNANSWERED: "follow_ups.settle",
    Told.DECLARE_SHORTLIST: "vacancies.vacancy",
    Told.DECLARE_DECISION: "vacancies.vacancy",
    Told.NOT_DECLARED: "vacancies.vacancy",
    Told.UNAUTHORISED: "unauthorised.entry",
    Told.BREACH: "unauthorised.entry",
    Told.BREACH_NEAR: "unauthorised.entry",
    Told.SOURCING_SIGN: "sourcing.entry",
    Told.SOURCED_APPLIED: "sourcing.entry",
    Told.DATA_DUE: "retention.vacancy",
    Told.REGISTER_DUE: "retention.vacancy",
    Told.POLICY_PROPOSED: "policy.version",
    Told.POLICY_DECIDED: "policy.version",
    Told.POLICY_TO_READ: "policy_reading.to_read",
    Told.ROLE_ASKED: "administration.person",
    Told.ROLE_DECIDED: "administration.person",
    Told.ROLE_GIVEN: "signing_in.account",
    Told.FIRST_STEPS: "help.first_steps",
}
"""The page of each kind; of all others, the check's."""
_OF_THE_SERVICE = (
    Told.WITNESS_FAILS,
    Told.JOB_FAILED,
    Told.NOT_SENT,
    Told.POLICY_TO_READ,
    Told.ROLE_GIVEN,
    Told.FIRST_STEPS,
)
_OF_SCHOOLS = (Told.OBJECTION, Told.STILL_WAITS, Told.SHORTLIST_WORDS)
"""What leads to a school's search where it is about a vacancy, and not about a check."""


@blueprint.get("/notifications")
@who_is_signed_in
def index() -> str:
    """What I was told, newest first; and what was sent to me."""
    chosen = filter_by(ticked("unread", _l("Read"), _l("Only what is new")))
    page = list_notifications(call(), chosen.turning, unread="unread" in chosen.chosen)
    return render_template(
        "notifications/index.html",
        page=page,
        unread=count_unread(call()),
        filter=chosen,
        sent=list_messages_to_me(call()),
        how_often=read_choice(call()).how_often,
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
    """Choose how often to be sent an e-mail, and in which language."""
    now = read_choice(call())
    form = ChoiceForm(data={"how_often": now.how_often.value, "language": now.language.value})
    if len(offered_languages()) == 1:
        del form.language
    if form.validate_on_submit():
        choosing.choose(call(), form.chosen(), form.chosen_language())
        flash(_("Your choice is kept."), "success")
        return redirect(url_for("notifications.index"), HTTPStatus.SEE_OTHER)
    page = render_template("notifications/choice.html", form=form, sends=behind().sends)
    return page, status_of(form)


@blueprint.get("/messages")
@who_may(Role.ADMINISTRATOR)
def messages() -> str:
    """The history of what left the service."""
    chosen, wanted = messages_filter()
    return render_template(
        "notifications/messages.html",
        page=list_messages(call(), wanted, chosen.turning),
        filter=chosen,
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
    if row.kind in _OF_SCHOOLS and row.about == row.vacancy_ref:
        endpoint = "due_diligence.index"
    if not may_open(g.actor, endpoint):
        return ""
    if row.kind in _OF_THE_SERVICE:
        return url_for(endpoint)
    return url_for(endpoint, ref=row.about)
