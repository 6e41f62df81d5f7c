"""The parts of the audit report that are about the vacancy as a whole."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.due_diligence import REGIME_NAMES
from screening.domain.events import Event
from screening.domain.policy import Policy
from screening.domain.text import N_
from screening.domain.words import CriterionKind, Regime, Stage
from screening.reports import model
from screening.services.calendar import day_of
from screening.services.erasure.retention import SUCCESSFUL
from screening.services.reading.people import names_of
from screening.services.reading.report.policy import policy_at
from screening.services.reading.trail.chain import Chain
from screening.store.tables.candidate import Candidate
from screening.store.tables.vacancy import PanelMember
from screening.store.unit_of_work import UnitOfWork

MEMBER = N_("Member of the panel")
EVERYBODY = N_("Every candidate not named below")
ABOUT_A_PERSON = N_("Name, contact, claims, requests, search and outcome")
DECIDED_BY_TWO = N_("The same: appointed, or with an offer")
WRITTEN_OF_IT = N_("What was written of it as a whole: queries, sign-offs, reasons, declarations")
REGISTER = N_("The register: codes, dates, decisions and hashes, without anybody's words")
ALL = N_("The vacancy")


def vacancy_at(chain: Chain, regime: Regime) -> model.Vacancy:
    """The vacancy as its chain describes it, run by ``regime``."""
    details = _newest(chain, Event.VACANCY_OPENED, Event.VACANCY_CHANGED)
    criteria = _newest(chain, Event.CRITERIA_CHANGED)
    return model.Vacancy(
        reference=details["reference"],
        title=details["title"],
        department=details["department"],
        stage=stage_so_far(chain),
        regime=REGIME_NAMES[regime],
        criteria=tuple(
            model.Criterion(row["code"], CriterionKind(row["kind"]), row["text"])
            for row in criteria.get("criteria", ())
        ),
        criteria_version=int(criteria.get("version", 0)),
        candidates=len(chain.every(Event.CANDIDATE_ADDED)),
        opened_on=day_of(chain.records[0].occurred_at),
    )


def stage_at(chain: Chain, position: int) -> Stage:
    """How far the vacancy had come at ``position`` of its chain, its closing aside."""
    changes = [one for one in chain.every(Event.STAGE_CHANGED) if one.vacancy_seq <= position]
    payload = changes[-1].payload if changes else None
    return Stage(payload["after"]) if payload else Stage.ADVERTISED


def stage_so_far(chain: Chain) -> Stage:
    """How far the vacancy has come by the end of ``chain``, its closing included."""
    if chain.every(Event.VACANCY_CLOSED):
        return Stage.CLOSED
    return stage_at(chain, chain.position)


def outside_decider(chain: Chain) -> str:
    """The name of the one person who may decide here, or an empty string."""
    return chain.names.get(_newest(chain, Event.PANEL_CHANGED).get("outside_decider", ""), "")


def panel(work: UnitOfWork, chain: Chain) -> tuple[model.Member, ...]:
    """Everybody who sat on the panel so far, and when they left it."""
    as_at = chain.records[-1].occurred_at
    seats = work.session.scalars(
        select(PanelMember)
        .where(PanelMember.vacancy_ref == chain.vacancy_ref, PanelMember.joined_at <= as_at)
        .order_by(PanelMember.joined_at, PanelMember.account_ref)
    ).all()
    names = names_of(work.session, [seat.account_ref for seat in seats])
    return tuple(
        model.Member(
            name=names[seat.account_ref],
            role=MEMBER,
            joined=day_of(seat.joined_at),
            left=day_of(seat.left_at) if seat.left_at and seat.left_at <= as_at else None,
        )
        for seat in seats
    )


def retention(work: UnitOfWork, chain: Chain) -> tuple[model.Retained, ...]:
    """When each kind of data goes, or went. Nothing is fixed before the vacancy closes."""
    if not chain.every(Event.CANDIDATE_ADDED):
        return ()
    closed = next((day_of(one.occurred_at) for one in chain.every(Event.VACANCY_CLOSED)), None)
    policy = policy_at(work, chain)
    rest = _after(policy, closed, "retention_months")
    erased = [
        model.Retained(code, ABOUT_A_PERSON, rest, day_of(record.occurred_at))
        for code, record in _erasures(work, chain)
    ]
    held = len(chain.every(Event.HOLD_PLACED)) > len(chain.every(Event.HOLD_LIFTED))
    left_to_two = [
        model.Retained(code, DECIDED_BY_TWO, None, held=held, by_two=True)
        for code in _successful(work, chain)
    ]
    return (
        model.Retained(EVERYBODY, ABOUT_A_PERSON, rest, held=held),
        *left_to_two,
        *erased,
        model.Retained(ALL, WRITTEN_OF_IT, _after(policy, closed, "register_years"), held=held),
        model.Retained(ALL, REGISTER, None, ends=False),  # the log can only grow
    )


def _erasures(work: UnitOfWork, chain: Chain) -> list[tuple[str, Any]]:
    return [
        (code_of(work.session.get_one(Candidate, record.subject_ref).number), record)
        for record in chain.every(Event.SUBJECT_ERASED)
    ]


def _successful(work: UnitOfWork, chain: Chain) -> list[str]:
    """The codes of those who were appointed or have an offer, and whose data is kept."""
    status: dict[str, str] = {}
    for record in chain.every(Event.CANDIDATE_ADDED, Event.CANDIDATE_STATUS_CHANGED):
        if record.payload:
            status[record.subject_ref] = record.payload.get("after", record.payload.get("status"))
    successful = [ref for ref, found in status.items() if found in SUCCESSFUL]
    return [code_of(work.session.get_one(Candidate, ref).number) for ref in successful]


def _after(policy: Policy, closed: date | None, period: str) -> date | None:
    return closed + timedelta(days=policy.days(period)) if closed else None


def _newest(chain: Chain, *events: Event) -> Mapping[str, Any]:
    """What the last of ``events`` said; nothing when there was none."""
    found = chain.every(*events)
    return (found[-1].payload or {}) if found else {}
