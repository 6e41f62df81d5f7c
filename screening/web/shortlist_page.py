"""The page of a candidate on a school's shortlist about its search.

A link lets them in, as to the page about a check, and the pages are as careful (``own_page``).
"""

from functools import partial

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_translations
from flask_wtf.csrf import CSRFError

from screening.domain.errors import LinkDead
from screening.reports.school_notice import school_notice_parts
from screening.services.own_page import shortlist_words
from screening.services.reading.schools.own_page import (
    ShortlistPage,
    preview_answer,
    read_shortlist_page,
)
from screening.web.access import open_to_the_signed_out
from screening.web.acting import status_of
from screening.web.calling import behind, by_candidate, form_key
from screening.web.errors import CANDIDATES
from screening.web.forms.boxes import typed
from screening.web.forms.due_diligence import OBJECTS, SayForm
from screening.web.forms.own_page import ReplyForm
from screening.web.own_page import (
    carry_out,
    hold_up,
    leads_nowhere,
    open_for_too_long,
    preview_of,
)

blueprint = Blueprint("shortlist_page", __name__, url_prefix=f"{CANDIDATES}/<key>/shortlist")
blueprint.before_request(hold_up)
blueprint.register_error_handler(LinkDead, leads_nowhere)
blueprint.register_error_handler(CSRFError, open_for_too_long)


@blueprint.get("")
@open_to_the_signed_out
def page(key: str) -> str:
    """What everybody was told, how far it is, what they said, and what the panel was told."""
    shown = _read(key)
    parts = school_notice_parts(shown.notice, get_translations(), own_page=True)
    return render_template("own_page/shortlist.html", page=shown, parts=parts, key=key)


@blueprint.route("/answer", methods=["GET", "POST"])
@open_to_the_signed_out
def answer(key: str) -> ResponseReturnValue:
    """Object, or say something, before the panel is told."""
    shown, form = _read(key), SayForm()
    here = url_for("shortlist_page.page", key=key)

    def act() -> None:
        objects = form.kind.data == OBJECTS
        shortlist_words.say(
            by_candidate().keyed(form_key()), key, typed(form.words), objects=objects
        )

    if done := carry_out(form, here, act):
        return done
    if not shown.saying:
        return redirect(here)
    form.offer(objecting=shown.objecting)
    page = render_template("own_page/shortlist_answer.html", page=shown, form=form, here=here)
    return page, status_of(form)


@blueprint.route("/reply", methods=["GET", "POST"])
@open_to_the_signed_out
def reply(key: str) -> ResponseReturnValue:
    """Answer what the panel was told."""
    shown, form = _read(key), ReplyForm()
    here = url_for("shortlist_page.page", key=key)
    preview = preview_of(form, partial(preview_answer, by_candidate(), key), shown.answering)

    def act() -> None:
        shortlist_words.answer(
            by_candidate().keyed(form_key()), key, typed(form.words), typed(form.seen)
        )

    if preview is None and not form.errors and (done := carry_out(form, here, act)):
        return done
    if not shown.answering:
        return redirect(here)
    page = render_template(
        "own_page/shortlist_reply.html", page=shown, form=form, here=here, preview=preview
    )
    return page, status_of(form)


def _read(key: str) -> ShortlistPage:
    return read_shortlist_page(by_candidate(), key, behind().house)
