"""The lists of the pages as files: the same rows, of the same reading models, for the same people.

What a page's address narrows a list to narrows the file too: the link passes it on.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from screening.domain.words import Role
from screening.services.reading.desk import decisions_waiting, searches_for
from screening.services.reading.pairs import read_pairs
from screening.services.reading.register import list_open, list_over
from screening.services.reading.retention import RetentionRow, read_calendar
from screening.services.reading.reviews import ReviewRow, list_reviews
from screening.services.reading.signs import Sign
from screening.services.reading.sourcing import list_sourcing
from screening.services.reading.unauthorised import list_others, list_own
from screening.services.reading.vacancy import VacancyRow, list_vacancies, read_vacancy
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
from screening.web.forms.fields import read_number
from screening.web.list_columns import (
    CANDIDATES,
    CHECKS,
    PAIRS,
    REQUESTS,
    RETENTION,
    REVIEWS,
    RIGHTS,
    SEARCHES,
    SOURCING,
    UNAUTHORISED,
    VACANCIES,
)
from screening.web.policy_reading import policy_first
from screening.web.rights import ENTERERS

blueprint = Blueprint("lists", __name__, url_prefix="/lists")

Row = TypeVar("Row")
_FORM = "<any(csv,xlsx):form>"


@blueprint.get(f"/vacancies.{_FORM}")
@who_may(*READERS)
def vacancies(form: str) -> Response:
    """The vacancies that the reader may know of."""
    words = request.args.get("words", "")

    def page(after: str) -> tuple[Sequence[VacancyRow], str]:
        found = list_vacancies(call(), after, words)
        return found.rows, found.after

    return list_as_file("vacancies", form, VACANCIES, _all_of(page))


@blueprint.get(f"/vacancies/<ref>/candidates.{_FORM}")
@who_may(*READERS)
def candidates(ref: str, form: str) -> Response:
    """The candidates of one vacancy, by name for those who work by name."""
    return list_as_file("candidates", form, CANDIDATES, read_vacancy(call(), ref).candidates)


@blueprint.get(f"/vacancies/<ref>/checks.{_FORM}")
@who_may(*READERS)
def checks(ref: str, form: str) -> Response:
    """The checks of one vacancy."""
    return list_as_file("checks", form, CHECKS, read_vacancy(call(), ref).checks)


@blueprint.get(f"/requests.{_FORM}")
@who_may(Role.HR)
def requests(form: str) -> ResponseReturnValue:
    """What waits for HR to decide."""
    return policy_first() or list_as_file("requests", form, REQUESTS, decisions_waiting(call()))


@blueprint.get(f"/searches.{_FORM}")
@who_may(*RECRUITERS)
def searches(form: str) -> Response:
    """The searches that the reader is to make, or is making."""
    return list_as_file("searches", form, SEARCHES, searches_for(call()))


@blueprint.get(f"/sourcing.{_FORM}")
@who_may(*READERS)
def sourcing(form: str) -> Response:
    """The register of searches to find people."""
    return list_as_file("sourcing", form, SOURCING, list_sourcing(call()))


@blueprint.get(f"/unauthorised.{_FORM}")
@who_is_signed_in
def unauthorised(form: str) -> Response:
    """The searches without authorisation that the reader told of, and those they may know of."""
    rows = (*list_own(call()), *list_others(call()))
    return list_as_file("searches-without-authorisation", form, UNAUTHORISED, rows)


@blueprint.get(f"/reviews.{_FORM}")
@who_may(*OFFICERS)
def reviews(form: str) -> Response:
    """The vacancies that the officer may look at, with their signs."""
    words = request.args.get("words", "")
    sign = next((one for one in Sign if one == request.args.get("sign")), None)

    def page(after: str) -> tuple[Sequence[ReviewRow], str]:
        found = list_reviews(call(), after, words, sign)
        return found.rows, found.after

    return list_as_file("reviews", form, REVIEWS, _all_of(page))


@blueprint.get(f"/retention.{_FORM}")
@who_may(*RETENTION_READERS)
def retention(form: str) -> Response:
    """What will be erased, and when."""

    def page(after: str) -> tuple[Sequence[RetentionRow], str]:
        found = read_calendar(call(), after)
        return found.rows, found.after

    return list_as_file("retention", form, RETENTION, _all_of(page))


@blueprint.get(f"/pairs.{_FORM}")
@who_may(*OFFICERS)
def pairs(form: str) -> Response:
    """Who decides whose requests, of one year."""
    found = read_pairs(call(), read_number(request.args.get("year"), otherwise=0))
    return list_as_file(f"pairs-{found.year}", form, PAIRS, found.rows)


@blueprint.get(f"/rights.{_FORM}")
@who_may(*ENTERERS)
def rights(form: str) -> Response:
    """The register of requests and complaints: what waits, then what is over."""
    rows = (*list_open(call()), *list_over(call()))
    return list_as_file("requests-and-complaints", form, RIGHTS, rows)


def _all_of(page: Callable[[str], tuple[Sequence[Row], str]]) -> Iterator[Row]:
    """Every row of a list that comes in pages, each fetched by where the one before ended."""
    after = ""
    while True:
        rows, after = page(after)
        yield from rows
        if not after:
            return
