"""What a candidate answered to what the panel was told: HR passes it on, or keeps it back."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.events import Event
from screening.domain.words import Role
from screening.services.checks.holding_back import REPLY
from screening.services.own_page import replies
from screening.services.reading.checks.check import CheckShown, read_check
from screening.services.reading.checks.holding_back import read_held, read_reply
from screening.web.access import who_may
from screening.web.acting import carry_out, status_of
from screening.web.calling import call
from screening.web.forms.boxes import typed
from screening.web.forms.own_page import PassOnForm, Ruling
from screening.web.marking import marked

blueprint = Blueprint("replies", __name__)


@blueprint.route("/checks/<ref>/their-answer", methods=["GET", "POST"])
@who_may(Role.HR)
def reply(ref: str) -> ResponseReturnValue:
    """Read what the candidate answered; give the panel what bears on the question, or nothing."""
    check = read_check(call(), ref)
    if request.method != "POST" and not check.reply_waits:
        return render_template("decisions/not_now.html", check=check)
    theirs = read_reply(call(), ref, _words(check))
    form = PassOnForm(data={"words": theirs.cut})

    def act() -> None:
        if form.ruling.data == Ruling.PASS_ON:
            replies.pass_on(call(), ref, typed(form.words), form.same())
        else:
            replies.keep_back(call(), ref, typed(form.reasons))

    said, then = _("What becomes of the answer is recorded."), url_for("checks.check", ref=ref)
    if done := carry_out(form, ref, act, said=said, then=then):
        return done
    ours = read_held(call(), ref, typed(form.words), REPLY)
    form.seen.data = ours.fingerprint
    shown = render_template(
        "own_page/pass_on.html",
        check=check,
        form=form,
        theirs=theirs.marked,
        marks=marked(theirs.marked),
        left=marked(ours),
    )
    return shown, status_of(form)


def _words(check: CheckShown) -> str:
    """The candidate's newest answer; empty for who may not read it, and once erased."""
    replied = check.last(Event.CANDIDATE_REPLIED)
    payload = replied.payload if replied else None
    return str(payload["words"]) if payload else ""
