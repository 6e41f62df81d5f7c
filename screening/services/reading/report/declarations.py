"""The declarations of the panel, as they stood at one position of a vacancy's chain."""

from collections.abc import Mapping

from sqlalchemy import select

from screening.domain.declarations import moments_reached
from screening.domain.events import OF_UNAUTHORISED, Event
from screening.domain.words import Moment
from screening.reports import model
from screening.services.reading.report.vacancy import stage_so_far
from screening.services.reading.trail.chain import Chain
from screening.store.ledger_store import OpenedRecord
from screening.store.tables.registers import UnauthorisedSearch
from screening.store.tables.vacancy import PanelMember
from screening.store.unit_of_work import UnitOfWork


def declarations_at(work: UnitOfWork, chain: Chain) -> tuple[model.Declaration, ...]:
    """One for each person who sat on the panel then, and each moment that had come; and what those
    declared who had left it.
    """
    as_at = chain.records[-1].occurred_at
    seats = work.session.scalars(
        select(PanelMember)
        .where(PanelMember.vacancy_ref == chain.vacancy_ref, PanelMember.joined_at <= as_at)
        .order_by(PanelMember.joined_at, PanelMember.account_ref)
    ).all()
    sitting = {seat.person_ref for seat in seats if seat.left_at is None or seat.left_at > as_at}
    given = _given(chain)
    reached = moments_reached(stage_so_far(chain))
    searches = _searches(work, chain)
    return tuple(
        _declaration(chain, person, moment, given.get((person, moment)), searches)
        for person in dict.fromkeys(seat.person_ref for seat in seats)
        for moment in Moment
        if (person, moment) in given or (person in sitting and moment in reached)
    )


def _given(chain: Chain) -> Mapping[tuple[str, Moment], OpenedRecord]:
    return {
        (chain.persons[record.actor_ref], Moment(record.payload["moment"])): record
        for record in chain.every(Event.DECLARATION_MADE)
        if record.payload is not None
    }


def _searches(work: UnitOfWork, chain: Chain) -> Mapping[str, tuple[model.OwnSearch, ...]]:
    """By person, each search of theirs that nobody had authorised."""
    first: dict[str, int] = {}
    for record in chain.every(*OF_UNAUTHORISED):
        first.setdefault(record.subject_ref, record.vacancy_seq)
    found: dict[str, tuple[model.OwnSearch, ...]] = {}
    for ref, number in first.items():
        entry = work.session.get_one(UnauthorisedSearch, ref)
        own = model.OwnSearch(number, entry.looked_on)
        found[entry.looker_person] = (*found.get(entry.looker_person, ()), own)
    return found


def _declaration(
    chain: Chain,
    person: str,
    moment: Moment,
    record: OpenedRecord | None,
    searches: Mapping[str, tuple[model.OwnSearch, ...]],
) -> model.Declaration:
    name = chain.name_of(person)
    if record is None:
        return model.Declaration(name, moment)
    searched = bool(record.payload and record.payload["searched"])
    against = () if searched else searches.get(person, ())
    return model.Declaration(
        name, moment, chain.stamp(record), searched, record.policy_version, against
    )
