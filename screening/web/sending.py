"""How messages leave the service, and trying it out: for administrators. No secret is shown."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.words import Role
from screening.services.outbox.trying_out import send_test
from screening.services.reading.administration.sending import read_readers
from screening.web.access import who_may
from screening.web.calling import behind, call
from screening.web.forms.notifications import ANSWERS

blueprint = Blueprint("sending", __name__, url_prefix="/messages")


@blueprint.get("/settings")
@who_may(Role.ADMINISTRATOR)
def index() -> str:
    """By what messages leave, where they lead to, and who is sent them how often."""
    return render_template(
        "sending/index.html",
        way_out=behind().way_out,
        readers=read_readers(call()),
        answers=ANSWERS,
    )


@blueprint.post("/test")
@who_may(Role.ADMINISTRATOR)
def test() -> ResponseReturnValue:
    """Send a test message to oneself."""
    send_test(call(), behind().way_out)
    flash(_("A test message to you is on its way. Below you see what becomes of it."), "success")
    return redirect(url_for("notifications.messages"), HTTPStatus.SEE_OTHER)
