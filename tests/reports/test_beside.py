"""A report says which searches beside the checks are recorded, and that it knows of no others."""

from dataclasses import replace
from datetime import date

from screening.domain.sourcing import FoundBy, Handling, Sign
from screening.domain.unauthorised import Breach, BreachRuling, Effect, PersonTold
from screening.reports.beside_model import Questioned, Sourcing, Unauthorised
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
    judged=Breach.NO,
    effect=Effect.RECUSAL,
    recused=("Ruth Adeyemi", "Miles Okoro"),
    ruling=BreachRuling.NOTIFIED,
    person_told=PersonTold.TOLD,
    erased=False,
)
NONE = replace(TOLD, effect=Effect.NONE, recused=())


def test_one_without_says_so_as_far_as_recorded() -> None:
    for page in (report_html(report()), report_html(none())):
        assert "a search that nobody told of does not appear here" in page
        assert "Searches without authorisation, reported" in page


def test_a_search_without_authorisation_stands_among_the_exceptions() -> None:
    page = report_html(report(unauthorised=(TOLD,)))
    exceptions = page[page.index('<section id="exceptions">') : page.index('<section id="rule">')]
    assert "U-1f09ac" in exceptions and "C-07" in exceptions
    assert "Whoever saw it neither scores, decides nor hands over" in exceptions
    assert "held to it by this service: Ruth Adeyemi, Miles Okoro" in exceptions
    assert "As HR sees it: no." in exceptions
    assert "Information Commissioner: notified" in " ".join(exceptions.split())
    assert "does not appear here" not in exceptions


def test_it_says_where_nobody_is_held_to_it_and_what_hr_takes_for_a_breach_is_counted() -> None:
    told = replace(TOLD, breach=Breach.NO, judged=Breach.UNSURE, recused=(), ruling=None)
    made = report(unauthorised=(told,))
    page = exceptions_of(report_html(made))
    assert "This service holds nobody to it" in page and "held to it by this service" not in page
    assert "As told: no. As HR sees it: not sure. Not decided yet" in page
    assert beside_the_checks(made)[6].number == 1
    judged_alike = report(unauthorised=(replace(told, judged=Breach.NO),))
    assert beside_the_checks(judged_alike)[6].number == 0
    assert "holds nobody" not in exceptions_of(report_html(report(unauthorised=(NONE,))))


OPEN = Questioned("S-2b09ac", "", (9,), (Sign.NAME, Sign.PURPOSE), None, "", erased=False)
FOUND = Questioned("S-2b09ac", "C-07", (10, 11), (FoundBy.NAME,), Handling.CHECK, "U-1f09ac", False)
GONE = Questioned("", "C-08", (12,), (), None, "", erased=True)


def exceptions_of(page: str) -> str:
    part = page[page.index('<section id="exceptions">') : page.index('<section id="rule">')]
    return " ".join(part.split())


def test_what_is_asked_about_a_search_says_why_and_is_an_exception_until_hr_has_answered() -> None:
    title = "A search to find people is asked about, and HR has not said yet what it was"
    page = exceptions_of(report_html(report(sourcing=Sourcing(1, (OPEN, FOUND, GONE), 2))))
    assert title in page and 'S-2b09ac <span class="minor">record' in page
    assert "it holds the name of an applicant; its purpose speaks of applicants" in page
    assert "What shows it: their name" in page
    assert "A check of somebody who had applied, entered as U-1f09ac" in page
    assert page.count("HR has not said yet</td>") == 1
    answered = exceptions_of(report_html(report(sourcing=Sourcing(1, (FOUND, GONE), 2))))
    assert title not in answered and "HR has not said yet</td>" not in answered


def test_it_is_counted_with_searches_to_find_people() -> None:
    made = report(unauthorised=(TOLD,), sourcing=Sourcing(3, (OPEN, FOUND, GONE), 2))
    assert [count.number for count in beside_the_checks(made)] == [3, 1, 2, 1, 1, 1, 1, 1]
    assert "no longer exempt once they apply" in report_html(made)
    assert "no longer exempt once they apply" not in report_html(report())
