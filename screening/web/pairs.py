"""Who decides whose requests, and whose were stopped: for officers, and for everybody what is shown
of them.
"""

from datetime import timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from screening.services.attempts_seen import look_at_attempts
from screening.services.reading.equality.attempts import list_looks, years_of_attempts
from screening.services.reading.equality.pairs import least_shown, read_pairs
from screening.services.reading.vacancies.vacancy_list import departments
from screening.web.access import OFFICERS, RECRUITERS, who_may
from screening.web.acting import status_of
from screening.web.calling import call
from screening.web.forms.attempts import AttemptsForm
from screening.web.forms.boxes import typed
from screening.web.forms.problems import problems_beside
from screening.web.list_boxes import pairs_filter

blueprint = Blueprint("pairs", __name__)

_HOURS_TO_TELL = 48
_MOST = 100


@blueprint.get("/reviews/pairs")
@who_may(*OFFICERS)
def index() -> str:
    """The first pairs of one year, by department."""
    chosen, wanted = pairs_filter(call())
    pairs = read_pairs(call(), wanted, _MOST)
    return render_template("pairs/index.html", pairs=pairs, filter=chosen, lasting=lasting)


@blueprint.route("/reviews/attempts", methods=["GET", "POST"])
@who_may(*OFFICERS)
def attempts() -> ResponseReturnValue:
    """Whose requests were not ready, by department and year: for a reason, which is recorded. The
    answer is not kept: it cannot be gone back to.
    """
    form = AttemptsForm()
    form.offer(years_of_attempts(call()), departments(call()))
    if form.validate_on_submit():
        with problems_beside(form):
            found = look_at_attempts(call(), form.wanted(), typed(form.reason))
            return render_template("pairs/attempts_seen.html", found=found)
    looks = list_looks(call())
    fewest = least_shown(call())
    page = render_template("pairs/attempts.html", form=form, looks=looks, fewest=fewest)
    return page, status_of(form)


@blueprint.get("/what-officers-see")
@who_may(*RECRUITERS, *OFFICERS)
def notice() -> str:
    """What equality officers see of how requests are filed and decided."""
    return render_template("pairs/notice.html", fewest=least_shown(call()))


def lasting(period: timedelta) -> str:
    """How long ``period`` is, in the largest unit that still says something."""
    minutes = int(period.total_seconds()) // 60
    if minutes < 60:
        return str(ngettext("%(num)s minute", "%(num)s minutes", minutes))
    if (hours := minutes // 60) < _HOURS_TO_TELL:
        return str(ngettext("%(num)s hour", "%(num)s hours", hours))
    return str(ngettext("%(num)s day", "%(num)s days", hours // 24))
