"""The audit report's read model, filled from one position in a vacancy's chain."""

from datetime import date

from sqlalchemy import select

from screening.domain.events import UNTOLD, Event
from screening.domain.text import N_
from screening.ledger.note import text_of
from screening.ledger.receipt import code_of
from screening.reports import check_model, model
from screening.reports.beside_model import Loss
from screening.reports.labels import label
from screening.services.calendar import day_of
from screening.services.reading.administration.losses import losses
from screening.services.reading.report.beside import sourcing, unauthorised
from screening.services.reading.report.check import check_at
from screening.services.reading.report.declarations import declarations_at
from screening.services.reading.report.due_diligence import schools_at
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


def read_report(
    work: UnitOfWork, edition: Edition, organisation: model.Organisation
) -> model.Report:
    """What ``edition`` prints: everything that its position covers, and nothing later."""
    vacancy = work.session.get_one(Vacancy, edition.vacancy_ref)
    chain = read_chain(work, vacancy.ref, edition.vacancy_seq)
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
        recipient=chain.names[edition.requested_by],
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
        )
        for record in chain.every(Event.SIGNED_OFF)
    )


def _follow_ups(chain: Chain) -> tuple[model.FollowUp, ...]:
    """Queries and actions in the order they were asked, as far as their words are kept."""
    answers = {
        record.payload["number"]: record
        for record in chain.every(Event.QUERY_ANSWERED, Event.ACTION_DONE)
        if record.payload is not None
    }
    shown = []
    for record in chain.every(Event.QUERY_ASKED, Event.ACTION_SET):
        if record.payload is None:
            continue
        said, answer = record.payload, answers.get(record.payload["number"])
        shown.append(
            model.FollowUp(
                event=Event(record.event),
                number=int(said["number"]),
                asked=chain.stamp(record),
                owner=said["owner"],
                check=said["check"],
                due=date.fromisoformat(said["due"]),
                text=said["words"],
                answered=chain.stamp(answer) if answer else None,
                answer=answer.payload["words"] if answer and answer.payload else None,
            )
        )
    return tuple(shown)
