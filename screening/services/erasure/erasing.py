"""Erasing a candidate: nothing that was said by or about them can be read here again.

Two people decide on it (``erasing_by_two``), or its time is over (``retention``); this does it.
Where their name stands in what was written about others is kept first, while it is known. Then keys
are destroyed, so that nothing is readable from then on; then what was sealed goes, with a record
that says so; then the old pages leave the files. Interrupted anywhere, doing it again finishes it,
and the worker does.
"""

from collections.abc import Callable, Collection, Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from screening.domain.errors import NotPossible, ScreeningError, Unavailable
from screening.domain.events import Event
from screening.domain.lifecycle import BEFORE_THE_PANEL_HEARS
from screening.domain.text import N_
from screening.domain.words import ErasedBecause, ErasureState, Retention, Role
from screening.services.call import Call
from screening.services.editions import edition_key, editions_printing
from screening.services.erasure import ending, places, registers
from screening.services.erasure.after_restoring import check_goes_on, waits_since
from screening.services.erasure.holds import check_not_held
from screening.services.monitoring.counting import keep_in_sums
from screening.services.moving import move
from screening.services.sourced import ask_no_more
from screening.store import erasure, looking, sweeping, vault_merge
from screening.store.tables.candidate import Candidate
from screening.store.tables.candidate_link import CandidateLink, ShortlistLink
from screening.store.tables.check import Check
from screening.store.tables.due_diligence import DueDiligencePart
from screening.store.tables.erasure import ErasureProposal
from screening.store.tables.evidence import CandidateEvidence
from screening.store.tables.importing import ImportFile
from screening.store.tables.record import record
from screening.store.tables.review import Edition
from screening.store.tables.session import KeptForm
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef
from screening.store.vault_merge import NOTHING, Recorded

CLASSES = (Retention.IDENTITY, Retention.REQUEST, Retention.OUTCOME, Retention.MONITORING)
"""What there is of a person: each has a key of its own."""

Still = Callable[[UnitOfWork, Vacancy, Candidate], None]
"""Raises NotPossible unless the candidate may still be erased; the vacancy is locked."""


def still_confirmed(work: UnitOfWork, vacancy: Vacancy, candidate: Candidate) -> None:
    """Raise NotPossible while a hold stands, or when one has stopped what was confirmed."""
    check_not_held(work.session, vacancy)
    if candidate.ref not in confirmed(work.session, candidate.ref):
        raise NotPossible(N_("Nobody has confirmed that this candidate's data is to be erased."))


def carry_out(
    call: Call, candidate_ref: str, because: ErasedBecause, still: Still = still_confirmed
) -> None:
    """Erase what was decided or has fallen due. Done before: it is done again, recorded once.

    The keys are destroyed while the vacancy is locked, so that no hold comes between. Once one of
    them is gone nothing stops it any more, for the rest cannot be read as it should; before that
    NotPossible while erasing waits, and as ``still`` does. A check that nothing was
    handed over of lapses. ``sweeping.flush`` has to follow.
    """
    with call.look() as work:
        elsewhere = places.look_elsewhere(work, candidate_ref)
    while not _carry_out(call, elsewhere, because, still):
        pass  # another time: what was kept has to be on the disk before the keys go


