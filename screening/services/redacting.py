"""Looking through texts about a candidate for other people's details, before they get them.

A data protection officer decides text by text. The decision is a record: the place of the text,
which parts are withheld, and why. The same words in another place are decided with it, and anew
with it: nobody reads a request again that was sent twice, nor gives here what is withheld there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from screening.domain.entry import LONG, check_storable, tidy
from screening.domain.errors import Conflict, NotFound, NotValid
from screening.domain.events import Event
from screening.domain.people import Action
from screening.domain.redaction import Span, merged
from screening.domain.text import N_
from screening.domain.words import Redaction, Role
from screening.services.call import Call, once
from screening.services.loading import find_candidate
from screening.services.reading.rights.redaction import Queued, queue_of
from screening.services.reading.rights.subject import held_of
from screening.store.unit_of_work import UnitOfWork

_SPACED = r"\s+"


@dataclass(frozen=True)
class Ruling:
    """What is decided of one text. ``words``: further parts to withhold, one a line, as typed.

    ``after`` is the number of the record of the decision that was read, 0 where there was none;
    ``marked`` what was marked as it was read, by ``marks_of``.
    """

    decision: Redaction
    words: str
    reason: str
    after: int
    marked: str


def marks_of(queued: Queued) -> str:
    """What is marked in a text, for a form to bring back: ``0-5 9-12``."""
    return " ".join(f"{start}-{end}" for start, end in queued.proposed)


@once
def decide(call: Call, candidate_ref: str, place: str, ruling: Ruling) -> None:
    """Decide what the candidate gets of the text at ``place``, and of the same words elsewhere.

    Raises NotFound when there is no such text, Conflict when it was decided meanwhile, NotValid
    for words that do not stand in it, or without a reason where it is not simply given whole.
    """
    with call.change(Role.DATA_PROTECTION) as work:
        candidate, vacancy, _ties = find_candidate(
            work.session, call.actor, candidate_ref, Action.GIVE_ACCESS
        )
        queue = queue_of(held_of(work, candidate, vacancy))
        queued = next((one for one in queue if one.free.place == place), None)
        if queued is None:
            raise NotFound(N_("There is no such text about this candidate."))
        if queued.seq != ruling.after:
            raise Conflict(N_("Somebody else has just decided on this text. Look at it again."))
        if marks_of(queued) != ruling.marked:
            raise Conflict(N_("What is marked in this text has changed. Look at it again."))
        spans, reason = _spans(queued, ruling), tidy(ruling.reason)
        needed = bool(spans or queued.proposed) or ruling.decision is Redaction.WHOLE
        check_storable({"reason": (reason, LONG, needed)})
        for one in (each for each in queue if each.free.text == queued.free.text):
            _record(work, candidate_ref, vacancy.ref, one, ruling.decision, spans, reason)
        work.commit()


def _spans(queued: Queued, ruling: Ruling) -> tuple[Span, ...]:
    """The parts that are withheld, by the ruling."""
    if ruling.decision is Redaction.MARKED:
        if not queued.proposed:
            raise NotValid(
                {"decision": N_("Nothing is marked in this text: choose another answer")}
            )
        return queued.proposed
    if ruling.decision is Redaction.MORE:
        return merged([*queued.proposed, *_found(queued.free.text, ruling.words)])
    return ()


def _found(text: str, words: str) -> Sequence[Span]:
    """Where each line of ``words`` stands in ``text``, however it is spaced and capitalised."""
    spans: list[Span] = []
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if not lines:
        raise NotValid({"words": N_("Copy the words to withhold from the text")})
    for line in lines:
        pattern = _SPACED.join(map(re.escape, line.split()))
        found = [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]
        if not found:
            raise NotValid(
                {"words": N_("One of these lines does not stand in the text. Copy it from there")}
            )
        spans += found
    return spans


def _record(
    work: UnitOfWork,
    candidate_ref: str,
    vacancy_ref: str,
    queued: Queued,
    decision: Redaction,
    spans: Sequence[Span],
    reason: str,
) -> None:
    work.record(
        Event.REDACTION_DECIDED,
        vacancy_ref=vacancy_ref,
        subject_ref=candidate_ref,
        payload={
            "place": queued.free.place,
            "decision": decision,
            "spans": [[str(start), str(end)] for start, end in spans],
            "reason": reason,
        },
    )
