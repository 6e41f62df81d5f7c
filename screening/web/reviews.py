"""The equality officer's room: which vacancies call for a look, a trail, sign-off, the report."""

from datetime import date, datetime
from enum import StrEnum
from http import HTTPStatus

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.notifying import Language
from screening.domain.words import Role
from screening.services.reading.equality.by_signs import list_by_signs
from screening.services.reading.equality.reviews import fast_now, list_reviews, read_signing
from screening.services.reading.equality.timeline import read_timeline
from screening.services.reading.report.editions import EditionsShown, read_editions
from screening.services.reading.trail.said import Value
from screening.services.receipts import read_edition_receipt
from screening.services.reporting import fetch_report, request_report
from screening.services.reviewing import sign_off as write_sign_off
from screening.web.access import OFFICERS, who_may
from screening.web.as_file import to_save
from screening.web.calling import behind, call
from screening.web.filtering import month_name
from screening.web.findings import answers
from screening.web.formats import date_and_time, long_date
from screening.web.forms.fields import read_number
from screening.web.forms.problems import problems_beside
from screening.web.forms.reviews import SignOffForm, TrailFilter
from screening.web.forms.rows import rearranged
from screening.web.languages import offered, offered_languages, spoken
from screening.web.list_boxes import reviews_filter
from screening.web.receipts import receipt_as_file, receipt_page
from screening.web.wording import label
from screening.web.wording_events import title
from screening.web.wording_signs import SIGNS, minutes_of

blueprint = Blueprint("reviews", __name__, url_prefix="/reviews")


@blueprint.get("")
@who_may(*OFFICERS)
def index() -> str:
    """Every vacancy, with what calls for a look."""
    chosen, wanted, sign, by_signs = reviews_filter(call())
    ordered = list_by_signs(call(), wanted, chosen.turning, sign) if by_signs else None
    return render_template(
        "reviews/index.html",
        page=ordered.page if ordered else list_reviews(call(), wanted, chosen.turning, sign),
        ordered=ordered,
        month_name=month_name,
        filter=chosen,
        sign=sign,
        signs=SIGNS,
        fast=minutes_of(fast_now(call())),
    )


@blueprint.get("/<ref>")
@who_may(*OFFICERS)
def trail(ref: str) -> str:
    """Everything that is recorded of a vacancy, newest first."""
    form = TrailFilter(formdata=request.args)
    before = read_number(request.args.get("before"), otherwise=0)
    timeline = read_timeline(call(), ref, form.wanted(), before)
    form.validate()
    return render_template(
        "reviews/trail.html",
        timeline=timeline,
        form=form,
        paged=bool(before),
        asked={name: value for name, value in request.args.items() if name != "before" and value},
        title_of=title,
        shown=shown,
        answers=answers,
    )


@blueprint.route("/<ref>/sign-off", methods=["GET", "POST"])
@who_may(*OFFICERS)
def sign_off(ref: str) -> ResponseReturnValue:
    """Sign off what is recorded so far, and read earlier sign-offs."""
    signing = read_signing(call(), ref)
    form = SignOffForm(read=str(signing.records))
    adding = form.is_submitted() and rearranged(form.conditions)
    confirming = bool(signing.open and form.despite.data)
    form.offer(signing.owners)
    if form.is_submitted() and not adding and form.validate():
        signed = form.signing(signing.owners, behind().clock())
        if signing.open and not signed.despite:
            confirming = True
        else:
            with problems_beside(form):
                write_sign_off(call(), ref, signed)
                flash(_("You signed this vacancy off."), "success")
                return redirect(url_for("reviews.sign_off", ref=ref), HTTPStatus.SEE_OTHER)
    return render_template(
        "reviews/sign_off.html", signing=signing, form=form, confirming=confirming, title_of=title
    )


@blueprint.get("/<ref>/report")
@who_may(*OFFICERS)
def report(ref: str) -> str:
    """The audit report: ask for it, see how far it has come, fetch this and earlier editions."""
    shown = read_editions(call(), ref)
    return render_template("reviews/report.html", shown=shown, to_make=_to_make(shown))


@blueprint.post("/<ref>/report")
@who_may(Role.EQUALITY)
def ask_for_report(ref: str) -> ResponseReturnValue:
    """Have the report made, in the language of the page where no other is asked for."""
    language = offered(request.form.get("language_of_report", spoken()))
    request_report(call(), ref, language)
    return redirect(url_for("reviews.report", ref=ref), HTTPStatus.SEE_OTHER)


@blueprint.get("/<ref>/report/<int:number>.pdf")
@who_may(*OFFICERS)
def edition(ref: str, number: int) -> Response:
    """One edition as a file."""
    file = fetch_report(call(), ref, number)
    return to_save(file.content, "application/pdf", file.name)


@blueprint.get("/<ref>/report/<int:number>/receipt")
@who_may(*OFFICERS)
def edition_receipt(ref: str, number: int) -> str:
    """The receipt for the issuing of one edition."""
    receipt = read_edition_receipt(call(), ref, number)
    crumbs = [
        (_("Reviews"), url_for("reviews.index")),
        (_("The audit report"), url_for("reviews.report", ref=ref)),
    ]
    return receipt_page(
        receipt, crumbs, url_for("reviews.edition_receipt_file", ref=ref, number=number)
    )


@blueprint.get("/<ref>/report/<int:number>/receipt/file")
@who_may(*OFFICERS)
def edition_receipt_file(ref: str, number: int) -> Response:
    """That receipt as a file to keep."""
    return receipt_as_file(read_edition_receipt(call(), ref, number))


def _to_make(shown: EditionsShown) -> dict[str, str]:
    """Code and name of each language that there is no edition in yet, the one of the page first."""
    codes = sorted(offered_languages(), key=lambda code: code != spoken())
    return {code: offered_languages()[code] for code in codes if not shown.has(Language(code))}


def shown(value: Value) -> str:
    """A fact's value as it reads on a page."""
    if isinstance(value, bool):
        return str(_("Yes"))
    if isinstance(value, tuple):
        return "; ".join(map(label, value))
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, datetime):
        return date_and_time(value)
    return long_date(value) if isinstance(value, date) else value
