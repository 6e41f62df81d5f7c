"""A text that is to go to the panel, read for what must not go there; what HR lets through anyway.

What is read, and by what, is ``gate.held``: an outcome is about the candidate, an answer of theirs
is by them. Of a text that was held back nothing is kept but that it was, and what tells it from the
next one: so it is on record how often words were changed until they passed.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from screening.domain.entry import LONG, check_storable, tidy
from screening.domain.errors import NotValid
from screening.domain.events import Event
from screening.domain.policy import Policy
from screening.domain.text import N_
from screening.gate.held import Held, Work, held_back, held_back_of_reply, without
from screening.services.call import Call
from screening.services.loading import criteria_of
from screening.services.moving import note
from screening.services.story import Story, approved_request, claim_texts, story_of, text_in
from screening.store.tables.candidate import Claim
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation
from screening.store.tables.search import LetThrough
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

Reader = Callable[[str, Work, Policy], tuple[Held, ...]]
OUTCOME: Reader = held_back
"""How an outcome is read."""
REPLY: Reader = held_back_of_reply
"""How a candidate's answer is read, and what HR makes of it."""
_GIVEN, _HELD = "given", "held"
_ROUNDS = 5  # a sentence cut short may read as something else; what is left of it then goes too


@dataclass(frozen=True)
class AllTheSame:
    """Why marked words belong to the work, and the ``fingerprint`` of the text that was marked."""

    reasons: str = ""
    seen: str = ""


def held_in(
    work: UnitOfWork, vacancy: Vacancy, check: Check, text: str, read: Reader = OUTCOME
) -> tuple[Held, ...]:
    """What of ``text`` must not go to the panel, beside the claim and the question of ``check``.

    Once the candidate is erased there is no claim and no question that could bring anything.
    """
    return read(text, _work(work, vacancy, check), work.policy)


def cut(work: UnitOfWork, vacancy: Vacancy, check: Check, reply: str) -> str:
    """The candidate's ``reply`` as it may go to the panel: without what is held back of it."""
    return cut_beside(_work(work, vacancy, check), reply, work.policy)


def cut_beside(subject: Work, reply: str, policy: Policy) -> str:
    """The same of a reply about any ``subject``."""
    for _round in range(_ROUNDS):
        held = REPLY(reply, subject, policy)
        if not held:
            break
        reply = without(reply, held)
    return reply


def _work(work: UnitOfWork, vacancy: Vacancy, check: Check) -> Work:
    criteria = tuple(row.text for row in criteria_of(work.session, vacancy))
    quote = claim_texts(work, work.session.get_one(Claim, check.claim_ref)).quote
    return Work(vacancy.title, criteria, quote, _question(work, check))


def fingerprint(text: str) -> str:
    """What stands for ``text`` in a form that shows its marks: other words have other marks."""
    return hashlib.sha256(tidy(text).encode("utf-8")).hexdigest()


def hold_back(
    work: UnitOfWork,
    call: Call,
    vacancy: Vacancy,
    check: Check,
    text: str,
    same: AllTheSame,
    read: Reader = OUTCOME,
) -> bool:
    """Whether ``text`` is held back: it has marks, and HR did not say why they may stay.

    Marks that were not shown for these very words count as not answered. Both are recorded: that a
    text was held back, once for each text, and what is let through, with the reasons.
    """
    held = held_in(work, vacancy, check, text, read)
    if not held:
        return False
    reasons = tidy(same.reasons)
    if same.seen != fingerprint(text) or not reasons:
        _record(work, check, text, len(held))
        return True
    check_storable({"all_the_same": (reasons, LONG, True)})
    pieces = _pieces(text, held)
    note(work, check, Event.WORDS_LET_THROUGH, {"words": pieces, "reasons": reasons})
    work.session.add(
        LetThrough(
            check_ref=check.ref,
            number=_times(work, check) + 1,
            marks=len(held),
            recorded_at=work.now,
            recorded_person=call.actor.person_ref,
        )
    )
    return False


def outcome_of(held: bool) -> str:
    """What a use case answers that gave a text to the panel, or held it back."""
    return _HELD if held else _GIVEN


def check_given(outcome: str) -> None:
    """Raises NotValid for the outcome of a text that was held back, which is on record by then."""
    if outcome == _HELD:
        raise NotValid(
            {"words": N_("Some of these words must not reach the panel. Change what is marked")}
        )


def times_held(story: Story) -> int:
    """How many texts for the panel were held back, going by the records of a check."""
    return sum(one.event == Event.WORDS_HELD_BACK for one in story)


def _record(work: UnitOfWork, check: Check, text: str, marks: int) -> None:
    work.session.refresh(check, with_for_update=True)  # somebody else may be sending another one
    story = story_of(work, check)
    known = {text_in(one, "text") for one in story if one.event == Event.WORDS_HELD_BACK}
    if fingerprint(text) not in known:
        time = str(times_held(story) + 1)
        held = {"time": time, "marks": str(marks), "text": fingerprint(text)}
        note(work, check, Event.WORDS_HELD_BACK, held)


def _times(work: UnitOfWork, check: Check) -> int:
    """How often words about ``check`` were let through before; its vacancy is locked."""
    rows = select(func.count()).select_from(LetThrough).where(LetThrough.check_ref == check.ref)
    return work.session.scalar(rows) or 0


def _pieces(text: str, held: Sequence[Held]) -> list[str]:
    return list(dict.fromkeys(text[one.start : one.end] for one in held))


def _question(work: UnitOfWork, check: Check) -> str:
    """What was authorised to be asked; empty once erased."""
    authorisation = work.session.get(Authorisation, check.ref)
    if authorisation is None:
        return ""
    request = approved_request(story_of(work, check), authorisation)
    return request.question if request else ""
