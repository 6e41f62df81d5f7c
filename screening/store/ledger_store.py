"""Reading the ledger in the database, opened; ``appending`` writes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from screening.domain.errors import KeyDestroyed, SealBroken
from screening.domain.text import N_
from screening.domain.words import Retention
from screening.ledger.canonical import parse
from screening.ledger.record import decode, instant
from screening.store.appending import Head, place_of
from screening.store.tables.record import log_head, payload, record, vacancy_head
from screening.store.vault import KeyRef, Vault


@dataclass(frozen=True)
class Heads:
    """Both kinds of chain as they stand."""

    log_id: str
    log: Head
    vacancies: Mapping[str, Head]


@dataclass(frozen=True)
class OpenedRecord:
    """A record with what was said. ``payload`` is None once it was erased. Hashes are hex."""

    seq: int
    vacancy_ref: str
    vacancy_seq: int
    event: str
    occurred_at: datetime
    actor_ref: str
    actor_role: str
    subject_ref: str
    check_ref: str
    policy_version: str
    payload: Mapping[str, Any] | None
    payload_commit: str
    leaf_hash: str
    prev_hash: str
    link: str


def open_records(
    session: Session,
    vault: Vault,
    *,
    vacancy_ref: str | None = None,
    check_ref: str | None = None,
    subject_ref: str | None = None,
    event: str | None = None,
    seqs: Sequence[int] | None = None,
) -> list[OpenedRecord]:
    """The records that have all the references given, are of ``event`` and among ``seqs``, in
    order.

    Raises SealBroken when what is stored is not what was recorded.
    """
    wanted = select(record, payload.c.owner, payload.c.retention, payload.c.sealed).outerjoin_from(
        record, payload
    )
    for column, value in (
        (record.c.vacancy_ref, vacancy_ref),
        (record.c.check_ref, check_ref),
        (record.c.subject_ref, subject_ref),
        (of_event(named=bool(vacancy_ref or check_ref or subject_ref)), event),
    ):
        if value is not None:
            wanted = wanted.where(column == value)
    if seqs is not None:
        wanted = wanted.where(record.c.seq.in_(seqs))
    return [_opened(vault, row) for row in session.execute(wanted.order_by(record.c.seq))]


def of_event(*, named: bool) -> ColumnElement[str]:
    """The column of a record's event, for a question to the log; ``named``: of one vacancy, check
    or person.

    Their few records are read and looked at then. SQLite does not know that they are few, and would
    go through everything of that event: so it is shown no column that has an index.
    """
    return record.c.event_type.concat("") if named else record.c.event_type


def heads(session: Session) -> Heads:
    """The ends of the log and of every vacancy's chain."""
    head = session.execute(select(log_head)).one()
    chains = session.execute(select(vacancy_head))
    return Heads(
        log_id=head.log_id,
        log=Head(head.size, head.link),
        vacancies={row.vacancy_ref: Head(row.size, row.link) for row in chains},
    )


def _opened(vault: Vault, row: Row[Any]) -> OpenedRecord:
    found = decode(row.canonical)
    content = open_content(vault, row)
    return OpenedRecord(
        seq=row.seq,
        vacancy_ref=found.vacancy_ref,
        vacancy_seq=row.vacancy_seq,
        event=found.event_type,
        occurred_at=instant(found.occurred_at),
        actor_ref=found.actor_ref,
        actor_role=found.actor_role,
        subject_ref=found.subject_ref,
        check_ref=found.check_ref,
        policy_version=found.policy_version,
        payload=None if content is None else content["values"],
        payload_commit=found.payload_commit,
        leaf_hash=row.leaf,
        prev_hash=found.prev_hash,
        link=row.link,
    )


def open_content(vault: Vault, row: Row[Any]) -> Any:
    """The values and salts of a record's payload, or None when it was erased."""
    if row.commitments == "{}":
        return {"salts": {}, "values": {}}
    if row.owner is None:
        raise SealBroken(N_("What was said in a record is missing from the database."))
    key = KeyRef(row.owner, Retention(row.retention))
    if row.sealed is None:
        if vault.is_destroyed(key):
            return None
        raise SealBroken(N_("What was said in a record is gone, but its key was never destroyed."))
    try:
        return parse(vault.open(key, place_of(row.leaf), row.sealed))
    except KeyDestroyed:
        return None
