"""The whole log, written out as it was said: who learns that it was."""

import io

import pytest

from screening.domain.errors import NotAllowed, NotValid
from screening.domain.events import Event
from screening.domain.people import OPERATOR
from screening.domain.words import Given, Redaction
from screening.ledger.export import read_line
from screening.ledger.record import ORGANISATION
from screening.ledger.verify import verify
from screening.reports.model import Organisation
from screening.reports.subject_model import Entry
from screening.services.call import Call
from screening.services.exporting import export_opened
from screening.services.reading.keeping.erasure import read_erasure
from screening.services.reading.rights.redaction import read_redaction
from screening.services.redacting import Ruling, decide, marks_of
from screening.services.subject_access import look_at
from screening.store.ledger_store import OpenedRecord, open_records
from tests.databases import on_both
from tests.services.town import Town

WHY = "A court asks, in the matter of Bertram Vole."
OURS = Organisation("Wexcombe Council", "#123456")


def exported(town: Town, why: str = WHY) -> list[bytes]:
    """What an operator gets, a minute later."""
    town.wait(minutes=1)
    file = io.BytesIO()
    count = export_opened(Call(town.store, OPERATOR, town.clock), file, why)
    lines = file.getvalue().splitlines(keepends=True)
    assert sum(b'"record"' in line for line in lines) == count
    town.wait(minutes=1)
    return lines


def recorded(town: Town) -> list[OpenedRecord]:
    with town.call("dara").look() as work:
        return open_records(
            work.session, work.vault, vacancy_ref=ORGANISATION, event=Event.LOG_OPENED
        )


def told(town: Town, candidate: str) -> list[Entry]:
    """What a copy tells of exports."""
    subject = look_at(town.call("dara"), candidate, "LIB-7/R-1", OURS)
    (seen,) = (each for each in subject.sections if each.name == "seen")
    return [one for one in seen.entries if one.event == Event.LOG_OPENED]


@on_both
def test_each_is_on_record_with_its_reason_and_the_last_line_says_so(town: Town) -> None:
    town.candidate(town.vacancy(), "Ada Quillfeather")
    lines = exported(town)
    assert b"Quillfeather" in b"".join(lines)
    assert verify(lines).refusal is None
    (noted,) = recorded(town)
    assert noted.payload == {"reason": WHY}
    assert noted.actor_role == "operator"
    last = [read_line(line) for line in lines if b'"record"' in line][-1]
    assert last.leaf == noted.leaf_hash
    assert last.opened["reason"]["value"] == WHY
    exported(town)
    assert len(recorded(town)) == 2


def test_nothing_is_written_without_a_reason_or_by_anybody_else(town: Town) -> None:
    for name, why in (("mara", WHY), ("hugh", WHY), ("edith", WHY), ("alan", WHY), ("dara", " ")):
        file = io.BytesIO()
        with pytest.raises((NotAllowed, NotValid)):
            export_opened(town.call(name), file, why)
        assert file.getvalue() == b""
    assert recorded(town) == []


@on_both
def test_a_copy_and_the_page_of_copies_tell_of_those_that_hold_the_person(town: Town) -> None:
    vacancy = town.vacancy()
    exported(town)
    ada = town.candidate(vacancy, "Ada Quillfeather")
    assert told(town, ada) == []
    exported(town)
    (entry,) = told(town, ada)
    assert entry.by == "an operator of the service"
    assert [(said.value, said.given) for said in entry.said] == [(None, Given.UNREAD)]
    assert len(read_erasure(town.call("dara"), ada).copies.exported_at) == 1
    town.erase(ada)
    town.wait(minutes=1)
    exported(town)
    assert len(read_erasure(town.call("dara"), ada).copies.exported_at) == 1
    assert len(told(town, ada)) == 1


def test_the_reason_is_given_once_somebody_looked_through_it(town: Town) -> None:
    ada = town.candidate(vacancy := town.vacancy(), "Ada Quillfeather")
    town.candidate(vacancy, "Bertram Vole")
    exported(town)
    (waiting,) = read_redaction(town.call("dara"), ada).waiting
    assert waiting.free.text == WHY
    ruling = Ruling(Redaction.MARKED, "", "Another candidate.", waiting.seq, marks_of(waiting))
    decide(town.call("dara"), ada, waiting.free.place, ruling)
    (entry,) = told(town, ada)
    (said,) = entry.said
    assert said.given == Given.PARTLY
    assert str(said.value).startswith("A court asks") and "Bertram" not in str(said.value)
