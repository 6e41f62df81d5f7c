"""The answer to a request that was sent, and the ways on from there."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.words import State
from screening.services.call import Call
from screening.services.checks import filing
from screening.services.reading.checks.check import CheckShown, read_check
from screening.services.reading.checks.draft import read_request
from screening.services.reading.policy import read_policy_in_force
from screening.web.access import RECRUITERS, who_may
from screening.web.acting import carry_out, status_of
from screening.web.calling import call
from screening.web.forms.filing import AskForm, ReasonForm, ReferForm, WithdrawForm
from screening.web.outlook import outlook
from screening.web.revising import to_change
from screening.web.steps import Way

blueprint = Blueprint("answering", __name__, url_prefix="/checks/<ref>")

Saying = Callable[[Call, str, str], None]


@blueprint.get("/answer")
@who_may(*RECRUITERS)
def answer(ref: str) -> ResponseReturnValue:
    """Sent to HR, or what has to change first: for whoever sent it."""
    check = read_check(call(), ref)
    mine = Event.CHECK_WITHDRAWN in check.doings
    if not mine or check.state not in (State.NOT_READY, State.AWAITING):
        return redirect(url_for("checks.check", ref=ref))
    if check.state is State.NOT_READY:
        return render_template("answering/not_ready.html", check=check, found=to_change(check))
    sent = check.newest.request if check.newest else None
    return render_template(
        "answering/sent.html",
        check=check,
        unsaid=Way(sent, check.stage).unsaid if sent else (),
        found=to_change(check),
        outlook=outlook(read_policy_in_force(call()), check.state_since),
    )


@blueprint.route("/refer", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def refer(ref: str) -> ResponseReturnValue:
    """I think this is wrong: ask HR to look at what the service stopped."""
    check = _in_time(ref, Event.CHECK_REFERRED)
    said = _("Your request is with HR, with your reason. Two people there have to agree.")
    return _say(check, ReferForm(), filing.refer, "answering/refer.html", said)


@blueprint.route("/ask-instead", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def ask_instead(ref: str) -> ResponseReturnValue:
    """Turn the check into an interview question, and close it."""
    check = _in_time(ref, Event.ASKED_INSTEAD)
    asked = read_request(call(), ref).request.question
    said = _("The check is closed. Your interview question is kept with it.")
    form = AskForm(reason=asked)
    return _say(check, form, filing.ask_instead, "answering/ask_instead.html", said)


@blueprint.route("/withdraw", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def withdraw(ref: str) -> ResponseReturnValue:
    """Take the check back."""
    check = _in_time(ref, Event.CHECK_WITHDRAWN)
    said = _("You took the check back. Nobody will look.")
    return _say(check, WithdrawForm(), filing.withdraw, "answering/withdraw.html", said)


def _in_time(ref: str, event: Event) -> CheckShown:
    """The check; no form is offered for what cannot be done. One sent is for the service."""
    check = read_check(call(), ref)
    if request.method != "POST" and event not in check.doings:
        raise NotPossible(_("This cannot be done to this check now, or not by you."))
    return check


def _say(
    check: CheckShown, form: ReasonForm, saying: Saying, template: str, said: str
) -> ResponseReturnValue:
    page = url_for("checks.check", ref=check.ref)
    answered = carry_out(
        form, check.ref, lambda: saying(call(), check.ref, form.text), said=said, then=page
    )
    return answered or (render_template(template, check=check, form=form), status_of(form))
