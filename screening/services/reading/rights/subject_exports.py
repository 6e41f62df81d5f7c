"""Files that hold the whole log as it was said: those that hold what was said of one candidate."""

from collections.abc import Iterator, Mapping

from screening.domain.events import Event
from screening.domain.names import EVENT_NAMES
from screening.domain.retention import RETENTION
from screening.domain.text import N_
from screening.reports.subject_model import Entry, Said
from screening.services.exporting import opened_exports
from screening.services.reading.rights.redactions import Decided, FreeText, given_of, place_of
from screening.services.reading.rights.subject_words import A_ROLE, source_of
from screening.store.ledger_store import OpenedRecord
from screening.store.tables.candidate import Candidate
from screening.store.unit_of_work import UnitOfWork

FIELD = "reason"
_REASON = N_("Reason")


def exports_of(
    work: UnitOfWork, candidate: Candidate
) -> Iterator[tuple[OpenedRecord, str, FreeText]]:
    """Each record of one, the field that says why, and its text, which may speak of others."""
    for record in opened_exports(work, candidate):
        if record.payload is not None:
            text = record.payload[FIELD]
            yield record, FIELD, FreeText(place_of(record.seq, FIELD), _REASON, text)


def exports_listed(
    work: UnitOfWork, candidate: Candidate, decided: Mapping[str, Decided]
) -> Iterator[Entry]:
    """An entry for each, as the person gets it."""
    for record, field, why in exports_of(work, candidate):
        value, given = given_of(why, decided)
        yield Entry(
            title=EVENT_NAMES[Event.LOG_OPENED],
            said=(Said(field, _REASON, value, given),),
            record=record.seq,
            event=record.event,
            at=record.occurred_at,
            by=A_ROLE[record.actor_role],
            source=source_of(record),
            kept=RETENTION[Event.LOG_OPENED],
        )
