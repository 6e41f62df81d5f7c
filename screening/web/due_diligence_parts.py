"""One candidate's part in a due-diligence search: looked up, written down, screened, answered."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.conduct import RULES
from screening.domain.errors import NotFound
from screening.domain.events import Event
from screening.domain.words import Role
from screening.services.due_diligence import looking, passing, telling
from screening.services.reading.schools.part import PartShown
from screening.services.reading.schools.search import DueDiligenceShown, read_held, read_part
from screening.services.reading.telling.mails import read_shortlist_mails
from screening.web.access import READERS, who_may
from screening.web.calling import call
from screening.web.due_diligence import take_step
from screening.web.forms.boxes import typed
from screening.web.forms.due_diligence import (
    UPHELD,
    DecideForm,
    PassOnForm,
    ReasonsForm,
    SaidForm,
    SeenForm,
)
from screening.web.forms.searches import BeginForm
from screening.web.marking import marked
from screening.web.wording_events import title

blueprint = Blueprint("due_diligence_parts", __name__, url_prefix="/due-diligence/<ref>")


@blueprint.get("")
@who_may(*READERS)
def part(ref: str) -> str:
    """What was written down of one candidate, for those who may read it."""
    one, shown = read_whole(ref)
    links = Event.LINK_MADE in one.doings
    return render_template(
        "due_diligence/part.html",
        shown=shown,
        part=one,
        title_of=title,
        mails=read_shortlist_mails(call(), ref).sent if links else (),
    )


@blueprint.route("/said", methods=["GET", "POST"])
@who_may(Role.HR)
def said(ref: str) -> ResponseReturnValue:
    """Write down what the candidate said."""
    (one, shown), form = read_whole(ref), SaidForm()
    form.ask(objecting=Event.DUE_DILIGENCE_OBJECTED in one.doings)
    return take_step(
        form,
        "said",
        (shown, one),
        (Event.DUE_DILIGENCE_OBJECTED, Event.DUE_DILIGENCE_REPLIED),
        lambda: telling.take_down(call(), ref, typed(form.words), objects=form.objects),
    )


@blueprint.route("/objection", methods=["GET", "POST"])
@who_may(Role.HR)
def decide(ref: str) -> ResponseReturnValue:
    """Decide on an objection."""
    (one, shown), form = read_whole(ref), DecideForm()
    return take_step(
        form,
        "decide",
        (shown, one),
        (Event.DUE_DILIGENCE_UPHELD,),
        lambda: telling.decide(
            call(), ref, upheld=form.ruling.data == UPHELD, reasons=typed(form.reasons)
        ),
    )


@blueprint.route("/begin", methods=["GET", "POST"])
@who_may(Role.HR)
def begin(ref: str) -> ResponseReturnValue:
    """Confirm the rules of conduct, and begin with one candidate."""
    one, shown = read_whole(ref)
    events = (Event.DUE_DILIGENCE_BEGUN,)
    return take_step(
        BeginForm(), "begin", (shown, one), events, lambda: looking.begin(call(), ref), _rules
    )


@blueprint.route("/write-down", methods=["GET", "POST"])
@who_may(Role.HR)
def write_down(ref: str) -> ResponseReturnValue:
    """Say what came of it."""
    (one, shown), form = read_whole(ref), SeenForm()
    return take_step(
        form,
        "write_down",
        (shown, one),
        (Event.DUE_DILIGENCE_RECORDED,),
        lambda: looking.write_down(call(), ref, form.seen()),
        _rules,
    )


@blueprint.route("/pass-on", methods=["GET", "POST"])
@who_may(Role.HR)
def pass_on(ref: str) -> ResponseReturnValue:
    """Screen what the panel is to explore."""
    one, shown = read_whole(ref)
    found = [word for word in one.words if word.event is Event.DUE_DILIGENCE_RECORDED]
    form = PassOnForm(data={"words": found[-1].words if found else ""})

    def act() -> None:
        passing.pass_on(call(), ref, typed(form.words), form.same())

    def marks() -> dict[str, object]:
        here = Event.DUE_DILIGENCE_WORDED in one.doings
        held = read_held(call(), ref, typed(form.words)) if here and form.words.data else None
        if held:
            form.show(held)  # from now on these very marks are seen
        return {"marks": marked(held) if held else ()}

    events = (Event.DUE_DILIGENCE_WORDED,)
    return take_step(form, "pass_on", (shown, one), events, act, marks)


@blueprint.route("/keep-back", methods=["GET", "POST"])
@who_may(Role.HR)
def keep_back(ref: str) -> ResponseReturnValue:
    """Keep it from the panel."""
    (one, shown), form = read_whole(ref), ReasonsForm()
    return take_step(
        form,
        "keep_back",
        (shown, one),
        (Event.DUE_DILIGENCE_WORDED,),
        lambda: passing.keep_back(call(), ref, typed(form.reasons)),
    )


def read_whole(ref: str) -> tuple[PartShown, DueDiligenceShown]:
    """A part, for those who may read what is in it; others see the search as a whole alone."""
    one, shown = read_part(call(), ref)
    if not shown.sees_words:
        raise NotFound(_("There is nothing here."))
    return one, shown


def _rules() -> dict[str, object]:
    return {"rules": RULES}
