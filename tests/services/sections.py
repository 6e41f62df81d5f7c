"""Which records of a vacancy a report leaves out of the section whose reader looks for them."""

import re

from screening.domain.events import Event
from screening.reports.html import report_html
from screening.reports.model import Report
from screening.reports.printed import NOT_PRINTED, Section
from screening.services.reading.report.lines import section_of
from screening.store.ledger_store import open_records
from tests.services.town import Town

PLACES = {
    Section.CHECK: "checks",
    Section.COURSE: "course",
    Section.CANDIDATES: "course",
    Section.BESIDE: "beside",
    Section.SCHOOLS: "schools",
    Section.REVIEW: "exceptions",
    Section.RETENTION: "retention",
}
OF_NO_VACANCY = NOT_PRINTED[Event.ACCOUNT_OPENED]


def left_out(town: Town, vacancy: str, report: Report) -> list[tuple[int, str]]:
    """The records that should be printed in some section, and are not."""
    parts = re.split(r'<section id="(\w+)"', report_html(report))
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    with town.call("edith").look() as work:
        records = open_records(work.session, work.vault, vacancy_ref=vacancy)
    assert not [one for one in records if NOT_PRINTED.get(Event(one.event)) is OF_NO_VACANCY]
    return [
        (one.vacancy_seq, one.event)
        for one in records[: report.edition.position + 1]
        if (section := section_of(one))
        and not re.search(
            rf'record {one.vacancy_seq}\b|class="number">{one.vacancy_seq}<',
            sections[PLACES[section]],
        )
    ]
