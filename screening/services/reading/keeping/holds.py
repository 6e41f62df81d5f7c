"""Holds on a vacancy as their readers see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from screening.domain.errors import NotFound
from screening.domain.events import Event
from screening.domain.name_masks import Names
from screening.domain.people import Action, Actor, Ties, may
from screening.domain.text import N_
from screening.services.call import Call
from screening.services.loading import find_vacancy
from screening.services.reading.people import names_of
from screening.services.reading.trail.by_reference import names_hidden_from, without_names
from screening.store.ledger_store import open_records
from screening.store.tables.erasure import Hold
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class HoldShown:
    """One hold; the words are empty for those who may only know that it stands, and of whom to
    ask.
    """

    number: int
    placed_at: datetime
    placed_by: str
    reason: str
    lifted_at: datetime | None
    lifted_by: str
    why_lifted: str


@dataclass(frozen=True)
class HoldToLift:
    """One hold and the vacancy it is on."""

    vacancy_ref: str
    vacancy_reference: str
    vacancy_title: str
    hold: HoldShown


def read_hold(call: Call, vacancy_ref: str, number: int) -> HoldToLift:
    """One hold, for somebody who may lift it. Or NotFound."""
    with call.look() as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref, Action.HOLD)
        found = [one for one in holds_on(work, call.actor, ties, vacancy) if one.number == number]
        if not found:
            raise NotFound(N_("There is nothing here."))
        return HoldToLift(vacancy.ref, vacancy.reference, vacancy.title, found[0])


def holds_on(work: UnitOfWork, actor: Actor, ties: Ties, vacancy: Vacancy) -> tuple[HoldShown, ...]:
    """Every hold there was, the newest first, with the words where ``actor`` places holds."""
    holds = work.session.scalars(
        select(Hold).where(Hold.vacancy_ref == vacancy.ref).order_by(Hold.number.desc())
    ).all()
    if not holds:
        return ()
    names = names_of(work.session, [ref for one in holds for ref in (one.placed_by, one.lifted_by)])
    reads = may(actor, Action.HOLD)
    hidden = names_hidden_from(work, actor, ties, vacancy.ref)
    placed = _reasons(work, vacancy, Event.HOLD_PLACED, hidden) if reads else {}
    lifted = _reasons(work, vacancy, Event.HOLD_LIFTED, hidden) if reads else {}
    return tuple(
        HoldShown(
            number=one.number,
            placed_at=one.placed_at,
            placed_by=names[one.placed_by],
            reason=placed.get(str(one.number), ""),
            lifted_at=one.lifted_at,
            lifted_by=names.get(one.lifted_by, ""),
            why_lifted=lifted.get(str(one.number), ""),
        )
        for one in holds
    )


def _reasons(work: UnitOfWork, vacancy: Vacancy, event: Event, hidden: Names) -> Mapping[str, str]:
    records = open_records(work.session, work.vault, vacancy_ref=vacancy.ref, event=event)
    return {
        one.payload["hold"]: one.payload["reason"]
        for one in without_names(records, hidden)
        if one.payload
    }
