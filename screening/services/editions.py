"""Editions of the report: whose key each is sealed under, and whom it prints."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from screening.domain.events import DUE_DILIGENCE_OF_ONE
from screening.domain.words import Retention
from screening.store.tables.candidate import Candidate
from screening.store.tables.record import record
from screening.store.tables.review import Edition
from screening.store.vault import KeyRef


def edition_key(edition: Edition) -> KeyRef:
    """The key of one edition: erasing anybody it prints destroys it."""
    return KeyRef(edition.job_ref, Retention.VACANCY)


def editions_printing(session: Session, candidate_ref: str) -> Sequence[Edition]:
    """The editions that print the candidate: those that cover a record of a check on them, or
    of their part in a due-diligence search.
    """
    first = select(func.min(record.c.vacancy_seq)).where(
        record.c.subject_ref == candidate_ref,
        (record.c.check_ref != "") | record.c.event_type.in_(DUE_DILIGENCE_OF_ONE),
    )
    vacancy = select(Candidate.vacancy_ref).where(Candidate.ref == candidate_ref)
    return session.scalars(
        select(Edition)
        .where(
            Edition.vacancy_ref == vacancy.scalar_subquery(),
            Edition.vacancy_seq >= first.scalar_subquery(),
        )
        .order_by(Edition.number)
    ).all()
