"""With whom the editions of a report go: nothing that is printed of somebody is passed over."""

from screening.domain.retention import RETENTION
from screening.reports.printed import PRINTED, Section
from screening.services.editions import OF_AN_ENTRY, OF_ONE
from screening.services.erasure.erasing import CLASSES
from screening.services.reading.report.lines import BY_CODES
from screening.services.reading.rights import subject


def test_whatever_is_printed_of_a_person_takes_its_editions_along() -> None:
    """But for what belongs to a check, and for what is printed by codes alone."""
    theirs = {
        event
        for event, home in PRINTED.items()
        if RETENTION[event] in CLASSES
        and home.section not in BY_CODES | {Section.CHECK}
        and home.fields != frozenset()
    }
    assert theirs <= OF_ONE | OF_AN_ENTRY
    assert subject.DUE_DILIGENCE <= OF_ONE, "these belong to no check"
