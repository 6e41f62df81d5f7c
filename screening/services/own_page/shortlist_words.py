"""What a candidate on a school's shortlist says on their own page.

It goes into the same search as what HR writes down for them. Before the panel was told they may
object, or say something else: HR reads that, and neither the searcher nor the panel does.
Afterwards they may answer what the panel was told.
"""

from screening.domain.due_diligence import DueDiligence, can_happen
from screening.domain.entry import LONG, answer_given, check_storable, tidy
from screening.domain.errors import NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.text import N_
from screening.services.calendar import day_of
from screening.services.call import Call, once
from screening.services.checks.holding_back import fingerprint
from screening.services.due_diligence.saying import About, can_be_answered, take, waits
from screening.services.own_page.shortlist import opened
from screening.store.tables.due_diligence import DueDiligenceSearch
from screening.store.unit_of_work import UnitOfWork


@once
def say(call: Call, key: str, words: str, *, objects: bool) -> None:
    """Take down what the holder of the link with ``key`` says before the panel is told.

    An objection needs no words. Raises LinkDead, NotValid for what cannot be stored, NotPossible
    when the panel was told or the search is over, and while an objection of theirs waits.
    """
    words = tidy(words)
    check_storable({"words": (words, LONG, not objects)})
    with call.change() as work:
        about = _about(work, key)
        part, search, _vacancy = about
        if not may_say(search):
            raise NotPossible(N_("It is too late for this: the panel was told, or this is over."))
        if objects and waits(part):
            raise NotPossible(N_("You have objected, and we have not decided on that yet."))
        received = {"received": day_of(work.now).isoformat()} if objects else {}
        take(work, about, {"words": words} | received, objects=objects)
        work.commit()


@once
def answer(call: Call, key: str, words: str, seen: str) -> None:
    """Take down what the holder of the link with ``key`` says to what the panel was told.

    ``seen`` is the ``fingerprint`` of the words of which they saw what the panel would read:
    nothing else is taken. Raises LinkDead, NotValid without words or for others than were seen, and
    NotPossible where the panel was told of nothing to explore or while an earlier answer is with
    HR.
    """
    words = answer_given("words", words)
    with call.change() as work:
        about = _about(work, key)
        part, search, _vacancy = about
        if not can_be_answered(work, search, part):
            raise NotPossible(N_("There is nothing to answer: the panel was told nothing to ask."))
        if part.answered_at is not None:
            raise NotPossible(N_("You have answered, and we are still reading that answer."))
        if seen != fingerprint(words):
            raise NotValid({"words": N_("Look at what the panel would read, and then send it")})
        take(work, about, {"words": words}, objects=False)
        work.commit()


def may_say(search: DueDiligenceSearch) -> bool:
    """Whether it is the time at which candidates may object."""
    return can_happen(Event.DUE_DILIGENCE_OBJECTED, DueDiligence(search.state))


def _about(work: UnitOfWork, key: str) -> About:
    part, vacancy, _link = opened(work, key)
    return part, work.session.get_one(DueDiligenceSearch, part.vacancy_ref), vacancy
