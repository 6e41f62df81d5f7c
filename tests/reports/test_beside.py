"""A report says which searches beside the checks are recorded, and that it knows of no others."""

from datetime import date

from screening.domain.unauthorised import Breach, BreachRuling, Effect, PersonTold
from screening.reports.beside_model import Sourcing, Unauthorised
from screening.reports.counts import beside_the_checks
from screening.reports.html import report_html
from tests.reports.builders import none, report

TOLD = Unauthorised(
    code="U-1f09ac",
    candidate="C-07",
    records=(12, 14),
    told_on=date(2026, 11, 20),
    told_by_looker=True,
    looker="Ruth Adeyemi",
    breach=Breach.UNSURE,
    effect=Effect.RECUSAL,
    ruling=BreachRuling.NOTIFIED,
    person_told=PersonTold.TOLD,
    erased=False,
)


def test_one_without_says_so_as_far_as_recorded() -> None:
    for page in (report_html(report()), report_html(none())):
        assert "a search that nobody told of does not appear here" in page
        assert "Searches without authorisation, reported" in page


def test_a_search_without_authorisation_stands_among_the_exceptions() -> None:
    page = report_html(report(unauthorised=(TOLD,)))
    exceptions = page[page.index('<section id="exceptions">') : page.index('<section id="rule">')]
    assert "U-1f09ac" in exceptions and "C-07" in exceptions
    assert "Whoever saw it takes no more part" in exceptions
    assert "Information Commissioner: notified" in " ".join(exceptions.split())
    assert "does not appear here" not in exceptions


def test_an_exception_of_a_register_names_its_record_and_nobody() -> None:
    page = " ".join(report_html(report(sourcing=Sourcing(1, (9,), 0))).split())
    assert 'Register of searches to find people <span class="minor">record' in page


def test_it_is_counted_with_searches_to_find_people() -> None:
    made = report(unauthorised=(TOLD,), sourcing=Sourcing(3, (9,), 2))
    assert [count.number for count in beside_the_checks(made)] == [3, 1, 2, 1, 1, 1, 1]
    assert "no longer exempt once they apply" in report_html(made)
    assert "no longer exempt once they apply" not in report_html(report())
