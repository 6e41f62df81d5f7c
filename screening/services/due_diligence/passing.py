"""What a panel learns of a due-diligence search: screened words, and only once it knows of all.

The panel is told "nothing to explore", or what to explore at the interview. It reads that once its
scores of the shortlist are locked. Nothing of it is a claim, and nothing of it answers a check
(``not_a_claim``).
"""

from screening.domain.due_diligence import DueDiligence, can_happen
from screening.domain.entry import LONG, answer_given, check_storable, tidy
from screening.domain.errors import Conflict, NotPossible
from screening.domain.events import Event
from screening.domain.people import Action
from screening.domain.text import N_
from screening.domain.words import Role
from screening.gate.held import Held, Work
from screening.services.call import Call, once
from screening.services.checks.holding_back import (
    OUTCOME,
    AllTheSame,
    Reader,
    check_given,
    fingerprint,
    outcome_of,
)
from screening.services.due_diligence.conditions import (
    candidate_of,
    check_allowed,
    find_part,
    find_search,
    is_in,
    parts_of,
    untold,
)
from screening.services.due_diligence.saying import About
from screening.services.due_diligence_steps import record_of_one, step
from screening.services.loading import criteria_of
from screening.store.ledger_store import open_records
from screening.store.tables.due_diligence import (
    DueDiligenceLock,
    DueDiligencePart,
    DueDiligenceSearch,
)
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

NO_REASON = AllTheSame()
_SCREENED = N_("There is nothing to screen here, or it was done already.")


def held_in(
    work: UnitOfWork, vacancy: Vacancy, text: str, read: Reader = OUTCOME
) -> tuple[Held, ...]:
    """What of ``text`` must not go to the panel, beside what the job itself asks for."""
    return read(text, asked_for(work, vacancy), work.policy)


def asked_for(work: UnitOfWork, vacancy: Vacancy) -> Work:
    """What the job itself asks for.

    What is looked for is no question here: it names beliefs, health and family in order to leave
    them out, and would be read as if they belonged to the work.
    """
    criteria = tuple(row.text for row in criteria_of(work.session, vacancy))
    return Work(vacancy.title, criteria, "", "")


def pass_on(call: Call, part_ref: str, words: str, same: AllTheSame = NO_REASON) -> None:
    """Screen what the panel is to explore with a candidate at interview: ``words``, no more.

    NotValid where words are held back and ``same`` does not say why they may stay: that they were
    is on record by then.
    """
    check_given(_screen(call, part_ref, words, same))


@once
def _screen(call: Call, part_ref: str, words: str, same: AllTheSame) -> str:
    """The answer says whether they were held back, and says the same when it is sent again."""
    words = answer_given("words", words)
    with call.change(Role.HR) as work:
        about = find_part(work, call, part_ref, Action.HANDLE_DUE_DILIGENCE)
        part = about[0]
        candidate_of(work, part)
        _check_to_screen(part)
        kept = give(work, about, words, same, (Event.DUE_DILIGENCE_WORDED, OUTCOME))
        if not kept:
            part.passed_on = True
        outcome = outcome_of(kept)
        work.commit(outcome)
    return outcome


def give(
    work: UnitOfWork, about: About, words: str, same: AllTheSame, which: tuple[Event, Reader]
) -> bool:
    """Give the panel ``words``, which is the event of ``which``, read as it says. Whether they are
    kept instead: they have marks, and ``same`` does not say why they may stay.
    """
    (part, search, vacancy), (event, read) = about, which
    held = held_in(work, vacancy, words, read)
    reasons = tidy(same.reasons)
    check_storable({"all_the_same": (reasons, LONG, False)})
    if held:
        _record_held(work, search, part, words, len(held))
    if held and (same.seen != fingerprint(words) or not reasons):
        return True
    step(work, search, event)
    part.let_through += len(held)
    record_of_one(work, part, event, {"words": words} | ({"reasons": reasons} if held else {}))
    return False


