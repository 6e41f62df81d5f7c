"""What a candidate on a school's shortlist answers to what the panel was told: HR passes it on, or
keeps it back.
"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from screening.domain.events import Event
from screening.domain.words import Role
from screening.services.checks.holding_back import REPLY
from screening.services.due_diligence import answers
from screening.services.reading.schools.answers import read_answer
from screening.services.reading.schools.search import read_held
from screening.web.access import who_may
from screening.web.calling import call
from screening.web.due_diligence import take_step
from screening.web.due_diligence_parts import read_whole
from screening.web.forms.boxes import typed
from screening.web.forms.due_diligence import AnswerForm, KeepAnswerForm
from screening.web.marking import marked

blueprint = Blueprint("due_diligence_answers", __name__, url_prefix="/due-diligence/<ref>/answer")
_WAITS = (Event.DUE_DILIGENCE_ANSWER_PASSED_ON,)


@blueprint.route("", methods=["GET", "POST"])
@who_may(Role.HR)
def pass_on(ref: str) -> ResponseReturnValue:
    """Read the answer, and give the panel what bears on what it was told."""
    one, shown = read_whole(ref)
    theirs = read_answer(call(), ref) if set(_WAITS) & one.doings else None
    form = AnswerForm(data={"words": theirs.cut if theirs else ""})

    def act() -> None:
        answers.pass_on(call(), ref, typed(form.words), form.same())

    def marks() -> dict[str, object]:
        if theirs is None:
            return {"theirs": None, "marks": (), "left": ()}
        left = read_held(call(), ref, typed(form.words), REPLY)
        form.show(left)  # from now on these very marks are seen
        return {"theirs": theirs.marked, "marks": marked(theirs.marked), "left": marked(left)}

    return take_step(form, "answer", (shown, one), _WAITS, act, marks)


@blueprint.route("/keep-back", methods=["GET", "POST"])
@who_may(Role.HR)
def keep_back(ref: str) -> ResponseReturnValue:
    """Keep it from the panel."""
    (one, shown), form = read_whole(ref), KeepAnswerForm()
    return take_step(
        form,
        "keep_answer",
        (shown, one),
        _WAITS,
        lambda: answers.keep_back(call(), ref, typed(form.reasons)),
    )
