"""How a due-diligence search moves: by its table, once, and with a record of each step."""

from typing import Any

from screening.domain.due_diligence import OVER, DueDiligence, after
from screening.domain.errors import Conflict
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.text import N_
from screening.services.outbox.telling import no_longer
from screening.store.tables.due_diligence import DueDiligencePart, DueDiligenceSearch
from screening.store.unit_of_work import UnitOfWork


def step(work: UnitOfWork, search: DueDiligenceSearch, event: Event, **columns: Any) -> None:
    """Let ``event`` move the search on, if nobody was faster. NotPossible or Conflict."""
    state = DueDiligence(search.state)
    before = DueDiligence(search.state_before) if search.state_before else None
    to = columns.pop("to", None) or after(event, state, before)
    if to is not state:
        columns |= {"state": to, "state_before": state}
    still = (
        DueDiligenceSearch.vacancy_ref == search.vacancy_ref,
        DueDiligenceSearch.version == search.version,
    )
    if not work.set_where(DueDiligenceSearch, *still, version=search.version + 1, **columns):
        raise Conflict(N_("Somebody else has just taken a step here. Look at how far it has come."))
    work.session.refresh(search)
    if search.state != state:
        paused = (Told.OBJECTION,) if state is DueDiligence.PAUSED else ()  # none waits any more
        no_longer(work, search.vacancy_ref, (*paused, Told.STILL_WAITS))


def record_of_one(
    work: UnitOfWork, part: DueDiligencePart, event: Event, said: dict[str, Any]
) -> None:
    """Write down ``event`` of one candidate, sealed with what is kept of them."""
    work.record(event, vacancy_ref=part.vacancy_ref, subject_ref=part.candidate_ref, payload=said)


def end(work: UnitOfWork, search: DueDiligenceSearch, said: dict[str, str]) -> None:
    """The search ends here, inside a unit of work that may do something else besides."""
    step(work, search, Event.DUE_DILIGENCE_CALLED_OFF)
    work.record(Event.DUE_DILIGENCE_CALLED_OFF, vacancy_ref=search.vacancy_ref, payload=dict(said))


def end_with_the_vacancy(work: UnitOfWork, vacancy_ref: str) -> None:
    """What has not come to its end when the vacancy closes is called off, and a proposal of the
    schools regime waits for nobody any more.
    """
    no_longer(work, vacancy_ref, (Told.REGIME_PROPOSED,))
    search = work.session.get(DueDiligenceSearch, vacancy_ref)
    if search is not None and search.state not in OVER:
        end(work, search, {"because": "vacancy closed"})
