"""Help: somebody's first steps; and what makes a good request, with examples judged as read."""

from flask import Blueprint, g, render_template

from screening.domain.words import Role
from screening.services.reading.checks.examples import read_examples
from screening.web.access import RECRUITERS, who_may
from screening.web.calling import call
from screening.web.first_steps import FIRST_STEPS
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
    """What whoever is new here does first, in each of their roles."""
    parts = [(role, steps) for role, steps in FIRST_STEPS.items() if g.actor.has(role)]
    return render_template("help/first_steps.html", parts=parts)
