"""Who looked something up lately, where each look is a record of the organisation's."""

from sqlalchemy import select

from screening.domain.events import Event
from screening.ledger.record import ORGANISATION
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.tables.record import record
from screening.store.unit_of_work import UnitOfWork


def looked_lately(work: UnitOfWork, event: Event, most: int) -> list[OpenedRecord]:
    """The records of ``event``, the newest ``most`` of them, the newest first."""
    of_event = (record.c.vacancy_ref == ORGANISATION, record.c.event_type == event)
    newest = select(record.c.seq).where(*of_event).order_by(record.c.seq.desc()).limit(most)
    seqs = work.session.scalars(newest).all()
    return open_records(work.session, work.vault, seqs=seqs)[::-1]
