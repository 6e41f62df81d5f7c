"""Editions of the report: whose key each is sealed under, and whom it prints."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm import Session

from screening.domain.events import DUE_DILIGENCE_OF_ONE, OF_SOURCING, OF_UNAUTHORISED, Event
from screening.domain.words import Retention
from screening.store.tables.candidate import Candidate
from screening.store.tables.record import record
from screening.store.tables.registers import UnauthorisedSearch
from screening.store.tables.review import Edition
from screening.store.vault import KeyRef

OF_ONE = DUE_DILIGENCE_OF_ONE | {
    Event.LINK_MADE,
    Event.LINK_RENEWED,
    Event.LINK_MAILED,
    Event.MAIL_TAKEN,
    Event.MAIL_FAILED,
    Event.SOURCED_PERSON_APPLIED,
    Event.SOURCING_HANDLED,
}
"""Records that belong to no check, and of which an edition prints what was said of a candidate."""

OF_AN_ENTRY = (OF_SOURCING | OF_UNAUTHORISED | {Event.SOURCING_HANDLED}) - {Event.SOURCING_NOTED}
"""Records of which an edition prints the words of an entry of the registers."""


def edition_key(edition: Edition) -> KeyRef:
    """The key of one edition: erasing anybody it prints destroys it."""
    return KeyRef(edition.job_ref, Retention.VACANCY)


def editions_printing(session: Session, candidate_ref: str) -> Sequence[Edition]:
    """The editions that print the candidate's words, or what was said of them: those that cover a
    record of a check on them, of their part in a due-diligence search, of a search to find people
    that had found them, or of an entry about them in the register of searches without
    authorisation.
    """
    entries = session.scalars(
        select(UnauthorisedSearch.ref).where(UnauthorisedSearch.candidate_ref == candidate_ref)
    ).all()
    own = (record.c.subject_ref == candidate_ref) & (
        (record.c.check_ref != "") | record.c.event_type.in_(OF_ONE)
    )
    vacancy = select(Candidate.vacancy_ref).where(Candidate.ref == candidate_ref)
    return _covering(session, own | _of_entries(entries), vacancy.scalar_subquery())


def editions_with_entry(session: Session, ref: str, vacancy_ref: str) -> Sequence[Edition]:
    """The editions that print the words of one entry of the registers. They print none of a note
    of somebody who was found.
    """
    return _covering(session, _of_entries([ref]), vacancy_ref)


def _of_entries(refs: Collection[str]) -> ColumnElement[bool]:
    return record.c.subject_ref.in_(refs) & record.c.event_type.in_(OF_AN_ENTRY)


def _covering(
    session: Session, which: ColumnElement[bool], vacancy_ref: str | ScalarSelect[str]
) -> Sequence[Edition]:
    """The editions of a vacancy that cover one of the records ``which``."""
    first = select(func.min(record.c.vacancy_seq)).where(which, record.c.vacancy_ref == vacancy_ref)
    return session.scalars(
        select(Edition)
        .where(Edition.vacancy_ref == vacancy_ref, Edition.vacancy_seq >= first.scalar_subquery())
        .order_by(Edition.number)
    ).all()
