"""Telling the candidate, and what the candidate says: HR sends, records, decides and cancels."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_translations
from flask_babel import gettext as _

from screening.domain.errors import RenderingFailed
from screening.domain.events import Event
from screening.domain.words import Answered, Delivery, Role
from screening.reports.notice import notice_parts
from screening.services.calendar import day_of
from screening.services.checks import notices
from screening.services.letters import notice_letter
from screening.services.own_page.links import link_for
from screening.services.reading.checks.check import read_check
from screening.services.reading.telling.notice import read_notice
from screening.web.access import who_may
from screening.web.acting import carry_out, not_now, status_of
from screening.web.as_file import to_save
from screening.web.calling import behind, call
from screening.web.candidate_links import ON_THEIR_PAGE, address_of
from screening.web.forms.notices import (
    CancelForm,
    ObjectionForm,
    ObjectionRuling,
    Reply,
    ReplyForm,
    SendForm,
)
from screening.web.languages import DEFAULT, catalogue
from screening.web.wording import label

blueprint = Blueprint("notices", __name__, url_prefix="/checks/<ref>")
REPLY_EVENTS = {Reply.AGREED: Event.CANDIDATE_AGREED, Reply.OBJECTION: Event.OBJECTION_RAISED}


@blueprint.route("/notice", methods=["GET", "POST"])
@who_may(Role.HR)
def send(ref: str) -> ResponseReturnValue:
    """What the candidate is told; and recording that they were."""
    notice, check = read_notice(call(), ref, behind().organisation), read_check(call(), ref)
    now = behind().clock()
    form = SendForm(data={"delivered": day_of(now)})

    def act() -> None:
        delivery = Delivery(form.delivery.data)
        notices.send_notice(call(), ref, delivery, form.delivered_at(now))

    said = _("The notice is recorded as delivered. The reply period runs.")
    if done := carry_out(form, ref, act, said=said, then=page_of(ref)):
        return done
    sending = Event.NOTICE_SENT in check.doings
    values = {"form": form} if sending else {}
    parts = notice_parts(notice, get_translations())
    shown = render_template(
        "notices/send.html",
        check=check,
        notice=notice,
        parts=parts,
        sending=sending,
        link=link_for(call(), ref),
        **values,
    )
    return shown, status_of(form)


@blueprint.get("/notice.pdf")
@who_may(Role.HR)
def letter(ref: str) -> ResponseReturnValue:
    """The notice as a letter to send or print, in the language that the candidate is written to."""
    language = request.args.get("letter", DEFAULT)
    try:
        content = notice_letter(
            call(),
            ref,
            behind().organisation,
            lambda key: address_of(key, language),
            catalogue(language),
        )
    except RenderingFailed:
        flash(_("The letter could not be made just now. Try again, or print this page instead."))
        return redirect(url_for("notices.send", ref=ref), 303)
    return to_save(content, "application/pdf", "notice.pdf")


@blueprint.route("/reply", methods=["GET", "POST"])
@who_may(Role.HR)
def reply(ref: str) -> ResponseReturnValue:
    """Record that the candidate said to go ahead, objected, or put something right."""
    check = read_check(call(), ref)
    if page := not_now(check, *REPLY_EVENTS.values()):
        return page
    form = ReplyForm()

    def act() -> None:
        if form.reply.data == Reply.AGREED:
            notices.candidate_agrees(call(), ref, form.words.data or "")
        else:
            notices.raise_objection(call(), ref, form.words.data or "", form.received.data)

    said = _("What the candidate said is recorded.")
    if done := carry_out(form, ref, act, said=said, then=page_of(ref)):
        return done
    return render_template("notices/reply.html", check=check, form=form), status_of(form)


@blueprint.route("/objection", methods=["GET", "POST"])
@who_may(Role.HR)
def objection(ref: str) -> ResponseReturnValue:
    """Decide what the candidate objected to."""
    check = read_check(call(), ref)
    if page := not_now(check, Event.OBJECTION_UPHELD):
        return page
    form = ObjectionForm()

    def act() -> None:
        upheld = form.verdict.data == ObjectionRuling.UPHELD
        notices.decide_objection(call(), ref, upheld=upheld, reasons=form.reasons.data or "")

    said = _("The decision on the objection is recorded.") + " " + _(ON_THEIR_PAGE)
    if done := carry_out(form, ref, act, said=said, then=page_of(ref)):
        return done
    raised = check.last(Event.OBJECTION_RAISED)
    kinds = {one.value: label(one) for one in Answered}
    shown = render_template(
        "notices/objection.html", check=check, form=form, raised=raised, kinds=kinds
    )
    return shown, status_of(form)


@blueprint.route("/cancel", methods=["GET", "POST"])
@who_may(Role.HR)
def cancel(ref: str) -> ResponseReturnValue:
    """Stop a check before anybody has searched."""
    check = read_check(call(), ref)
    if page := not_now(check, Event.CHECK_CANCELLED):
        return page
    form = CancelForm()

    def act() -> None:
        notices.cancel(call(), ref, form.reasons.data or "")

    if done := carry_out(form, ref, act, said=_("The check is cancelled."), then=page_of(ref)):
        return done
    return render_template("notices/cancel.html", check=check, form=form), status_of(form)


def page_of(ref: str) -> str:
    """Where the check itself is shown."""
    return url_for("checks.check", ref=ref)