def _carry_out(
    call: Call, elsewhere: places.Elsewhere, because: ErasedBecause, still: Still
) -> bool:
    """The same, unless the name was found where that is not kept: then that is all that is done."""
    with call.each_time().change(Role.DATA_PROTECTION, Role.HR) as work:
        candidate = work.session.get_one(Candidate, elsewhere.candidate_ref)
        vacancy = work.session.get_one(Vacancy, candidate.vacancy_ref)
        work.session.refresh(vacancy, with_for_update=True)
        work.session.refresh(candidate, with_for_update=True)
        if candidate.erased_at is None and not work.vault.has_destroyed(candidate.ref):
            check_goes_on(work)
            still(work, vacancy, candidate)
        if places.keep(work, elsewhere):
            work.commit()
            return False
        editions = editions_printing(work.session, candidate.ref)
        if because is ErasedBecause.RETENTION_OVER:
            keep_in_sums(work, candidate)
        entries = registers.entries_about(work.session, candidate.ref)
        work.vault.destroy(candidate.ref, CLASSES)
        for key in (*map(edition_key, editions), *map(registers.key_of_entry, entries)):
            work.vault.destroy(key.owner, [key.retention])
        if candidate.erased_at is None:
            _record(work, candidate, because, editions)
        work.session.flush()
        erasure.empty(work.session, candidate.ref, CLASSES)
        for key in map(edition_key, editions):
            erasure.empty(work.session, key.owner, [key.retention])
        _forget_links(work, candidate)
        registers.forget(work, entries)
        for table in (KeptForm, ImportFile):  # nobody can tell whom the words in them are about
            work.session.execute(delete(table))
        work.commit()
    return True


def finish(call: Call) -> int:
    """Finish what an interruption, or a restored copy of the database, left, and write the files
    anew; how many people. Everybody who ever was erased is looked for.
    """
    try:
        return finish_all(call)
    finally:
        if sweeping.is_wanted(call.store):
            sweeping.flush(call.store)


def finish_all(call: Call) -> int:
    """The same, without the files: once a copy of either may have been put in use."""
    bury(call)
    return finish_begun(call, call.store.vault.tombstones())


def finish_begun(call: Call, destroyed: Collection[KeyRef] | None = None) -> int:
    """Finish what is left under the ``destroyed`` keys, or else under those that ``looking`` knows
    of, and what was confirmed and not begun; how many people. ``sweeping.flush`` has to follow.

    A hold does not keep a destroyed key's text from going; it keeps what was confirmed from being
    begun, and so does that erasing waits. Who cannot be erased keeps nobody else from it, and is
    raised at the end.
    """
    to_look_for = looking.to_look_for(call.store.vault)
    asked = to_look_for if destroyed is None else destroyed
    with call.look() as work:
        left = erasure.unfinished(work.session, asked)
        looking.note(call.store.vault, left=left - to_look_for, gone=())
        owners = sorted({key.owner for key in left})
        people = [ref for ref in owners if work.session.get(Candidate, ref) is not None]
        decided = confirmed(work.session)
        waits = waits_since(work.session) is not None
    wanted = dict.fromkeys([*people, *(() if waits else decided)])
    problems: list[ScreeningError] = []
    for ref in wanted:
        try:
            carry_out(call.as_clock(), ref, decided.get(ref, ErasedBecause.BEFORE))
        except Unavailable:
            raise  # it is away for everybody
        except ScreeningError as error:
            problems.append(error)
    ending.end_again(call, asked)
    _empty(call, [key for key in left if key.owner not in people])
    looking.note(call.store.vault, left=(), gone=to_look_for - left)
    if problems:
        raise problems[0]
    return len(wanted)


def waiting(call: Call) -> int:
    """How many people are to be erased, since that was confirmed and is not begun."""
    with call.look() as work:
        return len(confirmed(work.session))


def finish_one(call: Call, candidate_ref: str) -> bool:
    """Finish erasing somebody who is erased already, to the end; whether the files are clean."""
    carry_out(call.as_clock(), candidate_ref, ErasedBecause.BEFORE)
    return sweeping.flush(call.store)


def bury(call: Call, besides: Recorded = NOTHING) -> None:
    """Destroy the keys of everybody who was erased as the log has it, or ``besides``; those of
    editions and entries of registers that went with somebody, or when their time was over; and
    those of vacancies whose register ended, and of editions of their reports.
    """
    with call.look() as work:
        erased = select(record.c.subject_ref).where(record.c.event_type == Event.SUBJECT_ERASED)
        refs = {*work.session.scalars(erased), *besides.people}
        ended = {*ending.ended(work.session), *besides.vacancies}
        went = Edition.issued_at.is_not(None) & Edition.sealed.is_(None)
        gone = select(Edition).where(went | Edition.vacancy_ref.in_(ended))
        editions = [edition_key(edition) for edition in work.session.scalars(gone)]
        entries = list(registers.gone(work.session))
    people = (KeyRef(ref, each) for ref in refs for each in CLASSES)
    vacancies = map(ending.key_of_vacancy, ended)
    vault_merge.bury(call.store.vault, [*people, *editions, *entries, *vacancies])


