"""Words for adverts and application forms, which say early of online checks."""

from flask import Blueprint, render_template

from screening.domain.words import Role
from screening.services.reading.telling.advert import read_advert
from screening.web.access import who_may
from screening.web.calling import behind, call

blueprint = Blueprint("adverts", __name__)


@blueprint.get("/advert-words")
@who_may(Role.HR)
def words() -> str:
    """The words, out of the settings as they are now, to be copied."""
    told = read_advert(call(), behind().house)
    return render_template("own_page/advert.html", words=told)
