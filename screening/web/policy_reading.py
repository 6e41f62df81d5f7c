"""Reading the policy in force before filing or deciding, and saying so."""

from http import HTTPStatus

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.services.people.policy_reading import WHO_READS, say_read
from screening.services.reading.policies.to_read import read_to_read
from screening.web.access import OPEN, RECRUITERS, roles_of, who_may
from screening.web.calling import call
from screening.web.forms import Form
from screening.web.local_paths import local_path

blueprint = Blueprint("policy_reading", __name__)


@blueprint.route("/policy/to-read", methods=["GET", "POST"])
@who_may(*RECRUITERS)
def to_read() -> ResponseReturnValue:
    """The rule, what this organisation adds to it, and a button to say that one has read it."""
    if Form().validate_on_submit():
        say_read(call(), request.form.get("digest", ""))
        flash(_("Thank you. It is recorded that you have read the policy."), "success")
        return redirect(local_path("next") or url_for("help.first_steps"), HTTPStatus.SEE_OTHER)
    return render_template(
        "policy/to_read.html", policy=read_to_read(call()), on=local_path("next")
    )


def policy_first() -> ResponseReturnValue | None:
    """Before a page on which one files or decides: read the policy, if one has not yet.

    What is sent is left to the service: it refuses, and keeps the words.
    """
    open_to_all = roles_of(current_app, request.endpoint or "") == OPEN
    if request.method == "POST" or open_to_all or not g.actor.has(*WHO_READS):
        return None
    if read_to_read(call()).has_read:
        return None
    on = request.full_path.rstrip("?")
    return redirect(url_for("policy_reading.to_read", next=on))
