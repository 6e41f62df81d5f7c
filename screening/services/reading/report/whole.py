"""The audit report's read model, filled from one position in a vacancy's chain."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from screening.domain.events import OF_FOLLOW_UPS, UNTOLD, Event
from screening.domain.notifying import Language
from screening.domain.text import N_
from screening.ledger.note import text_of
from screening.ledger.receipt import code_of
from screening.reports import check_model, model
from screening.reports.beside_model import Loss
from screening.reports.labels import label
from screening.services.calendar import day_of
from screening.services.catalogues import catalogue_of
from screening.services.reading.administration.losses import losses
from screening.services.reading.report.beside import sourcing, unauthorised
from screening.services.reading.report.check import check_at
from screening.services.reading.report.declarations import declarations_at
from screening.services.reading.report.due_diligence import schools_at
from screening.services.reading.report.lines import lines_by_section
from screening.services.reading.report.policy import show_policy
from screening.services.reading.report.vacancy import (
    outside_decider,
    panel,
    retention,
    vacancy_at,
)
from screening.services.reading.trail.chain import ROLE_WORDS, Chain, read_chain
from screening.store import checkpoints
from screening.store.ledger_store import OpenedRecord
from screening.store.tables.check import Check
from screening.store.tables.checkpoint import LogKey
from screening.store.tables.review import Edition
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

CLASSIFICATION = N_("Official – sensitive: personal data")
_ENDS = (Event.FOLLOW_UP_SATISFIED, Event.FOLLOW_UP_WITHDRAWN)


def read_report(
    work: UnitOfWork, edition: Edition, organisation: model.Organisation
) -> model.Report:
    """What ``edition`` prints: everything that its position covers, and nothing later.

    What is put together of several texts of ours is in its language; the others are handed on as
    they are marked, and what people typed as they typed it.
    """
    speaks = catalogue_of(Language(edition.language))
    vacancy = work.session.get_one(Vacancy, edition.vacancy_ref)
    chain = read_chain(work, vacancy.ref, edition.vacancy_seq, speaks)
    checks = tuple(check_at(work, chain, check) for check in _checks(work, chain))
    schools = schools_at(work, chain)
    shown = vacancy_at(chain, schools.regime)
    return model.Report(
        organisation=organisation,
        vacancy=shown,
        edition=_edition(work, edition, chain, shown.reference),
        policy=show_policy(work, chain),
        panel=panel(work, chain),
        pairs=_pairs(checks),
        checks=checks,
        retention=retention(work, chain),
        records=_records(chain),
        sign_offs=_sign_offs(chain),
        follow_ups=_follow_ups(chain),
        outside_decider=outside_decider(chain),
        unauthorised=unauthorised(work, chain),
        sourcing=sourcing(work, chain),
        declarations=declarations_at(work, chain),
        schools=schools,
        lines=lines_by_section(work, chain),
        losses=tuple(Loss(day_of(loss.at), loss.first, loss.last) for loss in losses(work)),
    )


def _checks(work: UnitOfWork, chain: Chain) -> list[Check]:
    started = {record.check_ref for record in chain.every(Event.CHECK_STARTED)}
    wanted = select(Check).where(Check.vacancy_ref == chain.vacancy_ref).order_by(Check.number)
    return [check for check in work.session.scalars(wanted) if check.ref in started]


def _edition(work: UnitOfWork, edition: Edition, chain: Chain, reference: str) -> model.Edition:
    return model.Edition(
        report_number=f"R-{reference}",
        edition=edition.number,
        position=edition.vacancy_seq,
        head=chain.links[-1],
        as_at=chain.records[-1].occurred_at,
        recipient=chain.named(edition.requested_by),
        classification=CLASSIFICATION,
        checkpoint=_checkpoint(work, chain.records[-1]),
    )


def _checkpoint(work: UnitOfWork, last: OpenedRecord) -> model.Checkpoint | None:
    signed = checkpoints.first_over(work, last.seq)
    if signed is None:
        return None
    key = checkpoints.public_half(work, work.session.get_one(LogKey, signed.key_number))
    code = code_of(text_of(signed.note), last.leaf_hash)
    return model.Checkpoint(signed.size, signed.root, key.id.hex(), code)


def _pairs(checks: tuple[check_model.Check, ...]) -> tuple[model.Pair, ...]:
    tally: dict[tuple[str, str], list[bool]] = {}
    for check in checks:
        for decision in check.decisions:
            pair = (check.requester, decision.stamp.by)
            tally.setdefault(pair, []).append(decision.answer is Event.CHECK_APPROVED)
    return tuple(
        model.Pair(requester, decider, len(answers), sum(answers))
        for (requester, decider), answers in sorted(tally.items())
    )


def _records(chain: Chain) -> tuple[model.Record, ...]:
    return tuple(
        model.Record(
            vacancy_seq=record.vacancy_seq,
            at=record.occurred_at,
            event="" if hidden else label(Event(record.event)),
            actor_role="" if hidden else ROLE_WORDS[record.actor_role],
            leaf=record.leaf_hash,
            link=link,
            hidden=hidden,
        )
        for record, link in zip(chain.records, chain.links, strict=True)
        for hidden in (record.event in UNTOLD,)  # it is the equality officers' report
    )


def _sign_offs(chain: Chain) -> tuple[model.SignOff, ...]:
    return tuple(
        model.SignOff(
            by=chain.by(record),
            at=record.occurred_at,
            record=record.vacancy_seq,
            text=record.payload["words"] if record.payload else None,
            conditions=(record.payload or {}).get("conditions", ""),
            numbers=(record.payload or {}).get("numbers", ""),
        )
        for record in chain.every(Event.SIGNED_OFF)
    )


def _follow_ups(chain: Chain) -> tuple[model.FollowUp, ...]:
    """What officers asked, in the order they asked it, as far as words are kept."""
    turns: dict[str, list[OpenedRecord]] = {}
    for record in chain.every(*OF_FOLLOW_UPS):
        if record.payload is not None:
            turns.setdefault(record.payload["number"], []).append(record)
    return tuple(_follow_up(chain, number, records) for number, records in turns.items())


def _follow_up(chain: Chain, number: str, records: list[OpenedRecord]) -> model.FollowUp:
    said = records[0].payload or {}
    return model.FollowUp(
        number=int(number),
        owner=said.get("owner", ""),
        check=said.get("check", ""),
        turns=tuple(_turn(chain, record, record.payload or {}) for record in records),
        ended=records[-1].event in _ENDS,
    )


def _turn(chain: Chain, record: OpenedRecord, said: Mapping[str, str]) -> model.FollowUpTurn:
    due = date.fromisoformat(said["due"]) if "due" in said else None
    return model.FollowUpTurn(Event(record.event), chain.stamp(record), said.get("words", ""), due)
