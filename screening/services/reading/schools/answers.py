"""What a candidate answered to what the panel was told, as it is read before the panel reads it."""

from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.people import Action
from screening.domain.text import N_
from screening.services.call import Call
from screening.services.checks.holding_back import REPLY, cut_beside, fingerprint
from screening.services.due_diligence.conditions import candidate_of, find_part
from screening.services.due_diligence.passing import asked_for, held_in
from screening.services.reading.checks.holding_back import HeldShown, ReplyShown
from screening.services.reading.schools.part import words_of
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


def marked_answer(work: UnitOfWork, vacancy: Vacancy, text: str) -> ReplyShown:
    """``text`` with what is held back of it, and what is left without that."""
    marked = HeldShown(text, held_in(work, vacancy, text, REPLY), fingerprint(text))
    return ReplyShown(marked, cut_beside(asked_for(work, vacancy), text, work.policy))


def read_answer(call: Call, part_ref: str) -> ReplyShown:
    """The newest answer about one part, for HR who may pass it on. NotPossible once erased."""
    with call.look() as work:
        part, _search, vacancy = find_part(work, call, part_ref, Action.HANDLE_DUE_DILIGENCE)
        said = [
            word
            for word in words_of(work, candidate_of(work, part))
            if word.event is Event.DUE_DILIGENCE_REPLIED
        ]
        if not said:
            raise NotPossible(N_("No answer of the candidate waits here any more."))
        return marked_answer(work, vacancy, said[-1].words)
