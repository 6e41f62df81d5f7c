"""HR tells a candidate what came of it: by e-mail from here, or says how else they were told."""

from datetime import datetime
from functools import partial

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.errors import NotValid
from screening.domain.events import Event
from screening.domain.text import N_
from screening.domain.words import Delivery, Role
from screening.services.calendar import due
from screening.services.moving import TO_BE_TOLD
from screening.services.own_page import links, mailing, telling
from screening.services.reading.checks.check import CheckShown, read_check
from screening.services.reading.checks.events import EventShown
from screening.services.reading.policy import read_policy_in_force
from screening.services.reading.telling.mails import read_mails
from screening.web import wording_events
from screening.web.access import who_may
from screening.web.acting import carry_out, not_now, status_of
from screening.web.calling import behind, call
from screening.web.candidate_links import address_of
from screening.web.forms.boxes import typed
from screening.web.forms.fields import read_number
from screening.web.forms.own_page import SEND_NOW, TellForm
from screening.web.languages import every_tongue

blueprint = Blueprint("telling", __name__)
_CANNOT = N_("No e-mail can leave this service. Choose how else the candidate was told")


@blueprint.route("/checks/<ref>/tell", methods=["GET", "POST"])
@who_may(Role.HR)
def tell(ref: str) -> ResponseReturnValue:
    """Send the link to where one went before, or record that the candidate was told otherwise."""
    check, sends = read_check(call(), ref), behind().sends
    if page := not_now(check, Event.CANDIDATE_TOLD):
        return page
    shown, mails = links.link_for(call(), ref), read_mails(call(), ref)
    form = TellForm(data=TellForm.filled(shown.number, mails.address if sends else ""))
    form.offer(sends=sends)
    said = _("It is recorded that the candidate was told.")
    if form.way.data == SEND_NOW:
        said = _("The e-mail is written, and leaves the service within minutes.")
    act = partial(_told, form, ref, sends=sends)
    if done := carry_out(form, ref, act, said=said, then=url_for("in_hand.index")):
        return done
    page = render_template(
        "own_page/tell.html",
        check=check,
        form=form,
        link=shown,
        mails=mails,
        sends=sends,
        news=_news(check),
        due=_due(check),
        told=wording_events,
    )
    return page, status_of(form)


def _news(check: CheckShown) -> list[EventShown]:
    """What came of it since the candidate was told last."""
    since = check.untold_since
    return [one for one in check.every(*TO_BE_TOLD) if since and one.at >= since]


def _due(check: CheckShown) -> datetime | None:
    """Until when to tell it; None where there is nothing."""
    since = check.untold_since
    return due(read_policy_in_force(call()), "escalation", since) if since else None


def _told(form: TellForm, ref: str, *, sends: bool) -> None:
    if form.way.data != SEND_NOW:
        telling.tell_otherwise(call(), ref, Delivery(form.way.data))
        return
    if not sends:
        raise NotValid({"way": _CANNOT})
    writer = mailing.InWhoseName(behind().organisation, address_of, every_tongue())
    mailing.send_link(call(), ref, read_number(form.number.data, 0), typed(form.to), writer)
