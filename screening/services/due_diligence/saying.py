"""What a candidate on the shortlist says, on their own page or to HR, who writes it down.

An objection stops the search for everybody until it is decided. What they say to what the panel was
told waits until HR has passed it on or kept it back. Whoever handles the search is told that there
is something to read; nobody on the panel is.
"""

from typing import Any

from screening.domain.due_diligence import DueDiligence
from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.text import N_
from screening.services.due_diligence.conditions import handlers, is_in
from screening.services.due_diligence_steps import record_of_one, step
from screening.services.outbox.telling import tell
from screening.store.tables.candidate import Candidate
from screening.store.tables.due_diligence import DueDiligencePart, DueDiligenceSearch
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

About = tuple[DueDiligencePart, DueDiligenceSearch, Vacancy]
"""One candidate's part, the search that it is in, and the vacancy."""


def take(work: UnitOfWork, about: About, said: dict[str, Any], *, objects: bool) -> None:
    """Write down what the candidate ``said``. NotPossible while an objection or an answer of theirs
    waits for HR, and when it is too late to object.
    """
    part, search, vacancy = about
    if objects and waits(part):
        raise NotPossible(N_("An objection of theirs waits to be decided. Decide it first."))
    answers = not objects and can_be_answered(work, search, part)
    if answers and part.answered_at is not None:
        raise NotPossible(N_("An answer of theirs waits. Say first what becomes of it."))
    event = Event.DUE_DILIGENCE_OBJECTED if objects else Event.DUE_DILIGENCE_REPLIED
    before, paused = search.state_before, search.state == DueDiligence.PAUSED
    step(work, search, event, **({"state_before": before} if objects and paused else {}))
    if objects:
        part.objected_at, part.objection_decided_at = work.now, None
    elif answers:
        part.answered_at = work.now
    kind = Told.OBJECTION if objects else Told.SHORTLIST_WORDS
    told = handlers(work, search, vacancy)
    tell(work, kind, told, vacancy.ref, vacancy_ref=vacancy.ref)
    record_of_one(work, part, event, said)


def waits(part: DueDiligencePart) -> bool:
    """Whether an objection of theirs waits to be decided."""
    return part.objected_at is not None and part.objection_decided_at is None


def can_be_answered(work: UnitOfWork, search: DueDiligenceSearch, part: DueDiligencePart) -> bool:
    """Whether the panel was told of something to explore with them: to that they may answer. Of who
    withdrew it reads nothing.
    """
    given = search.state == DueDiligence.HANDED_OVER and bool(part.passed_on)
    return given and is_in(work.session.get_one(Candidate, part.candidate_ref))
