"""A report says when the log lost records, since what was in them is not in it."""

from datetime import date

from screening.reports.beside_model import Loss
from screening.reports.html import report_html
from tests.reports.builders import report


def test_it_names_the_records() -> None:
    page = report_html(report(losses=(Loss(date(2026, 11, 29), 249, 252),)))
    assert "On 29 November 2026 an older copy of the database was put in use" in page
    assert "records 249 to 252 of the whole log were lost" in page


def test_it_says_where_it_cannot_be_said() -> None:
    page = report_html(report(losses=(Loss(date(2026, 11, 29), 0, 0),)))
    assert "What was lost by that cannot be said." in page


def test_it_says_nothing_where_nothing_was_lost() -> None:
    assert "copy of the database" not in report_html(report())
