"""The link to the page of a candidate on a school's shortlist: made, sent by letter or e-mail."""

from http import HTTPStatus

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.errors import NotPossible, RenderingFailed
from screening.domain.events import Event
from screening.domain.words import Role
from screening.services.letters import shortlist_letter
from screening.services.own_page import shortlist, shortlist_mailing
from screening.services.own_page.mailing import InWhoseName
from screening.services.reading.telling.mails import read_shortlist_mail_words, read_shortlist_mails
from screening.web.access import who_may
from screening.web.acting import status_of
from screening.web.calling import behind, call
from screening.web.candidate_links import NO_WAY_OUT, shortlist_address
from screening.web.due_diligence import take_step
from screening.web.due_diligence_parts import read_whole
from screening.web.forms.boxes import typed
from screening.web.forms.fields import read_number
from screening.web.forms.own_page import LinkForm, MailForm
from screening.web.forms.problems import refusals_beside
from screening.web.languages import DEFAULT, catalogue, every_tongue

blueprint = Blueprint("due_diligence_links", __name__, url_prefix="/due-diligence/<ref>")


@blueprint.route("/link", methods=["GET", "POST"])
@who_may(Role.HR)
def link(ref: str) -> ResponseReturnValue:
    """The link to the candidate's own page, for who made it; and making it, or a new one."""
    (one, shown), now = read_whole(ref), shortlist.link_for(call(), ref)
    form = LinkForm(data={"number": str(now.number)})

    def about() -> dict[str, object]:
        address = shortlist_address(now.key) if now.key else ""
        return {"link": now, "address": address, "mails": read_shortlist_mails(call(), ref)}

    return take_step(
        form,
        "link",
        (shown, one),
        (Event.LINK_MADE,),
        lambda: shortlist.make_link(call(), ref, read_number(form.number.data, 0)),
        about,
    )


@blueprint.route("/link/e-mail", methods=["GET", "POST"])
@who_may(Role.HR)
def mail(ref: str) -> ResponseReturnValue:
    """Send the link by e-mail, to an address that is typed or was given before."""
    (one, shown), now = read_whole(ref), shortlist.link_for(call(), ref)
    mails, sends = read_shortlist_mails(call(), ref), behind().sends
    form = MailForm(data={"number": str(now.number), "to": mails.address})
    if form.validate_on_submit():
        with refusals_beside(form):
            _send(ref, form)
            said = _("The e-mail is written, and leaves the service within minutes.")
            flash(said, "success")
            return redirect(url_for("due_diligence_links.link", ref=ref), HTTPStatus.SEE_OTHER)
    page = render_template(
        "due_diligence/mail.html",
        shown=shown,
        part=one,
        link=now,
        mails=mails,
        words=read_shortlist_mail_words(call(), ref, behind().organisation, every_tongue()),
        **({"form": form} if sends and Event.LINK_MADE in one.doings else {}),
    )
    return page, status_of(form)


@blueprint.get("/link.pdf")
@who_may(Role.HR)
def letter(ref: str) -> ResponseReturnValue:
    """The letter to the candidate, which carries the link, in the language they are written to."""
    read_whole(ref)  # whose page it is, is for those who may read what is on it
    language = request.args.get("letter", DEFAULT)

    def address(key: str) -> str:
        return shortlist_address(key, language)

    try:
        content = shortlist_letter(call(), ref, behind().organisation, address, catalogue(language))
    except RenderingFailed:
        flash(_("The letter could not be made just now. Try again."))
        return redirect(url_for("due_diligence_links.link", ref=ref), HTTPStatus.SEE_OTHER)
    headers = {"Content-Disposition": 'attachment; filename="letter.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)


def _send(ref: str, form: MailForm) -> None:
    if not behind().sends:
        raise NotPossible(NO_WAY_OUT)
    writer = InWhoseName(behind().organisation, shortlist_address, every_tongue())
    number = read_number(form.number.data, 0)
    shortlist_mailing.send_link(call(), ref, number, typed(form.to), writer)
