"""Help: somebody's first steps; and what makes a good request, with examples judged as read."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.words import Role
from screening.services.outbox import choosing
from screening.services.reading.checks.examples import read_examples
from screening.services.reading.desk.first_steps import read_first_steps
from screening.web.access import RECRUITERS, who_may
from screening.web.calling import call
from screening.web.first_steps import STEP_WORDS
from screening.web.languages import spoken
from screening.web.revising import changes_in
from screening.web.wording_request import LABELS, as_read

_SHOWN = ("question", "relevance", "places", "looking_at", "alternatives")

blueprint = Blueprint("help", __name__)


@blueprint.get("/help")
@who_may(*RECRUITERS)
def writing() -> str:
    """How to write a check that is ready to send, with examples of both kinds."""
    examples = read_examples(call(), spoken())
    return render_template(
        "help/writing.html",
        labels=LABELS,
        names=[f"request.{name}" for name in _SHOWN],
        good=[(one.example, as_read(one.example.request)) for one in examples if one.attempt.ready],
        bad=[
            (
                one.example,
                as_read(one.example.request),
                changes_in(one.attempt, one.example.quote),
            )
            for one in examples
            if not one.attempt.ready
        ],
    )


@blueprint.get("/first-steps")
@who_may(*Role)
def first_steps() -> str:
    """What whoever is new here does first, in each of their roles, and how far they are."""
    parts = read_first_steps(call())
    return render_template("help/first_steps.html", parts=parts, words=STEP_WORDS)


@blueprint.post("/first-steps/put-away")
@who_may(*Role)
def put_away() -> ResponseReturnValue:
    """Offer me these steps on my first page no longer."""
    choosing.put_first_steps_away(call())
    flash(_("They are put away. You find them at the bottom of this page."), "success")
    return redirect(url_for("home.index"), HTTPStatus.SEE_OTHER)
