"""The lists of the pages as files: the same rows, of the same reading models, for the same people.

What a page's address narrows a list to narrows the file too: the link passes it on.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import TypeVar

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import format_number
from flask_babel import gettext as _

from screening.domain.errors import NotPossible
from screening.domain.words import Role
from screening.services.reading.administration.accounts import read_people
from screening.services.reading.desk.check_list import list_checks
from screening.services.reading.desk.queue import read_queue, read_searches
from screening.services.reading.equality.by_signs import list_by_signs
from screening.services.reading.equality.follow_ups import list_follow_ups
from screening.services.reading.equality.pairs import read_pairs
from screening.services.reading.equality.reviews import list_reviews
from screening.services.reading.equality.signs_summed import read_signs_summed
from screening.services.reading.keeping.retention import read_calendar
from screening.services.reading.pages import Page, Turning
from screening.services.reading.registers.sourcing import list_sourcing
from screening.services.reading.registers.unauthorised import list_others, list_own
from screening.services.reading.rights.register import list_entries, list_open
from screening.services.reading.vacancies.vacancy import list_candidates, list_checks_of
from screening.services.reading.vacancies.vacancy_list import list_vacancies
from screening.web.access import (
    OFFICERS,
    READERS,
    RECRUITERS,
    RETENTION_READERS,
    who_is_signed_in,
    who_may,
)
from screening.web.as_file import list_as_file
from screening.web.calling import call
from screening.web.list_boxes import (
    checks_filter,
    figures_filter,
    follow_ups_filter,
    pairs_filter,
    people_filter,
    queue_filter,
    retention_filter,
    reviews_filter,
    rights_filter,
    searches_filter,
    vacancies_filter,
)
from screening.web.list_columns import (
    ALL_CHECKS,
    CANDIDATES,
    CHECKS,
    FOLLOW_UPS,
    PAIRS,
    PEOPLE,
    REQUESTS,
    RETENTION,
    REVIEWS,
    RIGHTS,
    SEARCHES,
    SOURCING,
    UNAUTHORISED,
    VACANCIES,
    signs_summed_of,
)
from screening.web.policy_reading import policy_first
from screening.web.register_boxes import reports_filter, sourcing_filter
from screening.web.rights import ENTERERS

blueprint = Blueprint("lists", __name__, url_prefix="/lists")

Row = TypeVar("Row")
_FORM = "<any(csv,xlsx):form>"
_AT_A_TIME = 500
MOST_ROWS = 50_000
"""Rows of a file: on a slow machine a request for more would be ended before it is made."""


@blueprint.get(f"/vacancies.{_FORM}")
@who_may(*READERS)
def vacancies(form: str) -> Response:
    """The vacancies that the reader may know of."""
    _chosen, wanted = vacancies_filter(call())
    rows = _all_of(lambda turning: list_vacancies(call(), wanted, turning))
    return list_as_file("vacancies", form, VACANCIES, rows)


@blueprint.get(f"/vacancies/<ref>/candidates.{_FORM}")
@who_may(*READERS)
def candidates(ref: str, form: str) -> Response:
    """The candidates of one vacancy, by name for those who work by name."""
    return list_as_file("candidates", form, CANDIDATES, list_candidates(call(), ref))


@blueprint.get(f"/vacancies/<ref>/checks.{_FORM}")
@who_may(*READERS)
def checks(ref: str, form: str) -> Response:
    """The checks of one vacancy."""
    return list_as_file("checks", form, CHECKS, list_checks_of(call(), ref))


@blueprint.get(f"/requests.{_FORM}")
@who_may(Role.HR)
def requests(form: str) -> ResponseReturnValue:
    """What waits for HR to decide."""
    if first := policy_first():
        return first
    _chosen, wanted = queue_filter(call())
    rows = _all_of(lambda turning: read_queue(call(), wanted, turning))
    return list_as_file("requests", form, REQUESTS, rows)


@blueprint.get(f"/searches.{_FORM}")
@who_may(*RECRUITERS)
def searches(form: str) -> Response:
    """The searches that the reader is to make, or is making."""
    _chosen, wanted = searches_filter(call())
    rows = _all_of(lambda turning: read_searches(call(), wanted, turning))
    return list_as_file("searches", form, SEARCHES, rows)


@blueprint.get(f"/sourcing.{_FORM}")
@who_may(*READERS)
def sourcing(form: str) -> Response:
    """The register of searches to find people."""
    _chosen, wanted = sourcing_filter()
    rows = _all_of(lambda turning: list_sourcing(call(), wanted, turning))
    return list_as_file("sourcing", form, SOURCING, rows)


@blueprint.get(f"/unauthorised.{_FORM}")
@who_is_signed_in
def unauthorised(form: str) -> Response:
    """The searches without authorisation that the reader told of, and those they may know of."""
    _chosen, wanted = reports_filter()
    others = _all_of(lambda turning: list_others(call(), wanted, turning))
    rows = (*list_own(call()), *others)
    return list_as_file("searches-without-authorisation", form, UNAUTHORISED, rows)


@blueprint.get(f"/reviews.{_FORM}")
@who_may(*OFFICERS)
def reviews(form: str) -> Response:
    """The vacancies that the officer may look at, with their signs."""
    _chosen, wanted, sign, by_signs = reviews_filter(call())
    if by_signs:
        rows = _all_of(lambda turning: list_by_signs(call(), wanted, turning, sign).page)
    else:
        rows = _all_of(lambda turning: list_reviews(call(), wanted, turning, sign))
    return list_as_file("reviews", form, REVIEWS, rows)


@blueprint.get(f"/follow-ups.{_FORM}")
@who_may(*OFFICERS)
def follow_ups(form: str) -> Response:
    """What officers asked about all vacancies."""
    _chosen, wanted = follow_ups_filter(call())
    listed = list_follow_ups(call(), wanted, MOST_ROWS)
    if listed.found > MOST_ROWS:
        raise _too_many()
    return list_as_file("queries-conditions-and-actions", form, FOLLOW_UPS, listed.rows)


@blueprint.get(f"/retention.{_FORM}")
@who_may(*RETENTION_READERS)
def retention(form: str) -> Response:
    """What will be erased, and when."""
    _chosen, wanted = retention_filter(call())
    rows = _all_of(lambda turning: read_calendar(call(), wanted, turning).page)
    return list_as_file("retention", form, RETENTION, rows)


@blueprint.get(f"/people.{_FORM}")
@who_may(Role.ADMINISTRATOR)
def people(form: str) -> Response:
    """Who has an account, and who has still to read the policy."""
    _chosen, reading = people_filter()
    return list_as_file("people", form, PEOPLE, read_people(call(), reading).rows)


@blueprint.get(f"/pairs.{_FORM}")
@who_may(*OFFICERS)
def pairs(form: str) -> Response:
    """Who decides whose requests, of one year."""
    _chosen, wanted = pairs_filter(call())
    found = read_pairs(call(), wanted)
    return list_as_file(f"pairs-{found.year}", form, PAIRS, found.rows)


@blueprint.get(f"/signs.{_FORM}")
@who_may(*OFFICERS)
def signs(form: str) -> Response:
    """What calls for a look, by department, of twelve months."""
    _chosen, wanted = figures_filter(call())
    found = read_signs_summed(call(), wanted)
    columns = signs_summed_of(found.first, found.last)
    return list_as_file(f"signs-{found.last:%Y-%m}", form, columns, found.rows)


@blueprint.get(f"/checks.{_FORM}")
@who_may(*READERS)
def all_checks(form: str) -> Response:
    """The checks that the reader may know of."""
    _chosen, wanted = checks_filter(call())
    rows = _all_of(lambda turning: list_checks(call(), wanted, turning))
    return list_as_file("checks", form, ALL_CHECKS, rows)


@blueprint.get(f"/rights.{_FORM}")
@who_may(*ENTERERS)
def rights(form: str) -> Response:
    """The register of requests and complaints: what waits, then what is over. Or only what stands
    as one chose.
    """
    _chosen, wanted = rights_filter()
    entries = _all_of(lambda turning: list_entries(call(), wanted, turning))
    rows = entries if wanted.state else chain(list_open(call()), entries)
    return list_as_file("requests-and-complaints", form, RIGHTS, rows)


def _all_of(read: Callable[[Turning], Page[Row]]) -> Iterator[Row]:
    """Every row of a list that comes in pages, each read from where the one before ended.

    Raises NotPossible where there are more than a file holds.
    """
    page, rows = read(Turning(size=_AT_A_TIME)), 0
    while page.rows:
        rows += len(page.rows)
        if rows > MOST_ROWS:
            raise _too_many()
        yield from page.rows
        if not page.after:
            break
        page = read(Turning(after=page.last, size=_AT_A_TIME))


def _too_many() -> NotPossible:
    return NotPossible(
        _(
            "This list has more than %(num)s rows, which is as many as a file holds. "
            "Narrow it down first, for instance by month or department, and save it then.",
            num=format_number(MOST_ROWS),
        )
    )
