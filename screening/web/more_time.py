"""Giving a candidate more time to reply to the notice."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.events import Event
from screening.domain.words import Role, SearcherKind, State
from screening.services.checks.more_time import days_to_give, give_more_time
from screening.services.own_page.links import link_for
from screening.services.reading.checks.check import CheckShown, read_check
from screening.web.access import who_may
from screening.web.acting import carry_out, not_now, status_of
from screening.web.calling import behind, call
from screening.web.candidate_links import ON_THEIR_PAGE
from screening.web.forms.boxes import typed
from screening.web.forms.notices import MoreTimeForm
from screening.web.notices import page_of

blueprint = Blueprint("more_time", __name__, url_prefix="/checks/<ref>/more-time")


@blueprint.route("", methods=["GET", "POST"])
@who_may(Role.HR)
def give(ref: str) -> ResponseReturnValue:
    """Say until when the candidate may reply instead, and why."""
    check = read_check(call(), ref)
    if page := not_now(check, Event.MORE_TIME_GIVEN):
        return page
    form = MoreTimeForm()

    def act() -> None:
        takes_back = bool(form.takes_back.data)
        give_more_time(call(), ref, form.until.data, typed(form.reason), takes_back=takes_back)

    said = _("The new day is recorded.") + " " + _(ON_THEIR_PAGE)
    if done := carry_out(form, ref, act, said=said, then=page_of(ref)):
        return done
    until, scope = check.reply_until, check.scope
    shown = render_template(
        "notices/more_time.html",
        check=check,
        form=form,
        over=check.state is State.READY,
        agreed=_said_go_ahead(check) or bool(form.takes_back.errors),
        days=days_to_give(until, behind().clock()) if until else None,
        third_party=scope is not None and scope.searcher_kind is SearcherKind.THIRD_PARTY,
        link=link_for(call(), ref),
    )
    return shown, status_of(form)


def _said_go_ahead(check: CheckShown) -> bool:
    newest = check.last(Event.CANDIDATE_AGREED, Event.MORE_TIME_GIVEN)
    return newest is not None and newest.event is Event.CANDIDATE_AGREED
