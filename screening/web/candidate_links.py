"""The link to a candidate's own page: whoever may handle the check makes it, and makes it anew,
and sends it by e-mail.
"""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.errors import NotPossible
from screening.domain.text import N_
from screening.domain.words import Role
from screening.services.own_page import links, mailing
from screening.services.reading.checks.check import read_check
from screening.services.reading.telling.mails import read_mail_words, read_mails
from screening.web.access import who_may
from screening.web.acting import carry_out, status_of
from screening.web.calling import behind, call
from screening.web.forms.boxes import typed
from screening.web.forms.fields import read_number
from screening.web.forms.own_page import LinkForm, MailForm
from screening.web.languages import DEFAULT, PARAMETER, every_tongue, offered_languages

blueprint = Blueprint("candidate_links", __name__, url_prefix="/checks/<ref>/link")
ON_THEIR_PAGE = N_(
    "The candidate learns of it from HR alone: that waits on your first page until they are told."
)
NO_WAY_OUT = N_("No e-mail can leave this service: no way to send it is set up.")


@blueprint.route("", methods=["GET", "POST"])
@who_may(Role.HR)
def link(ref: str) -> ResponseReturnValue:
    """The link, for who made it; and making it, or a new one in its place."""
    shown, check = links.link_for(call(), ref), read_check(call(), ref)
    form = LinkForm(data={"number": str(shown.number)})

    def act() -> None:
        links.make_link(call(), ref, read_number(form.number.data, 0))

    here = url_for("candidate_links.link", ref=ref)
    if done := carry_out(form, ref, act, said=_("The link is made."), then=here):
        return done
    page = render_template(
        "own_page/link.html",
        check=check,
        form=form,
        link=shown,
        address=address_of(shown.key) if shown.key else "",
        mails=read_mails(call(), ref),
    )
    return page, status_of(form)


@blueprint.route("/e-mail", methods=["GET", "POST"])
@who_may(Role.HR)
def mail(ref: str) -> ResponseReturnValue:
    """Send the link by e-mail, to an address that is typed or was given before."""
    shown, check = links.link_for(call(), ref), read_check(call(), ref)
    mails, sends = read_mails(call(), ref), behind().sends
    form = MailForm(data={"number": str(shown.number), "to": mails.address})

    def act() -> None:
        if not sends:
            raise NotPossible(NO_WAY_OUT)
        writer = mailing.InWhoseName(behind().organisation, address_of, every_tongue())
        mailing.send_link(call(), ref, read_number(form.number.data, 0), typed(form.to), writer)

    then = url_for("candidate_links.link", ref=ref)
    said = _("The e-mail is written, and leaves the service within minutes.")
    if done := carry_out(form, ref, act, said=said, then=then):
        return done
    page = render_template(
        "own_page/mail.html",
        check=check,
        link=shown,
        mails=mails,
        words=read_mail_words(call(), ref, behind().organisation, every_tongue()),
        **({"form": form} if sends and check.linking else {}),
    )
    return page, status_of(form)


def address_of(key: str, language: str = DEFAULT) -> str:
    """The whole address of the page to which the link with ``key`` leads, in ``language``."""
    return _address("own_page.page", key, language)


def shortlist_address(key: str, language: str = DEFAULT) -> str:
    """The same of the page about a school's due-diligence search."""
    return _address("shortlist_page.page", key, language)


def _address(page: str, key: str, language: str) -> str:
    asked = {PARAMETER: language} if language in offered_languages().keys() - {DEFAULT} else {}
    return url_for(page, key=key, _external=True, **asked)
