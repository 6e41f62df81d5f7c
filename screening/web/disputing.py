"""Saying that the gate was wrong: about one finding, or about what it did not find."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.words import Role, ShouldBe
from screening.services.checks.disputing import dispute_finding
from screening.services.missed import Missed, report_missed
from screening.services.reading.checks.disputing import check_finding, read_disputing
from screening.web.access import who_may
from screening.web.acting import carry_out, status_of
from screening.web.calling import call
from screening.web.findings import answers, found_at
from screening.web.forms.boxes import typed
from screening.web.forms.disputing import MissedForm, WrongForm

blueprint = Blueprint("disputing", __name__, url_prefix="/checks/<ref>/attempts/<int:attempt>")


@blueprint.route("/findings/<int:finding>/wrong", methods=["GET", "POST"])
@who_may(Role.HR, Role.EQUALITY)
def wrong(ref: str, attempt: int, finding: int) -> ResponseReturnValue:
    """Mark one finding as wrong."""
    page = read_disputing(call(), ref, attempt)
    check_finding(page.attempt, finding)
    form = WrongForm()
    form.offer(page.attempt.findings[finding - 1].verdict)

    def act() -> None:
        should_be = ShouldBe(form.should_be.data)
        dispute_finding(call(), ref, attempt, finding, should_be, typed(form.reason))

    said = _("Your mark is recorded. Nothing of the request has changed.")
    if done := carry_out(form, ref, act, said=said, then=_found(ref)):
        return done
    label, found = found_at(page.attempt, page.check.claim.quote, finding)
    shown = render_template(
        "disputing/wrong.html",
        check=page.check,
        attempt=page.attempt,
        label=label,
        found=found,
        form=form,
    )
    return shown, status_of(form)


@blueprint.route("/missed", methods=["GET", "POST"])
@who_may(Role.HR, Role.EQUALITY)
def missed(ref: str, attempt: int) -> ResponseReturnValue:
    """Say what should have been found and was not."""
    page = read_disputing(call(), ref, attempt)
    form = MissedForm()
    form.offer(page.texts)

    def act() -> None:
        what = Missed(form.rule.data, form.field.data, typed(form.words))
        should_be = ShouldBe(form.should_be.data)
        report_missed(call(), ref, attempt, what, should_be, typed(form.reason))

    said = _("What was missed is recorded. Nothing of the request has changed.")
    if done := carry_out(form, ref, act, said=said, then=_found(ref)):
        return done
    shown = render_template(
        "disputing/missed.html",
        check=page.check,
        attempt=page.attempt,
        asked=answers(page.attempt, page.check.claim.quote),
        form=form,
    )
    return shown, status_of(form)


def _found(ref: str) -> str:
    """Where the findings of a check stand, with the marks on them."""
    return url_for("checks.check", ref=ref, _anchor="found")
