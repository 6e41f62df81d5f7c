"""The declarations of the panel, as they stood at one position of a vacancy's chain."""

from collections.abc import Mapping

from sqlalchemy import select

from screening.domain.declarations import moments_reached
from screening.domain.events import Event
from screening.domain.words import Moment
from screening.reports import model
from screening.services.reading.people import names_of
from screening.services.reading.report.vacancy import stage_so_far
from screening.services.reading.trail.chain import Chain
from screening.store.ledger_store import OpenedRecord
from screening.store.tables.vacancy import PanelMember
from screening.store.unit_of_work import UnitOfWork


def declarations_at(work: UnitOfWork, chain: Chain) -> tuple[model.Declaration, ...]:
    """One for each person who sat on the panel then, and each moment that had come."""
    as_at = chain.records[-1].occurred_at
    seats = work.session.scalars(
        select(PanelMember)
        .where(PanelMember.vacancy_ref == chain.vacancy_ref, PanelMember.joined_at <= as_at)
        .order_by(PanelMember.joined_at, PanelMember.account_ref)
    ).all()
    sitting = [seat for seat in seats if seat.left_at is None or seat.left_at > as_at]
    names = names_of(work.session, [seat.account_ref for seat in sitting])
    persons = {seat.person_ref: names[seat.account_ref] for seat in reversed(sitting)}
    given = _given(chain)
    return tuple(
        _declaration(chain, name, moment, given.get((person, moment)))
        for person, name in reversed(persons.items())
        for moment in moments_reached(stage_so_far(chain))
    )


def _given(chain: Chain) -> Mapping[tuple[str, Moment], OpenedRecord]:
    return {
        (chain.persons[record.actor_ref], Moment(record.payload["moment"])): record
        for record in chain.every(Event.DECLARATION_MADE)
        if record.payload is not None
    }


def _declaration(
    chain: Chain, name: str, moment: Moment, record: OpenedRecord | None
) -> model.Declaration:
    if record is None:
        return model.Declaration(name, moment)
    searched = bool(record.payload and record.payload["searched"])
    return model.Declaration(name, moment, chain.stamp(record), searched)
