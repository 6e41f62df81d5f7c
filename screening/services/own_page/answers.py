"""What a candidate says on their own page before anybody searches.

It goes into the same life of a check as what HR writes down for them: an objection, a correction
and evidence of their own stop the search until HR has decided. Silence is no answer.
"""

from collections.abc import Mapping
from types import MappingProxyType

from screening.domain.entry import LONG, check_storable, tidy
from screening.domain.errors import NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.evidence import FULL
from screening.domain.text import N_
from screening.domain.words import Answered, Delivery, State
from screening.services.calendar import day_of
from screening.services.call import Call, once
from screening.services.checks.notices import agree, deliver
from screening.services.loading import hold_open
from screening.services.moving import move, note
from screening.services.own_page.evidence import check_files, keep_files, room_for_files
from screening.services.own_page.links import opened
from screening.services.own_page.telling import no_longer_untold
from screening.services.story import last, story_of
from screening.store.tables.check import Check
from screening.store.unit_of_work import UnitOfWork

NEED_WORDS = frozenset({Answered.NOT_MINE, Answered.EVIDENCE})
"""Answers that HR can do nothing with unless they say what they mean."""
BEFORE_IT = (State.NOTIFIED, State.READY)
_NOT_NOW = N_(
    "We take no files at the moment. If you sent this twice, the first time counts. Your page "
    "shows what we have."
)
NO_FILES: Mapping[str, bytes] = MappingProxyType({})


@once
def answer(
    call: Call,
    key: str,
    answered: Answered,
    words: str,
    files: Mapping[str, bytes] = NO_FILES,
) -> None:
    """Take down what the holder of the link with ``key`` says, in their ``words``, and ``files``
    that they give with it, by the names of the boxes that those were chosen in.

    Whoever answers has the notice, so that it counts as delivered from now if HR has not said
    since when. Raises LinkDead, NotValid without words where they are needed and for files that
    are not taken, and NotPossible when it is too late for that answer, or it was given before.
    """
    words = tidy(words)
    check_storable({"words": (words, LONG, False)})
    check_files(answered, files)
    says_it = words or (answered is Answered.EVIDENCE and files)
    if answered in NEED_WORDS and not says_it:
        raise NotValid({"words": N_("Say what is wrong, or what you can show us instead")})
    with call.change() as work:
        check, vacancy, _link = opened(work, key)
        hold_open(work.session, vacancy)
        no_longer_untold(work, check)
        if check.state == State.APPROVED:
            deliver(work, check, Delivery.OWN_PAGE, work.now)
        if answered is Answered.GO_AHEAD:
            agree(work, check, words)
        elif answered is Answered.MINE:
            _confirm(work, check, words)
        else:
            said = {"kind": answered, "words": words, "received": day_of(work.now).isoformat()}
            move(work, check, Event.OBJECTION_RAISED, said | keep_files(work, check, files))
        work.commit()


def check_takes_files(call: Call, key: str) -> None:
    """Whether the holder of the link with ``key`` can give files now, as ``answer`` decides it
    again. Raises LinkDead, and NotPossible when it is too late or there is no room left.
    """
    with call.look() as work:
        check, vacancy, _link = opened(work, key)
        if vacancy.closed_at is not None or check.state not in (State.APPROVED, *BEFORE_IT):
            raise NotPossible(_NOT_NOW)
        if not room_for_files(work, check):
            raise NotPossible(FULL)


def _confirm(work: UnitOfWork, check: Check, words: str) -> None:
    if check.state not in BEFORE_IT:
        raise NotPossible(N_("It is too late for this answer: the check has moved on."))
    if last(story_of(work, check), Event.CANDIDATE_CONFIRMED):
        raise NotPossible(N_("You have told us this before. We have it."))
    note(work, check, Event.CANDIDATE_CONFIRMED, {"words": words})
