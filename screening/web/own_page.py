"""A candidate's own page about one check. They have no account: the address lets them in.

So nothing here is done by opening an address (programs that look for harm in e-mails do), nobody
who is signed in as somebody else gets in, and every address that leads nowhere is answered alike.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_translations
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError

from screening.domain import evidence
from screening.domain.errors import Conflict, LinkDead, NotPossible, NotValid, Unavailable
from screening.domain.words import Answered
from screening.reports.notice import notice_parts
from screening.services.checks.holding_back import fingerprint
from screening.services.own_page import answers, replies
from screening.services.people.throttling import check_links_tried, count_dead_link
from screening.services.reading.checks.holding_back import ReplyShown, preview_reply
from screening.services.reading.telling.notice import read_officer
from screening.services.reading.telling.own_page import OwnPage, read_own_page
from screening.web.access import open_to_the_signed_out
from screening.web.acting import status_of
from screening.web.calling import behind, by_candidate, form_key
from screening.web.errors import CANDIDATES
from screening.web.forms.boxes import typed
from screening.web.forms.fields import CheckForm
from screening.web.forms.own_page import FILE_BOXES, AnswerForm, ReplyForm
from screening.web.forms.problems import show_problems
from screening.web.security import takes_file

blueprint = Blueprint("own_page", __name__, url_prefix=f"{CANDIDATES}/<key>")

MOST_SENT = 2 * evidence.MOST * evidence.LARGEST
"""Bytes of a whole answer. Twice what is taken: somebody whose picture is too large is told which
one on the same page, with their words in it, unless it is far too large.
"""


@blueprint.before_request
def hold_up() -> None:
    """Let nobody try one address after another."""
    check_links_tried(by_candidate(), request.remote_addr or "")


def takes_files(key: str) -> bool:
    """Whether as much may be sent here as files need, asked before any of it is read.

    Raises as the page does where it is not to be read at all: for an address that is held up, a
    link that leads nowhere, and one where no files are taken now. Who is signed in is turned away
    whatever the link is, so that they are told nothing of it here.
    """
    if current_user.is_authenticated:
        return False
    hold_up()
    answers.check_takes_files(by_candidate(), key)
    return True


@blueprint.get("")
@open_to_the_signed_out
def page(key: str) -> str:
    """What is to be checked, how far it is, what they said, and what the panel was told."""
    shown = _read(key)
    parts = notice_parts(shown.notice, get_translations(), own_page=True)
    return render_template("own_page/page.html", page=shown, parts=parts, key=key)


@blueprint.route("/answer", methods=["GET", "POST"])
@open_to_the_signed_out
@takes_file(*FILE_BOXES, largest=MOST_SENT, if_asked=takes_files)
def answer(key: str) -> ResponseReturnValue:
    """Say what they have to say before anybody looks."""
    shown, form = _read(key), AnswerForm()

    def act() -> None:
        said = Answered(form.answer.data), typed(form.words)
        answers.answer(by_candidate().keyed(form_key()), key, *said, form.files())

    here = url_for("own_page.page", key=key)
    if done := carry_out(form, here, act):
        return done
    if not shown.answers:
        return redirect(here)
    form.offer(shown)
    return render_template("own_page/answer.html", page=shown, form=form, key=key), status_of(form)


@blueprint.route("/reply", methods=["GET", "POST"])
@open_to_the_signed_out
def reply(key: str) -> ResponseReturnValue:
    """Answer what the panel was told."""
    shown, form = _read(key), ReplyForm()
    here = url_for("own_page.page", key=key)
    preview = preview_of(form, partial(preview_reply, by_candidate(), key), shown.replying)

    def act() -> None:
        replies.reply(by_candidate().keyed(form_key()), key, typed(form.words), typed(form.seen))

    if preview is None and not form.errors and (done := carry_out(form, here, act)):
        return done
    if not shown.replying:
        return redirect(here)
    page = render_template("own_page/reply.html", page=shown, form=form, here=here, preview=preview)
    return page, status_of(form)


@blueprint.errorhandler(LinkDead)
def leads_nowhere(_error: LinkDead) -> ResponseReturnValue:
    """The same for a link that never was, is over, was replaced, or was somebody's now erased."""
    with suppress(Unavailable):  # a full disk stops changes, not reading
        count_dead_link(by_candidate(), request.remote_addr or "")
    officer = read_officer(by_candidate())
    return render_template(
        "own_page/dead.html", officer=officer, help=behind().house.help
    ), HTTPStatus.NOT_FOUND


@blueprint.errorhandler(CSRFError)
def open_for_too_long(_error: CSRFError) -> ResponseReturnValue:
    """A form without this browser's token: whether or not the link works, the same is said."""
    said = _(
        "This page was open for too long, or your browser keeps no cookies. Open your page again, "
        "and send your answer once more."
    )
    key = str((request.view_args or {}).get("key", ""))
    here = url_for(f"{request.blueprint}.page", key=key)
    return not_taken(here, said, request.form.get("words", "")), HTTPStatus.BAD_REQUEST


def _read(key: str) -> OwnPage:
    return read_own_page(by_candidate(), key, behind().house)


def preview_of(
    form: ReplyForm, read: Callable[[str], ReplyShown], possible: bool
) -> ReplyShown | None:
    """What the panel would ``read`` of an answer of which that was not shown yet, or None."""
    asked = possible and form.validate_on_submit()
    if not asked or typed(form.seen) == fingerprint(typed(form.words)):
        return None
    try:
        preview = read(typed(form.words))
    except NotValid as refused:
        show_problems(form, refused)
        return None
    form.seen.data = preview.marked.fingerprint
    return preview


def carry_out(form: CheckForm, here: str, act: Callable[[], object]) -> ResponseReturnValue | None:
    """Do ``act`` if ``form`` was sent in order, and go to their page ``here``. None: show the form
    (again).
    """
    if not form.validate_on_submit():
        return None
    try:
        act()
    except NotValid as refused:
        show_problems(form, refused)
        return None
    except (Conflict, NotPossible) as late:
        words = "\n\n".join(text for _label, text in form.typed_words())
        return not_taken(here, _(str(late)), words), HTTPStatus.CONFLICT
    flash(_("Thank you. We have your answer."), "success")
    return redirect(here, HTTPStatus.SEE_OTHER)


def not_taken(here: str, said: str, words: str) -> str:
    """That what was sent was not taken down, and why; it leads to their page ``here``."""
    return render_template(
        "own_page/not_taken.html",
        here=here,
        said=said,
        words=words,
        files=bool(request.files),
        help=behind().organisation.help,
    )
