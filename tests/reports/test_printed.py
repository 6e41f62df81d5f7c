"""Each kind of record is printed by a section of the report, or it says why it is not."""

import pytest

from screening.domain.events import UNTOLD, Event
from screening.reports.html import report_html
from screening.reports.printed import NOT_PRINTED, PRINTED, not_printed
from tests.reports.builders import none


@pytest.mark.parametrize("event", Event)
def test_each_kind_is_printed_or_it_is_said_why_not(event: Event) -> None:
    assert (event in PRINTED) != (event in NOT_PRINTED)
    assert event in NOT_PRINTED or event not in UNTOLD


def test_the_report_itself_says_what_it_leaves_out() -> None:
    page = report_html(none())
    method = page[page.index('<section id="method">') :]
    for reason in not_printed():
        assert reason.kinds in method
        assert reason.why in method
