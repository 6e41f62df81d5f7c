"""HR hands an outcome to the panel or keeps it back; the panel says what it changed."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.events import Event
from screening.domain.words import Reliability, Result, Role, Sureness, WithheldBecause
from screening.services.checks import handing_over
from screening.services.reading.check import CheckShown, read_check
from screening.services.reading.reconciled import reconciled
from screening.services.reading.vacancy import read_vacancy
from screening.web.access import who_may
from screening.web.acting import carry_out, not_now, status_of
from screening.web.calling import call
from screening.web.forms.handing_over import HandOverForm, WithholdForm, influence_form

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
        handing_over.hand_over(call(), ref, form.words.data or "")

    said, then = _("The panel can read it now."), url_for("checks.check", ref=ref)
    if done := carry_out(form, ref, act, said=said, then=then):
        return done
    shown = render_template(
        "handing_over/hand_over.html",
        check=check,
        form=form,
        outcome=outcome,
        visits=check.every(Event.VISIT_RECORDED),
        exposures=check.every(Event.EXPOSURE_RECORDED),
        done=reconciled(check),
    )
    return shown, status_of(form)


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
        handing_over.withhold(call(), ref, because, form.reasons.data or "")

    said, then = _("The outcome is kept from the panel."), url_for("checks.check", ref=ref)
    if done := carry_out(form, ref, act, said=said, then=then):
        return done
    return render_template("handing_over/withhold.html", check=check, form=form), status_of(form)


@blueprint.route("/influence", methods=["GET", "POST"])
@who_may(Role.MANAGER)
def influence(ref: str) -> ResponseReturnValue:
    """The panel's word on what the outcome changed, criterion by criterion."""
    check = read_check(call(), ref)
    if page := not_now(check, Event.INFLUENCE_RECORDED):
        return page
    criteria = read_vacancy(call(), check.vacancy_ref).criteria
    form = influence_form(criteria)

    def act() -> None:
        changed = form.changed(criteria)
        why = form.why.data or ""
        handing_over.record_influence(call(), ref, changed, why, form.locked_at())

    said, then = _("It is recorded. The check is closed."), url_for("checks.check", ref=ref)
    if done := carry_out(form, ref, act, said=said, then=then):
        return done
    told = check.last(Event.HANDED_OVER)
    shown = render_template("handing_over/influence.html", check=check, form=form, told=told)
    return shown, status_of(form)


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
