"""HR passes on what a candidate says to what the panel was told, or keeps it back.

It is read for what must not reach the panel as an answer in a check is, and the candidate saw that
before they sent it. The panel reads it where it reads what it was told.
"""

from screening.domain.entry import answer_given
from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import Action
from screening.domain.text import N_
from screening.domain.words import Role
from screening.services.call import Call, once
from screening.services.checks.holding_back import REPLY, AllTheSame, check_given, outcome_of
from screening.services.due_diligence.conditions import candidate_of, find_part, parts_of
from screening.services.due_diligence.passing import NO_REASON, give
from screening.services.due_diligence.saying import About
from screening.services.due_diligence_steps import record_of_one, step
from screening.services.outbox.telling import no_longer
from screening.store.unit_of_work import UnitOfWork


def pass_on(call: Call, part_ref: str, words: str, same: AllTheSame = NO_REASON) -> None:
    """Give the panel ``words``: the candidate's answer without what the panel may not learn.

    NotValid where words are held back and ``same`` does not say why they may stay: that they were
    is on record by then. NotPossible when no answer waits.
    """
    check_given(_pass(call, part_ref, words, same))


@once
def _pass(call: Call, part_ref: str, words: str, same: AllTheSame) -> str:
    """The answer says whether they were held back, and says the same when it is sent again."""
    words = answer_given("words", words)
    with call.change(Role.HR) as work:
        about = _waiting(work, call, part_ref)
        event = Event.DUE_DILIGENCE_ANSWER_PASSED_ON
        kept = give(work, about, words, same, (event, REPLY))
        if not kept:
            _settle(work, about)
        outcome = outcome_of(kept)
        work.commit(outcome)
    return outcome


@once
def keep_back(call: Call, part_ref: str, reasons: str) -> None:
    """Keep the candidate's answer from the panel, with reasons, which the candidate reads."""
    reasons = answer_given("reasons", reasons)
    with call.change(Role.HR) as work:
        about = _waiting(work, call, part_ref)
        part, search, _vacancy = about
        step(work, search, Event.DUE_DILIGENCE_ANSWER_KEPT_BACK)
        said = {"reasons": reasons}
        record_of_one(work, part, Event.DUE_DILIGENCE_ANSWER_KEPT_BACK, said)
        _settle(work, about)
        work.commit()


def _waiting(work: UnitOfWork, call: Call, part_ref: str) -> About:
    about = find_part(work, call, part_ref, Action.HANDLE_DUE_DILIGENCE)
    candidate_of(work, about[0])
    if about[0].answered_at is None:
        raise NotPossible(N_("No answer of the candidate waits here any more."))
    return about


def _settle(work: UnitOfWork, about: About) -> None:
    part, _search, vacancy = about
    part.answered_at = None
    work.session.flush()
    if not any(one.answered_at for one, _candidate in parts_of(work, vacancy)):
        no_longer(work, vacancy.ref, (Told.SHORTLIST_WORDS, Told.STILL_WAITS))