def confirmed(session: Session, candidate_ref: str = "") -> dict[str, ErasedBecause]:
    """Those (or the one) whose erasure was confirmed and not carried out, and why."""
    wanted = (
        select(ErasureProposal.candidate_ref, ErasureProposal.because)
        .join(Candidate, Candidate.ref == ErasureProposal.candidate_ref)
        .where(ErasureProposal.state == ErasureState.CONFIRMED, Candidate.erased_at.is_(None))
    )
    if candidate_ref:
        wanted = wanted.where(Candidate.ref == candidate_ref)
    found = session.execute(wanted.order_by(ErasureProposal.decided_at))
    return {ref: ErasedBecause(because) for ref, because in found}


def _record(
    work: UnitOfWork, candidate: Candidate, because: ErasedBecause, editions: Sequence[Edition]
) -> None:
    candidate.erased_at = work.now
    work.session.execute(
        update(ErasureProposal)
        .where(
            ErasureProposal.candidate_ref == candidate.ref,
            ErasureProposal.state == ErasureState.PROPOSED,
        )
        .values(state=ErasureState.OVERTAKEN, decided_at=work.now)
    )
    _lapse(work, candidate)
    ask_no_more(work, candidate)
    said = {
        "because": because,
        "classes": [str(each) for each in CLASSES],
        "editions": [str(one.number) for one in editions if one.sealed is not None],
    }
    if work.vault.is_destroyed(ending.key_of_vacancy(candidate.vacancy_ref)):
        said = {}  # an older copy of the database: the register of the vacancy ended since
    work.record(
        Event.SUBJECT_ERASED,
        vacancy_ref=candidate.vacancy_ref,
        subject_ref=candidate.ref,
        payload=said,
    )


def _forget_links(work: UnitOfWork, candidate: Candidate) -> None:
    """The links to the candidate's own pages lead nowhere from here on, and the files that they
    gave there go; nor is it kept whether there was anything to explore with them.
    """
    theirs = select(Check.ref).where(Check.candidate_ref == candidate.ref)
    work.session.execute(delete(CandidateLink).where(CandidateLink.check_ref.in_(theirs)))
    given = CandidateEvidence.candidate_ref == candidate.ref
    work.session.execute(delete(CandidateEvidence).where(given))
    part = DueDiligencePart.candidate_ref == candidate.ref
    parts = select(DueDiligencePart.ref).where(part)
    work.session.execute(delete(ShortlistLink).where(ShortlistLink.part_ref.in_(parts)))
    found = {
        "to_explore": None,
        "passed_on": None,
        "protected_seen": False,
        "let_through": 0,
        "answered_at": None,
    }
    work.session.execute(update(DueDiligencePart).where(part).values(**found))


def _empty(call: Call, keys: Sequence[KeyRef]) -> None:
    if not keys:
        return
    with call.as_clock().change() as work:
        for key in keys:
            erasure.empty(work.session, key.owner, [key.retention])
        work.commit()


def _lapse(work: UnitOfWork, candidate: Candidate) -> None:
    """Checks that the panel heard nothing of have lost what they rest on, whether somebody has
    looked or not: which of them lapse must not tell. Nothing is said of why.
    """
    checks = work.session.scalars(
        select(Check)
        .where(Check.candidate_ref == candidate.ref, Check.state.in_(BEFORE_THE_PANEL_HEARS))
        .order_by(Check.number)
    ).all()
    for check in checks:
        move(work, check, Event.CHECK_LAPSED, {})
