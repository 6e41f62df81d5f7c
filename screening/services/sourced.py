"""Knowing somebody again who was found by sourcing, once they apply.

What a note and an application have in common is compared by keys, made under a secret that the
vault derives: no list of names lies in plain. HR off the panel and officers are told; the panel
never is, nor whoever wrote the note.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import exists, or_, select

from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import NOBODY_TIES, Action
from screening.domain.sourcing import FoundBy, address_form, name_form
from screening.domain.words import Retention, Role
from screening.ledger.record import ORGANISATION
from screening.services.loading import ties_of
from screening.services.outbox.telling import no_longer, tell, those_who_may
from screening.services.refs import new_ref
from screening.store.tables.candidate import Candidate
from screening.store.tables.registers import (
    SourcedApplicant,
    SourcingNote,
    SourcingQuestion,
    SourcingSearch,
)
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

_KEY = KeyRef(ORGANISATION, Retention.ACCOUNT)
_PURPOSE = "sourcing"
OF_SOMEBODY_ERASED = (
    exists()
    .where(Candidate.ref == SourcingQuestion.candidate_ref, Candidate.erased_at.is_not(None))
    .correlate(SourcingQuestion)
)
"""That a question is about somebody who was erased since: while it is open it is none any more."""


def name_key(work: UnitOfWork, name: str) -> str | None:
    """By what ``name`` is known again; None where it is too short to tell anybody apart."""
    return _keyed(work, "name", name_form(name))


def address_key(work: UnitOfWork, address: str) -> str | None:
    """By what ``address`` is known again; None where it is no address."""
    return _keyed(work, "address", address_form(address))


def know_again(
    work: UnitOfWork, candidate: Candidate, name: str = "", addresses: Sequence[str] = ()
) -> None:
    """Record which notes are of ``candidate``, who applied as ``name`` or gave ``addresses``."""
    by_name = name_key(work, name)
    by_address = {key for each in addresses if (key := address_key(work, each))}
    if by_name is None and not by_address:
        return
    found = work.session.scalars(
        select(SourcingNote)
        .where(
            or_(SourcingNote.name_key == by_name, SourcingNote.address_key.in_(by_address)),
            SourcingNote.ref.not_in(
                select(SourcedApplicant.note_ref).where(
                    SourcedApplicant.candidate_ref == candidate.ref
                )
            ),
        )
        .order_by(SourcingNote.noted_at, SourcingNote.ref)
    ).all()
    for note in found:
        same_address = note.address_key in by_address
        record_applied(work, note, candidate, FoundBy.ADDRESS if same_address else FoundBy.NAME)


def record_applied(work: UnitOfWork, note: SourcingNote, candidate: Candidate, by: FoundBy) -> None:
    """Record that ``note`` is of ``candidate``, inside a unit of work that does something else."""
    work.session.flush()
    work.session.add(
        SourcedApplicant(
            note_ref=note.ref, candidate_ref=candidate.ref, found_by=by, matched_at=work.now
        )
    )
    record_about(work, work.session.get_one(SourcingSearch, note.search_ref), candidate, by)


def record_about(
    work: UnitOfWork, search: SourcingSearch, candidate: Candidate, by: FoundBy
) -> None:
    """Record that ``search`` is about ``candidate``, ask HR what it was, and tell HR and officers
    who may know of both vacancies, but for whoever made it.
    """
    work.record(
        Event.SOURCED_PERSON_APPLIED,
        vacancy_ref=candidate.vacancy_ref,
        subject_ref=candidate.ref,
        payload={"search": search.ref, "found_by": by},
    )
    ask(work, search, candidate)
    vacancy = work.session.get_one(Vacancy, candidate.vacancy_ref)
    ties = replace(ties_of(work.session, vacancy), searcher=search.entered_person)
    roles = Role.HR, Role.EQUALITY
    told = set(those_who_may(work.session, Action.SEE_SOURCING_HANDLED, ties, *roles))
    if search.vacancy_ref is not None:
        theirs = ties_of(work.session, work.session.get_one(Vacancy, search.vacancy_ref))
        told &= set(those_who_may(work.session, Action.SEE_SOURCED, theirs, *roles))
    tell(work, Told.SOURCED_APPLIED, told, search.ref, vacancy_ref=vacancy.ref)


def ask(work: UnitOfWork, search: SourcingSearch, candidate: Candidate | None = None) -> None:
    """Ask HR what ``search`` was: it looked like a check itself, or found ``candidate``, who has
    applied. Once of each.
    """
    whom = candidate.ref if candidate else None
    before = select(SourcingQuestion.ref).where(
        SourcingQuestion.search_ref == search.ref, SourcingQuestion.candidate_ref == whom
    )
    if work.session.scalar(before) is None:
        work.session.add(
            SourcingQuestion(
                ref=new_ref(),
                search_ref=search.ref,
                candidate_ref=whom,
                vacancy_ref=candidate.vacancy_ref if candidate else search.vacancy_ref,
                asked_at=work.now,
            )
        )


def ask_no_more(work: UnitOfWork, candidate: Candidate) -> None:
    """What is asked about ``candidate``, who is erased, waits for nobody any more."""
    about = SourcingQuestion.candidate_ref == candidate.ref
    for ref in work.session.scalars(select(SourcingQuestion.search_ref).where(about)).all():
        tell_no_more(work, ref)


def tell_no_more(work: UnitOfWork, search_ref: str) -> None:
    """Nobody need look at a search any more, unless something is open about it still."""
    left = select(SourcingQuestion.ref).where(
        SourcingQuestion.search_ref == search_ref,
        SourcingQuestion.handled_at.is_(None),
        ~OF_SOMEBODY_ERASED,
    )
    if work.session.scalar(left.limit(1)) is None:
        no_longer(work, search_ref, (Told.SOURCING_SIGN, Told.SOURCED_APPLIED))


def with_the_same_words(work: UnitOfWork, refs: Collection[str]) -> Collection[str]:
    """The entries ``refs``, those that they follow, and those that follow them."""
    known, more = set[str](), set(refs)
    while more:
        known |= more
        beside = SourcingSearch.ref.in_(more) | SourcingSearch.follows.in_(more)
        found = work.session.execute(
            select(SourcingSearch.ref, SourcingSearch.follows).where(beside)
        )
        more = {ref for pair in found for ref in pair if ref} - known
    return known


def tell_who_may_see(work: UnitOfWork, kind: Told, vacancy: Vacancy | None, about: str) -> None:
    """Tell those in HR and among equality officers who may see whom searches found."""
    ties = ties_of(work.session, vacancy) if vacancy else NOBODY_TIES
    told = those_who_may(work.session, Action.SEE_SOURCED, ties, Role.HR, Role.EQUALITY)
    where = vacancy.ref if vacancy else None
    tell(work, kind, told, about, vacancy_ref=where)


def _keyed(work: UnitOfWork, kind: str, form: str) -> str | None:
    if not form:
        return None
    secret = work.vault.secret(_KEY, _PURPOSE)
    return hashlib.blake2b(f"{kind}\0{form}".encode(), key=secret, digest_size=16).hexdigest()
