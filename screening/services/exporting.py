"""Writing the whole log out with what was said in it: for a reason, and on record beforehand.

Such a file holds what is recorded of everybody, so everybody's own copy says that it was made.
"""

from collections.abc import Sequence
from typing import BinaryIO

from sqlalchemy import func, select

from screening.domain.entry import answer_given
from screening.domain.events import Event
from screening.domain.words import Role
from screening.ledger.record import ORGANISATION
from screening.services.call import Call
from screening.services.erasure.registers import entries_about
from screening.store.export import export
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.record import record
from screening.store.unit_of_work import UnitOfWork


def export_opened(call: Call, file: BinaryIO, why: str) -> int:
    """Write every record to ``file``, opened where it is not erased, up to the one that says so
    and ``why``; how many.

    That one stands before a word is written, however the writing ends. Raises NotValid without a
    reason.
    """
    why = answer_given("why", why)
    with call.each_time().change(Role.DATA_PROTECTION) as work:
        work.record(Event.LOG_OPENED, vacancy_ref=ORGANISATION, payload={"reason": why})
        (noted,) = work.commit()
    with call.look() as work:
        return export(work.session, file, work.vault, everything=True, last=noted.seq)


def opened_exports(work: UnitOfWork, candidate: Candidate) -> Sequence[OpenedRecord]:
    """The records of exports that hold what was said of ``candidate``, oldest first: those made
    since the first record about them and before they were erased.
    """
    about = (candidate.ref, *entries_about(work.session, candidate.ref))
    first = work.session.scalar(
        select(func.min(record.c.seq)).where(record.c.subject_ref.in_(about))
    )
    made = select(record.c.seq).where(
        record.c.vacancy_ref == ORGANISATION,
        record.c.event_type == Event.LOG_OPENED,
        record.c.seq > (first or 0),
    )
    found = open_records(work.session, work.vault, seqs=work.session.scalars(made).all())
    gone = candidate.erased_at
    return [one for one in found if gone is None or one.occurred_at < gone]
