"""How a vacancy comes under the schools regime: what is proposed, and who may decide on it."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from sqlalchemy import select

from screening.domain.due_diligence import RegimeState
from screening.domain.events import Event
from screening.domain.people import Action, Actor, Ties, check_may, may
from screening.domain.words import Regime
from screening.services.call import Call
from screening.services.due_diligence.regime import (
    is_early,
    may_choose,
    proposal_of,
    said_in_proposal,
)
from screening.services.loading import find_vacancy, ties_of
from screening.services.reading.people import names_of
from screening.services.reading.visible import off_panel
from screening.store.ledger_store import open_records
from screening.store.tables.regime import RegimeProposal
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 50


@dataclass(frozen=True)
class ProposalShown:
    """A proposal that waits for a second person."""

    ref: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class DepartmentChanged:
    """When the department of a vacancy was last changed, by whom and from what."""

    at: datetime
    by: str
    before: str


@dataclass(frozen=True)
class RegimeShown:
    """By which regime a vacancy is run, and what the reader can do about it.

    ``too_late``: somebody is shortlisted or was looked up, or the vacancy is closed, so that it
    stays as it is.
    """

    ref: str
    reference: str
    title: str
    department: str
    department_changed: DepartmentChanged | None
    regime: Regime
    waiting: ProposalShown | None
    too_late: bool
    may_choose: bool
    may_decide: bool
    may_withdraw: bool


def read_regime(call: Call, vacancy_ref: str) -> RegimeShown:
    """How it stands. NotFound for who may not know the vacancy, NotAllowed on the panel."""
    with call.look() as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref)
        check_may(call.actor, Action.SEE_DUE_DILIGENCE, ties)
        return _shown(work, call.actor, vacancy, ties, proposal_of(work.session, vacancy))


def list_proposals(call: Call) -> tuple[RegimeShown, ...]:
    """Vacancies that wait for a second person, the longest first; those that the reader may not
    decide on are left out.
    """
    wanted = (
        select(RegimeProposal, Vacancy)
        .join(Vacancy, Vacancy.ref == RegimeProposal.vacancy_ref)
        .where(
            RegimeProposal.state == RegimeState.PROPOSED,
            RegimeProposal.proposed_person != call.actor.person_ref,
            Vacancy.closed_at.is_(None),
            off_panel(call.actor),
        )
        .order_by(RegimeProposal.proposed_at, RegimeProposal.ref)
        .limit(MOST)
    )
    with call.look() as work:
        found = [
            (vacancy, ties_of(work.session, vacancy), waiting)
            for waiting, vacancy in work.session.execute(wanted)
        ]
        return tuple(
            _shown(work, call.actor, vacancy, ties, waiting)
            for vacancy, ties, waiting in found
            if _may_decide(call.actor, ties, waiting)
        )


def _shown(
    work: UnitOfWork, actor: Actor, vacancy: Vacancy, ties: Ties, waiting: RegimeProposal | None
) -> RegimeShown:
    return RegimeShown(
        ref=vacancy.ref,
        reference=vacancy.reference,
        title=vacancy.title,
        department=vacancy.department,
        department_changed=_changed(work, vacancy.ref),
        regime=Regime(vacancy.regime),
        waiting=_proposal(work, waiting) if waiting else None,
        too_late=vacancy.closed_at is not None or not is_early(work, vacancy),
        may_choose=may_choose(work, actor, vacancy, ties),
        may_decide=waiting is not None and _may_decide(actor, ties, waiting),
        may_withdraw=waiting is not None and may(actor, Action.CHOOSE_REGIME, ties),
    )


def _may_decide(actor: Actor, ties: Ties, waiting: RegimeProposal) -> bool:
    return may(actor, Action.CONFIRM_REGIME, replace(ties, requester=waiting.proposed_person))


def _proposal(work: UnitOfWork, waiting: RegimeProposal) -> ProposalShown:
    said = said_in_proposal(work, waiting.vacancy_ref)
    by = names_of(work.session, [waiting.proposed_by])[waiting.proposed_by]
    return ProposalShown(waiting.ref, by, waiting.proposed_at, said.get("reason", ""))


def _changed(work: UnitOfWork, vacancy_ref: str) -> DepartmentChanged | None:
    wordings = [
        (record, record.payload["department"])
        for event in (Event.VACANCY_OPENED, Event.VACANCY_CHANGED)
        for record in open_records(work.session, work.vault, vacancy_ref=vacancy_ref, event=event)
        if record.payload
    ]
    for (_record, before), (later, after) in reversed(list(pairwise(wordings))):
        if before != after:
            by = names_of(work.session, [later.actor_ref])[later.actor_ref]
            return DepartmentChanged(later.occurred_at, by, before)
    return None
