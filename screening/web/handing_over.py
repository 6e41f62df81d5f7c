"""HR hands an outcome to the panel or keeps it back; the panel says what it changed."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.events import Event
from screening.domain.words import Reliability, Result, Role, State, Sureness, WithheldBecause
from screening.services.checks import exposures, handing_over
from screening.services.reading.checks.check import CheckShown, read_check
from screening.services.reading.checks.holding_back import count_held, read_exposed, read_held
from screening.services.reading.checks.reconciled import reconciled
from screening.services.reading.vacancies.vacancy import read_vacancy
from screening.web.access import who_may
from screening.web.acting import carry_out, not_now, status_of
from screening.web.calling import call
from screening.web.candidate_links import ON_THEIR_PAGE
from screening.web.forms.boxes import typed
from screening.web.forms.fields import CheckForm
from screening.web.forms.handing_over import (
    HandOverForm,
    WithholdForm,
    exposure_form,
    influence_form,
)
from screening.web.marking import marked

blueprint = Blueprint("handing_over", __name__, url_prefix="/checks/<ref>")


@blueprint.route("/hand-over", methods=["GET", "POST"])
@who_may(Role.HR)
def hand_over(ref: str) -> ResponseReturnValue:
    """Screen the answer, and give it to the panel."""
    check = read_check(call(), ref)
    if page := not_now(check, Event.HANDED_OVER):
        return page
    outcome = _outcome(check)
    form = HandOverForm(data={"words": outcome.get("answer", "")})

    def act() -> None:
        handing_over.hand_over(call(), ref, typed(form.words), form.same())

    said, then = _("The panel can read it once its scores are locked."), _back(ref)
    said += " " + _(ON_THEIR_PAGE)
    if done := carry_out(form, ref, act, said=said, then=then):
        return done
    return _to_hand_over(check, form, outcome), status_of(form)


@blueprint.route("/exposure-step", methods=["GET", "POST"])
@who_may(Role.HR)
def exposure_step(ref: str) -> ResponseReturnValue:
    """Arrange what follows for whoever saw something protected."""
    check = read_check(call(), ref)
    exposed = read_exposed(call(), ref)
    if page := not_now(check, Event.EXPOSURE_HANDLED):
        return page
    form = exposure_form(exposed)

    def act() -> None:
        exposures.arrange(call(), ref, form.measures(exposed), typed(form.reasons))

    waits = check.state is State.SEARCHED
    then = url_for("handing_over.hand_over", ref=ref) if waits else _back(ref)
    if done := carry_out(form, ref, act, said=_("It is recorded."), then=then):
        return done
    return render_template("handing_over/exposure_step.html", check=check, form=form), status_of(
        form
    )


@blueprint.route("/withhold", methods=["GET", "POST"])
@who_may(Role.HR)
def withhold(ref: str) -> ResponseReturnValue:
    """Keep an outcome from the panel, with reasons."""
    check = read_check(call(), ref)
    if page := not_now(check, Event.WITHHELD):
        return page
    form = WithholdForm()

    def act() -> None:
        because = WithheldBecause(form.because.data)
        handing_over.withhold(call(), ref, because, typed(form.reasons))

    said, then = _("The outcome is kept from the panel."), _back(ref)
    said += " " + _(ON_THEIR_PAGE)
    if done := carry_out(form, ref, act, said=said, then=then):
        return done
    return render_template("handing_over/withhold.html", check=check, form=form), status_of(form)


@blueprint.route("/lock-scores", methods=["GET", "POST"])
@who_may(Role.MANAGER)
def lock_scores(ref: str) -> ResponseReturnValue:
    """A member of the panel says that their scores are locked, and can read what there is."""
    check = read_check(call(), ref)
    if page := not_now(check, Event.SCORES_LOCKED):
        return page
    form = CheckForm()
    opened = check.state is State.HANDED_OVER
    then = url_for("handing_over.influence", ref=ref) if opened else _back(ref)
    said = _("Your scores count as locked from now on.")
    if done := carry_out(
        form, ref, lambda: handing_over.lock_scores(call(), ref), said=said, then=then
    ):
        return done
    return render_template("handing_over/lock_scores.html", check=check, form=form), status_of(form)


@blueprint.route("/influence", methods=["GET", "POST"])
@who_may(Role.MANAGER)
def influence(ref: str) -> ResponseReturnValue:
    """The panel's word on what the outcome changed, criterion by criterion."""
    check = read_check(call(), ref)
    if request.method != "POST" and Event.SCORES_LOCKED in check.doings:
        return redirect(url_for("handing_over.lock_scores", ref=ref), HTTPStatus.SEE_OTHER)
    if page := not_now(check, Event.INFLUENCE_RECORDED):
        return page
    criteria = read_vacancy(call(), check.vacancy_ref).criteria
    form = influence_form(criteria)

    def act() -> None:
        handing_over.record_influence(call(), ref, form.changed(criteria), typed(form.why))

    said, then = _("It is recorded. The check is closed."), _back(ref)
    if done := carry_out(form, ref, act, said=said, then=then):
        return done
    return render_template("handing_over/influence.html", check=check, form=form), status_of(form)


def _to_hand_over(check: CheckShown, form: HandOverForm, outcome: dict[str, object]) -> str:
    """The page with ``form``; without it where what was seen of somebody is to be settled first,
    but for words that were sent.
    """
    looking, here = request.method == "GET", Event.HANDED_OVER in check.doings
    held = read_held(call(), check.ref, typed(form.words)) if here and form.words.data else None
    if held:
        form.show(held)
    exposed = read_exposed(call(), check.ref) if here else ()
    filled = {} if exposed and looking else {"form": form}
    return render_template(
        "handing_over/hand_over.html",
        check=check,
        outcome=outcome,
        visits=check.every(Event.VISIT_RECORDED),
        exposed=exposed,
        marks=marked(held) if held else (),
        held_before=count_held(check if looking else read_check(call(), check.ref)),
        done=reconciled(check),
        **filled,
    )


def _back(ref: str) -> str:
    return url_for("checks.check", ref=ref)


def _outcome(check: CheckShown) -> dict[str, object]:
    """What the searcher recorded, by name; empty once erased."""
    event = check.last(Event.OUTCOME_RECORDED)
    if event is None or event.payload is None:
        return {}
    return {
        "answer": event.payload["answer"],
        "result": Result(event.payload["result"]),
        "reliability": Reliability(event.payload["reliability"]),
        "sureness": Sureness(event.payload["sureness"]),
        "by": event.by,
    }
