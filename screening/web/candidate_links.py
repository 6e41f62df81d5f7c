"""The link to a candidate's own page: whoever may handle the check makes it, and makes it anew."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.words import Role
from screening.services.own_page import links
from screening.services.reading.check import read_check
from screening.web.access import who_may
from screening.web.acting import carry_out, status_of
from screening.web.calling import call
from screening.web.forms.fields import read_number
from screening.web.forms.own_page import LinkForm
from screening.web.languages import DEFAULT, PARAMETER, offered_languages

blueprint = Blueprint("candidate_links", __name__)


@blueprint.route("/checks/<ref>/link", methods=["GET", "POST"])
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
    address = address_of(shown.key) if shown.key else ""
    page = render_template(
        "own_page/link.html", check=check, form=form, link=shown, address=address
    )
    return page, status_of(form)


def address_of(key: str, language: str = DEFAULT) -> str:
    """The whole address of the page to which the link with ``key`` leads, in ``language``."""
    asked = {PARAMETER: language} if language in offered_languages().keys() - {DEFAULT} else {}
    return url_for("own_page.page", key=key, _external=True, **asked)
