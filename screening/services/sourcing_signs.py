"""What shows that a search to find people is a check of somebody who has applied.

Names and addresses are those of the vacancy it is for, whose applicants whoever searches may know.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from screening.domain.events import Event
from screening.domain.sourcing import (
    FoundBy,
    Sign,
    address_form,
    holds_address,
    holds_name,
    name_form,
    speaks_of_applicants,
)
from screening.services.candidates import contact_of, name_of
from screening.services.sourced import record_applied
from screening.store.ledger_store import open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.registers import SourcingNote
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


def signs_in(
    work: UnitOfWork, vacancy: Vacancy | None, texts: Sequence[str], purpose: str
) -> Iterator[Sign]:
    """Why it looks like a check: for the names or addresses in ``texts``, or for what it is for.
    Where nobody has applied only the purpose can say so.
    """
    people = _applicants(work, vacancy) if vacancy else []
    if any(holds_name(text, name_of(work, one)) for one in people for text in texts):
        yield Sign.NAME
    if vacancy and any(holds_address(texts, each) for each in _addresses(work, vacancy, people)):
        yield Sign.ADDRESS
    if speaks_of_applicants(purpose):
        yield Sign.PURPOSE


def _applicants(work: UnitOfWork, vacancy: Vacancy) -> list[Candidate]:
    here = Candidate.vacancy_ref == vacancy.ref
    return list(work.session.scalars(select(Candidate).where(here, Candidate.erased_at.is_(None))))


def _addresses(work: UnitOfWork, vacancy: Vacancy, people: list[Candidate]) -> Iterator[str]:
    yield from (contact_of(work, one) for one in people)
    for event in (Event.CLAIM_ADDED, Event.CLAIM_CHANGED):
        for record in open_records(work.session, work.vault, vacancy_ref=vacancy.ref, event=event):
            yield (record.payload or {}).get("address", "")


def record_already_applied(
    work: UnitOfWork, vacancy: Vacancy, made: SourcingNote, name: str, address: str
) -> None:
    """Somebody who is noted only now may have applied for this very vacancy before."""
    for one in _applicants(work, vacancy):
        if name_form(name) and name_form(name_of(work, one)) == name_form(name):
            record_applied(work, made, one, FoundBy.NAME)
        elif address_form(contact_of(work, one)) == address_form(address):
            record_applied(work, made, one, FoundBy.ADDRESS)
