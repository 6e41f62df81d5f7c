"""Words of the registers beside the checks go too: with the candidate, or when their time is over.

Each entry and each note has a key of its own. Those about a candidate, and the note by which they
had been found, go when the candidate does. Of the others a note goes after the days that the policy
gives it, and an entry's words after the years of the register, with the editions of reports that
print them; so do the words of a request of somebody who has no page here, those years after it
ended. What stays is codes and times.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from screening.domain.events import Event
from screening.domain.words import Retention
from screening.ledger.record import ORGANISATION
from screening.services.call import Call
from screening.services.editions import edition_key, editions_with_entry
from screening.services.erasure.after_restoring import waits_since
from screening.services.erasure.holds import IS_HELD
from screening.store import erasure
from screening.store.tables.registers import (
    SourcedApplicant,
    SourcingNote,
    SourcingSearch,
    UnauthorisedSearch,
    WordsGone,
)
from screening.store.tables.rights import RightsRequest
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

BATCH = 100


def key_of_entry(ref: str) -> KeyRef:
    """The key of one entry or note of a register."""
    return KeyRef(ref, Retention.OUTCOME)


def key_of_request(ref: str) -> KeyRef:
    """The key of one request of somebody who has no page here."""
    return KeyRef(ref, Retention.IDENTITY)


def entries_about(session: Session, candidate_ref: str) -> Sequence[str]:
    """The entries about a candidate, and the notes by which they were known again."""
    reports = select(UnauthorisedSearch.ref).where(
        UnauthorisedSearch.candidate_ref == candidate_ref
    )
    notes = select(SourcedApplicant.note_ref).where(SourcedApplicant.candidate_ref == candidate_ref)
    return [*session.scalars(reports), *session.scalars(notes)]


def gone(session: Session) -> Iterator[KeyRef]:
    """The keys of all entries and notes whose words were erased, as the database has it."""
    of_requests = select(WordsGone.ref).where(exists().where(RightsRequest.ref == WordsGone.ref))
    requests = set(session.scalars(of_requests))
    for ref in session.scalars(select(WordsGone.ref)):
        yield key_of_request(ref) if ref in requests else key_of_entry(ref)


def forget(work: UnitOfWork, refs: Collection[str]) -> None:
    """Empty what was sealed or derived for ``refs``, whose keys are destroyed by now."""
    known = set(work.session.scalars(select(WordsGone.ref).where(WordsGone.ref.in_(refs))))
    for ref in sorted(set(refs) - known):
        work.session.add(WordsGone(ref=ref, gone_at=work.now))
    work.session.execute(
        update(SourcingNote)
        .where(SourcingNote.ref.in_(refs))
        .values(name_key=None, address_key=None)
    )
    for ref in refs:
        erasure.empty(work.session, ref, [Retention.IDENTITY, Retention.OUTCOME])


def erase_due(call: Call) -> int:
    """Erase the words of entries and notes whose time is over, but where a hold stands; how many.

    Nothing is begun while erasing waits. ``sweeping.flush`` has to follow.
    """
    with call.as_clock().look() as work:
        if waits_since(work.session) is not None or not list(_due(work)):
            return 0
    with call.as_clock().change() as work:
        due = list(_due(work))[:BATCH]
        editions = {
            edition_key(edition)
            for key, vacancy_ref in due
            if vacancy_ref
            for edition in editions_with_entry(work.session, key.owner, vacancy_ref)
        }
        for key in sorted({*editions, *(key for key, _vacancy in due)}):
            work.vault.destroy(key.owner, [key.retention])
        for key, vacancy_ref in due:
            _record(work, key.owner, vacancy_ref)
        forget(work, [key.owner for key, _vacancy in due])
        for key in sorted(editions):
            erasure.empty(work.session, key.owner, [key.retention])
        work.commit()
    return len(due)


def forget_again(call: Call) -> int:
    """Empty by what people noted are known, where a restored copy of the database brought that
    back though the key is destroyed; how many. What is sealed is ``erasing.finish``'s.
    """
    kept = SourcingNote.name_key.is_not(None) | SourcingNote.address_key.is_not(None)
    with call.as_clock().look() as work:
        notes = work.session.scalars(select(SourcingNote.ref).where(kept)).all()
        back = [ref for ref in notes if work.vault.is_destroyed(key_of_entry(ref))]
    if back:
        with call.as_clock().change() as work:
            forget(work, back)
            for ref in back:
                _record(work, ref, None)
            work.commit()
    return len(back)


def _record(work: UnitOfWork, ref: str, vacancy_ref: str | None) -> None:
    """It says nothing besides, so that it needs no key."""
    work.record(
        Event.REGISTER_WORDS_ERASED,
        vacancy_ref=vacancy_ref or ORGANISATION,
        subject_ref=ref,
        payload={},
    )


def _due(work: UnitOfWork) -> Iterator[tuple[KeyRef, str | None]]:
    """The keys whose time is over, each with the vacancy of what it seals, if any."""
    years = timedelta(days=work.policy.days("register_years"))
    over = work.now - years
    note_of = select(SourcingNote.ref, SourcingSearch.vacancy_ref).join(
        SourcingSearch, SourcingSearch.ref == SourcingNote.search_ref
    )
    entry_of = select(SourcingSearch.ref, SourcingSearch.vacancy_ref)
    report_of = select(UnauthorisedSearch.ref, UnauthorisedSearch.vacancy_ref)
    reported = UnauthorisedSearch.vacancy_ref
    for wanted in (
        note_of.where(
            SourcingNote.erase_from <= work.now,
            still_kept(SourcingNote.ref),
            _not_held(SourcingSearch.vacancy_ref),
        ),
        entry_of.where(
            SourcingSearch.entered_at <= over,
            still_kept(SourcingSearch.ref),
            _not_held(SourcingSearch.vacancy_ref),
        ),
        report_of.where(
            UnauthorisedSearch.reported_at <= over,
            still_kept(UnauthorisedSearch.ref),
            _not_held(reported),
        ),
    ):
        for ref, vacancy_ref in work.session.execute(wanted.limit(BATCH)).all():
            yield key_of_entry(ref), vacancy_ref
    ended = select(RightsRequest.ref).where(
        RightsRequest.candidate_ref.is_(None),
        RightsRequest.closed_at <= over,
        still_kept(RightsRequest.ref),
    )
    for ref in work.session.scalars(ended.limit(BATCH)).all():
        yield key_of_request(ref), None


def still_kept(ref: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Whether the words of the entry or note ``ref`` that is asked for were not erased."""
    return ~exists().where(WordsGone.ref == ref)


def _not_held(vacancy_ref: InstrumentedAttribute[str | None]) -> ColumnElement[bool]:
    return ~exists().where(Vacancy.ref == vacancy_ref, IS_HELD)
