"""The one function that moves a check from state to state, writes that it did, and tells whoever
has to know.
"""

from collections.abc import Mapping
from typing import Any

from screening.domain.errors import Conflict
from screening.domain.events import Event
from screening.domain.lifecycle import check_may_happen, transition
from screening.domain.text import N_
from screening.domain.words import State
from screening.services.outbox.telling import tell_of_check
from screening.store.tables.check import Check
from screening.store.unit_of_work import UnitOfWork

TO_BE_TOLD = frozenset(
    {
        Event.OBJECTION_UPHELD,
        Event.OBJECTION_NOT_UPHELD,
        Event.MORE_TIME_GIVEN,
        Event.HANDED_OVER,
        Event.WITHHELD,
    }
)
"""What the candidate reads on their own page and hears from nobody, unless HR tells them."""


def move(
    work: UnitOfWork,
    check: Check,
    event: Event,
    payload: Mapping[str, Any],
    **columns: Any,
) -> None:
    """Let ``event`` happen to ``check``: its new state (and ``columns``), its record, and what
    people are told of it.

    Raises NotPossible when the lifecycle does not allow it, Conflict when somebody else moved
    the check since it was loaded.
    """
    before = State(check.state)
    check_may_happen(event, before)
    after = transition(event).after or State(check.state_before)
    still = (
        Check.ref == check.ref,
        Check.state == before,
        Check.revision == check.revision,
        Check.state_since == check.state_since,
    )
    columns |= {"state": after, "state_before": before, "state_since": work.now}
    if event in TO_BE_TOLD:
        columns["untold_since"] = check.untold_since or work.now
    if not work.set_where(Check, *still, **columns):
        raise Conflict(N_("Somebody else has just acted on this check. Look at where it is now."))
    work.session.refresh(check)
    note(work, check, event, payload)
    tell_of_check(work, check, event)


def note(work: UnitOfWork, check: Check, event: Event, payload: Mapping[str, Any]) -> None:
    """Write that ``event`` happened to ``check`` where its state stays as it is."""
    work.record(
        event,
        vacancy_ref=check.vacancy_ref,
        subject_ref=check.candidate_ref,
        check_ref=check.ref,
        payload=payload,
    )
