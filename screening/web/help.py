"""Help with writing a request: what makes a good one, and examples that the gate judges as read."""

from flask import Blueprint, render_template

from screening.services.reading.examples import read_examples
from screening.web.access import RECRUITERS, who_may
from screening.web.calling import call
from screening.web.revising import changes_in
from screening.web.wording_request import LABELS, as_read

_SHOWN = ("question", "relevance", "places", "looking_at", "alternatives")

blueprint = Blueprint("help", __name__)


@blueprint.get("/help")
@who_may(*RECRUITERS)
def writing() -> str:
    """How to write a check that is ready to send, with examples of both kinds."""
    examples = read_examples(call())
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
