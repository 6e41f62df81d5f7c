"""Carrying out what a form about a check asks for, and the page for somebody who came too late."""

from collections.abc import Callable
from http import HTTPStatus

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from screening.domain.errors import Conflict, NotPossible, NotValid, ScreeningError
from screening.domain.events import Event
from screening.domain.names import EVENT_NAMES
from screening.services.reading.checks.check import CheckShown, read_check
from screening.web.calling import call
from screening.web.forms import Form
from screening.web.forms.fields import CheckForm
from screening.web.forms.problems import show_problems


def carry_out(
    form: CheckForm, check_ref: str, act: Callable[[], object], *, said: str, then: str
) -> ResponseReturnValue | None:
    """Do ``act`` if ``form`` was sent in order; say ``said`` on the page ``then``.

    None: show the form (again), with what is to be corrected beside its fields. Where somebody
    else was first, the answer is a page that says what happened and keeps the words.
    """
    if not form.validate_on_submit():
        return None
    try:
        act()
    except NotValid as refused:
        show_problems(form, refused)
        return None
    except (Conflict, NotPossible) as late:
        return _too_late(form, check_ref, late), HTTPStatus.CONFLICT
    flash(said, "success")
    return redirect(then, HTTPStatus.SEE_OTHER)


def status_of(form: Form) -> HTTPStatus:
    """What a page that shows ``form`` answers: with errors, or too late, it was not accepted."""
    if form.late:
        return HTTPStatus.CONFLICT
    return HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK


def not_now(check: CheckShown, *events: Event) -> str | None:
    """The page to look at where none of ``events`` can be brought about (by this reader, now).

    None: something can be done; or a form was sent, and the service says what became of it.
    """
    if request.method == "POST" or check.doings & set(events):
        return None
    return render_template("decisions/not_now.html", check=check)


def _too_late(form: CheckForm, check_ref: str, late: ScreeningError) -> str:
    check = read_check(call(), check_ref)
    latest = check.events[-1] if check.events else None
    return render_template(
        "decisions/too_late.html",
        check=check,
        latest=latest,
        latest_name=gettext(EVENT_NAMES[latest.event]) if latest else "",
        first=isinstance(late, Conflict),
        said=gettext(str(late)),
        words=form.typed_words(),
    )
