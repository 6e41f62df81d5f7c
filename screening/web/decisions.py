"""HR's queue, and the pages on which a request or a referral is decided."""

from collections.abc import Mapping
from functools import partial

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.errors import NotAllowed
from screening.domain.events import Event
from screening.domain.words import Role
from screening.services.checks import deciding
from screening.services.reading.checks.deciding import Deciding, read_deciding
from screening.services.reading.desk.queue import read_queue
from screening.services.reading.policy import read_policy_in_force
from screening.web import wording_events
from screening.web.access import who_may
from screening.web.acting import carry_out, status_of
from screening.web.calling import call
from screening.web.comparing import answered, changes
from screening.web.drafting import OFFERED, Draft, drafts
from screening.web.findings import answers
from screening.web.forms.decisions import (
    Answer,
    DecideForm,
    ReferralForm,
    Ruling,
    as_asked,
    as_drafted,
    revision_of,
)
from screening.web.list_boxes import queue_filter
from screening.web.policy_reading import policy_first
from screening.web.security import repeatable
from screening.web.wording_request import period

blueprint = Blueprint("decisions", __name__)
blueprint.before_request(policy_first)


@blueprint.get("/decisions")
@who_may(Role.HR)
def queue() -> str:
    """What waits for HR, what is due first."""
    policy = read_policy_in_force(call())
    chosen, wanted = queue_filter(call())
    return render_template(
        "decisions/queue.html",
        page=read_queue(call(), wanted, chosen.turning),
        filter=chosen,
        days=policy.days("decision"),
        escalation=policy.days("escalation"),
    )


@blueprint.route("/checks/<ref>/decision", methods=["GET", "POST"])
@who_may(Role.HR)
@repeatable("places", "terms")
def decide(ref: str) -> ResponseReturnValue:
    """Read one request, and approve, narrow, return or reject it."""
    page = read_deciding(call(), ref)
    newest = page.check.newest
    if request.method == "POST" and page.why_not:
        raise NotAllowed(page.why_not)
    if newest is None or newest.request is None or _only_looking(page, Event.CHECK_APPROVED):
        return _closed(page)
    drafted = drafts(page, answers(newest, page.check.claim.quote))
    chosen = _draft_wanted(drafted)
    ready = as_asked(page, newest.request, g.actor.person_ref)
    form = DecideForm(data=ready | as_drafted(chosen, drafted))
    form.offer(newest.request, page.searchers, drafted.values())
    said = {
        Ruling.APPROVE: _("The request is approved. The candidate is told next."),
        Ruling.RETURN: _("The request is returned to whoever filed it."),
        Ruling.REJECT: _("The request is rejected."),
    }.get(form.ruling.data, "")
    act = partial(_decide, form, ref, page)
    if done := carry_out(form, ref, act, said=said, then=url_for("decisions.queue")):
        return done
    scope = newest.request.scope
    days = period(scope.from_date, scope.to_date)
    shown = _shown(
        "decisions/decide.html",
        page,
        form=form,
        minutes=scope.minutes,
        period=days,
        drafts=[(draft, OFFERED[draft]) for draft in drafted],
    )
    return shown, status_of(form)


def _draft_wanted(drafted: Mapping[Draft, str]) -> Draft | None:
    """The draft that the address asks for, where there is one."""
    wanted = request.args.get("draft", "")
    return next((draft for draft in drafted if draft == wanted), None)


@blueprint.route("/checks/<ref>/referral", methods=["GET", "POST"])
@who_may(Role.HR)
def referral(ref: str) -> ResponseReturnValue:
    """Answer a requester who thinks that the service was wrong."""
    page = read_deciding(call(), ref)
    if page.check.newest is None or _only_looking(page, Event.REFERRAL_UPHELD):
        return _closed(page)
    form = ReferralForm(data={"revision": str(page.check.revision)})
    said = _("Your answer is recorded.")
    if form.answer.data == Answer.OVERTURN and page.proposal is None:
        said = _("Your proposal is recorded. Somebody else in HR has to confirm it.")
    act = partial(_answer, form, ref)
    if done := carry_out(form, ref, act, said=said, then=url_for("decisions.queue")):
        return done
    referred = page.check.last(Event.CHECK_REFERRED)
    return _shown("decisions/referral.html", page, form=form, referred=referred), status_of(form)


def _decide(form: DecideForm, ref: str, page: Deciding) -> None:
    revision, reasons = revision_of(form), form.reasons.data or ""
    match Ruling(form.ruling.data):
        case Ruling.APPROVE:
            deciding.approve(
                call(),
                ref,
                revision,
                scope=form.scope(),
                searcher=form.chosen(page.searchers),
                reasons=reasons,
            )
        case Ruling.RETURN:
            deciding.return_for_change(call(), ref, revision, reasons)
        case Ruling.REJECT:
            deciding.reject(call(), ref, revision, reasons)


def _answer(form: ReferralForm, ref: str) -> None:
    upheld = form.answer.data == Answer.UPHOLD
    answer = deciding.uphold_block if upheld else deciding.overturn_block
    answer(call(), ref, revision_of(form), form.reasons.data or "")


def _only_looking(page: Deciding, event: Event) -> bool:
    """Whether the page is opened where ``event`` cannot be brought about (by this reader)."""
    return request.method != "POST" and event not in page.check.doings


def _closed(page: Deciding) -> str:
    """The request to read, where this reader cannot decide it (now)."""
    return _shown("decisions/closed.html", page)


def _shown(template: str, page: Deciding, **values: object) -> str:
    check = page.check
    read = {attempt.number: answers(attempt, check.claim.quote) for attempt in check.attempts}
    return render_template(
        template,
        page=page,
        check=check,
        asked=read.get(len(check.attempts), ()),
        read=read,
        changes=changes(check.attempts),
        answered=answered(check),
        told=wording_events,
        **values,
    )
