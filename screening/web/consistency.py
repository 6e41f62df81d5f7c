"""Were like claims treated alike? A vacancy by criterion and candidate."""

from flask import Blueprint, render_template

from screening.domain.words import Role
from screening.services.reading.checks.consistency import read_consistency
from screening.web.access import OFFICERS, who_may
from screening.web.calling import call

blueprint = Blueprint("consistency", __name__)


@blueprint.get("/vacancies/<ref>/consistency")
@who_may(Role.HR, *OFFICERS)
def vacancy(ref: str) -> str:
    """Each criterion with everybody who claims it: who was checked, and who was not."""
    return render_template("consistency/vacancy.html", shown=read_consistency(call(), ref))
