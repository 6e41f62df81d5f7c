"""Erasing a candidate: nothing that was said by or about them can be read here again.

The order does the work (``store/erasure.py``). Keys are destroyed first, so that nothing is
readable from then on; then what was sealed goes, with a record that says so; then the old pages
leave the files. Interrupted anywhere, doing it again finishes it, and the worker does.
"""

from collections.abc import Sequence

from sqlalchemy import delete, func, select

from screening.domain.events import Event
from screening.domain.lifecycle import BEFORE_SEARCHING
from screening.domain.people import Action
from screening.domain.words import ErasedBecause, Retention, Role
from screening.services.call import Call, once
from screening.services.loading import find_candidate
from screening.services.moving import move
from screening.services.reporting import edition_key
from screening.store import erasure
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.record import record
from screening.store.tables.review import Edition
from screening.store.tables.session import KeptForm
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

CLASSES = (Retention.IDENTITY, Retention.REQUEST, Retention.OUTCOME)
"""What there is of a person: each has a key of its own."""


def erase(call: Call, candidate_ref: str, because: ErasedBecause) -> bool:
    """Erase the candidate; whether the files are clean too. Done before: it is done again.

    False: somebody is reading, and old pages stay in the files until the worker has cut them.
    Whoever may not erase gets NotFound. A check of theirs that was not searched yet lapses.
    """
    with call.look() as work:
        candidate, _vacancy, _ties = find_candidate(
            work.session, call.actor, candidate_ref, Action.ERASE
        )
    _erase(call, candidate.ref, because)
    return erasure.flush(call.store)


def finish(call: Call) -> int:
    """Finish what an interruption, or a restored copy of the database, left; how many people.

    Also cuts the files to what is in use, so that an erasure that was pending ends.
    """
    with call.look() as work:
        left = erasure.unfinished(work.session, work.vault)
        owners = sorted({key.owner for key in left})
        people = [ref for ref in owners if work.session.get(Candidate, ref) is not None]
    for ref in people:
        _erase(call.as_clock(), ref, ErasedBecause.BEFORE)
    _empty(call, [key for key in left if key.owner not in people])
    if call.store.vault.tombstones():
        erasure.flush(call.store)
    return len(people)


def _erase(call: Call, candidate_ref: str, because: ErasedBecause) -> None:
    with call.look() as work:
        editions = [edition_key(edition) for edition in _printing(work, candidate_ref)]
    call.store.vault.destroy(candidate_ref, CLASSES)
    for key in editions:
        call.store.vault.destroy(key.owner, [key.retention])
    _write(call, candidate_ref, because)


@once
def _write(call: Call, candidate_ref: str, because: ErasedBecause) -> None:
    """Empty what was sealed, and record it: once, however often it is done."""
    with call.change(Role.DATA_PROTECTION) as work:
        candidate = work.session.get_one(Candidate, candidate_ref)
        vacancy = work.session.get_one(Vacancy, candidate.vacancy_ref)
        work.session.refresh(vacancy, with_for_update=True)
        work.session.refresh(candidate, with_for_update=True)
        editions = _printing(work, candidate_ref)
        if candidate.erased_at is None:
            candidate.erased_at = work.now
            _lapse(work, candidate)
            work.record(
                Event.SUBJECT_ERASED,
                vacancy_ref=vacancy.ref,
                subject_ref=candidate.ref,
                payload={
                    "because": because,
                    "classes": [str(each) for each in CLASSES],
                    "editions": [str(one.number) for one in editions if one.sealed is not None],
                },
            )
        work.session.flush()
        erasure.empty(work.session, candidate.ref, CLASSES)
        for edition in editions:
            key = edition_key(edition)
            erasure.empty(work.session, key.owner, [key.retention])
        work.session.execute(delete(KeptForm))  # nobody can tell whom the words in them are about
        work.commit()


def _empty(call: Call, keys: Sequence[KeyRef]) -> None:
    if not keys:
        return
    with call.as_clock().change() as work:
        for key in keys:
            erasure.empty(work.session, key.owner, [key.retention])
        work.commit()


def _lapse(work: UnitOfWork, candidate: Candidate) -> None:
    """Checks that were not searched yet have lost what they rest on. Nothing is said of why."""
    checks = work.session.scalars(
        select(Check)
        .where(Check.candidate_ref == candidate.ref, Check.state.in_(BEFORE_SEARCHING))
        .order_by(Check.number)
    ).all()
    for check in checks:
        move(work, check, Event.CHECK_LAPSED, {})


def _printing(work: UnitOfWork, candidate_ref: str) -> Sequence[Edition]:
    """The editions that print the candidate: those that cover a record of a check on them."""
    first = select(func.min(record.c.vacancy_seq)).where(
        record.c.subject_ref == candidate_ref, record.c.check_ref != ""
    )
    vacancy = select(Candidate.vacancy_ref).where(Candidate.ref == candidate_ref)
    return work.session.scalars(
        select(Edition)
        .where(
            Edition.vacancy_ref == vacancy.scalar_subquery(),
            Edition.vacancy_seq >= first.scalar_subquery(),
        )
        .order_by(Edition.number)
    ).all()
