"""What a school's due-diligence search wrote down becomes no claim, and no outcome of a check.

It is known again by its words: whoever puts them otherwise is not stopped here, but HR confirms
that each claim was seen in the application.
"""

from screening.domain.due_diligence import repeats
from screening.domain.errors import NotValid
from screening.domain.events import Event
from screening.domain.text import N_
from screening.domain.words import Regime
from screening.store.ledger_store import open_records
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


def check_not_from_it(
    work: UnitOfWork, vacancy_ref: str, candidate_ref: str, field: str, text: str
) -> None:
    """NotValid where ``text`` repeats what the due-diligence search wrote down of a candidate.

    A claim is what the candidate said, and a check answers a question about it: what was found
    without any claim becomes neither.
    """
    if work.session.get_one(Vacancy, vacancy_ref).regime != Regime.SCHOOL:
        return
    for event in (Event.DUE_DILIGENCE_RECORDED, Event.DUE_DILIGENCE_WORDED):
        for record in open_records(
            work.session, work.vault, subject_ref=candidate_ref, event=event
        ):
            if repeats(text, str((record.payload or {}).get("words", ""))):
                raise NotValid(
                    {
                        field: N_(
                            "These words come from the due-diligence search, which tests no "
                            "claim. Write down only what the candidate said or what this check "
                            "showed"
                        )
                    }
                )