def _record_held(
    work: UnitOfWork, search: DueDiligenceSearch, part: DueDiligencePart, words: str, marks: int
) -> None:
    """Write down that ``words`` were marked, once for each text and without them: it shows how
    often words were changed until they passed, and which were let through as they were.
    """
    before = open_records(
        work.session,
        work.vault,
        subject_ref=part.candidate_ref,
        event=Event.DUE_DILIGENCE_HELD_BACK,
    )
    if fingerprint(words) not in {(one.payload or {}).get("text") for one in before}:
        step(work, search, Event.DUE_DILIGENCE_HELD_BACK)
        said = {"time": str(len(before) + 1), "marks": str(marks), "text": fingerprint(words)}
        record_of_one(work, part, Event.DUE_DILIGENCE_HELD_BACK, said)


@once
def keep_back(call: Call, part_ref: str, reasons: str) -> None:
    """Keep what was written down from the panel: it reads "nothing to explore"."""
    reasons = answer_given("reasons", reasons)
    with call.change(Role.HR) as work:
        part, search, _vacancy = find_part(work, call, part_ref, Action.HANDLE_DUE_DILIGENCE)
        candidate_of(work, part)
        _check_to_screen(part)
        step(work, search, Event.DUE_DILIGENCE_KEPT_BACK)
        part.passed_on = False
        record_of_one(work, part, Event.DUE_DILIGENCE_KEPT_BACK, {"reasons": reasons})
        work.commit()


@once
def hand_over(call: Call, vacancy_ref: str) -> None:
    """Give the panel what is to be explored with whom: of everybody at once, or of nobody."""
    with call.change(Role.HR) as work:
        search, vacancy, _ties = find_search(work, call, vacancy_ref, Action.HANDLE_DUE_DILIGENCE)
        check_allowed(work, vacancy)
        if outstanding(work, vacancy):
            raise NotPossible(
                N_(
                    "Not everybody on the shortlist was looked up and screened. Until then nothing "
                    "goes to the panel."
                )
            )
        step(work, search, Event.DUE_DILIGENCE_HANDED_OVER)
        people = sum(is_in(candidate) for _part, candidate in parts_of(work, vacancy))
        said = {"people": str(people)}
        work.record(Event.DUE_DILIGENCE_HANDED_OVER, vacancy_ref=vacancy.ref, payload=said)
        work.commit()


@once
def lock_scores(call: Call, vacancy_ref: str) -> None:
    """A member of the panel says that their scores of the shortlist are locked, and may read."""
    with call.change(Role.MANAGER) as work:
        search, vacancy, _ties = find_search(work, call, vacancy_ref, Action.LOCK_SCORES)
        if lock_of(work, vacancy, call.actor.person_ref):
            raise Conflict(N_("You have said already that your scores are locked."))
        step(work, search, Event.DUE_DILIGENCE_LOCKED)
        work.record(Event.DUE_DILIGENCE_LOCKED, vacancy_ref=vacancy.ref, payload={})
        work.session.add(
            DueDiligenceLock(
                vacancy_ref=vacancy.ref,
                person_ref=call.actor.person_ref,
                account_ref=call.actor.ref,
                locked_at=work.now,
            )
        )
        work.commit()


def lock_of(work: UnitOfWork, vacancy: Vacancy, person_ref: str) -> DueDiligenceLock | None:
    """When that person said that their scores are locked; None before."""
    return work.session.get(DueDiligenceLock, (vacancy.ref, person_ref))


def outstanding(work: UnitOfWork, vacancy: Vacancy) -> int:
    """How many of the shortlist still have to be told, looked up, written down or screened."""
    waiting = [
        part
        for part, candidate in parts_of(work, vacancy)
        if is_in(candidate) and part.passed_on is None
    ]
    return len(waiting) + len(untold(work, vacancy))


def _check_to_screen(part: DueDiligencePart) -> None:
    if part.recorded_at is None or part.passed_on is not None:
        raise NotPossible(_SCREENED)


def may_hand_over(work: UnitOfWork, vacancy: Vacancy, state: DueDiligence) -> bool:
    """Whether nothing is outstanding any more."""
    waits = can_happen(Event.DUE_DILIGENCE_HANDED_OVER, state)
    return waits and not outstanding(work, vacancy)
