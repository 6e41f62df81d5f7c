"""The ledger in the database: appending to it, and reading it back opened.

What is appended is worked out here and checked again by the database's own triggers, which also
move the heads. Rows are written with SQLAlchemy's Core: the ORM takes twice as long.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.orm import Session

from screening.domain.errors import KeyDestroyed, SealBroken
from screening.domain.events import RETENTION, Event
from screening.domain.text import N_
from screening.domain.words import Retention
from screening.ledger.canonical import JSON, canonical, parse
from screening.ledger.chain import GENESIS, log_link, vacancy_link
from screening.ledger.commitments import commitments, new_salt, payload_commit
from screening.ledger.merkle import leaf_hash
from screening.ledger.record import ORGANISATION, VERSION, Record, decode, encode, instant
from screening.store.tables.record import log_head, payload, record, vacancy_head
from screening.store.vault import KeyRef, Vault

PAYLOAD_SCHEMA = "1"


@dataclass(frozen=True)
class Entry:
    """Something that happened and is to be recorded. ``payload`` is in its normal form."""

    event: Event
    occurred_at: str
    actor_ref: str
    actor_role: str
    policy_version: str
    idempotency_key: str
    vacancy_ref: str
    subject_ref: str
    check_ref: str
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class Appended:
    """Where a record came to stand."""

    seq: int
    leaf: str


@dataclass(frozen=True)
class Head:
    """How long a chain is, and its last link (hex)."""

    size: int
    link: str


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


@dataclass(frozen=True)
class _Sealed:
    row: dict[str, Any]
    payload: dict[str, Any] | None
    vacancy_head: Head


def key_of(event: Event, vacancy_ref: str, subject_ref: str) -> KeyRef:
    """The key under which the payload of such a record is sealed.

    Raises ValueError for a record about a candidate that does not say which.
    """
    retention = RETENTION[event]
    if retention is Retention.ACCOUNT:
        return KeyRef(ORGANISATION, retention)
    if retention is Retention.VACANCY:
        return KeyRef(vacancy_ref, retention)
    if not subject_ref:
        raise ValueError(f"A record of {event} needs its subject.")
    return KeyRef(subject_ref, retention)


def append(connection: Connection, vault: Vault, entries: Sequence[Entry]) -> list[Appended]:
    """Append ``entries`` in order, within the caller's transaction, and say where they stand.

    Locks the log's head, so it comes last in a transaction: whoever else appends waits for it.
    """
    if not entries:
        return []
    head = connection.execute(select(log_head).with_for_update()).one()
    refs = {entry.vacancy_ref for entry in entries}
    vacancies = {ref: _vacancy_head(connection, ref) for ref in refs}
    log, appended = Head(head.size, head.link), []
    rows, payloads = [], []
    for entry in entries:
        before = vacancies[entry.vacancy_ref]
        sealed = _seal(vault, entry, head.log_id, log, before)
        rows.append(sealed.row)
        if sealed.payload is not None:
            payloads.append(sealed.payload)
        log = Head(log.size + 1, sealed.row["link"])
        vacancies[entry.vacancy_ref] = sealed.vacancy_head
        appended.append(Appended(sealed.row["seq"], sealed.row["leaf"]))
    connection.execute(insert(record), rows)
    if payloads:
        connection.execute(insert(payload), payloads)
    return appended


def open_records(
    session: Session,
    vault: Vault,
    *,
    vacancy_ref: str | None = None,
    check_ref: str | None = None,
    subject_ref: str | None = None,
) -> list[OpenedRecord]:
    """The records that have all the references given, in order. Raises SealBroken when what is
    stored is not what was recorded.
    """
    wanted = select(record, payload.c.owner, payload.c.retention, payload.c.sealed).outerjoin_from(
        record, payload
    )
    for column, value in (
        (record.c.vacancy_ref, vacancy_ref),
        (record.c.check_ref, check_ref),
        (record.c.subject_ref, subject_ref),
    ):
        if value is not None:
            wanted = wanted.where(column == value)
    return [_opened(vault, row) for row in session.execute(wanted.order_by(record.c.seq))]


def heads(session: Session) -> Heads:
    """The ends of the log and of every vacancy's chain."""
    head = session.execute(select(log_head)).one()
    chains = session.execute(select(vacancy_head))
    return Heads(
        log_id=head.log_id,
        log=Head(head.size, head.link),
        vacancies={row.vacancy_ref: Head(row.size, row.link) for row in chains},
    )


def _vacancy_head(connection: Connection, ref: str) -> Head:
    found = select(vacancy_head).where(vacancy_head.c.vacancy_ref == ref)
    row = connection.execute(found).one_or_none()
    return Head(0, GENESIS.hex()) if row is None else Head(row.size, row.link)


def _seal(vault: Vault, entry: Entry, log_id: str, log: Head, before: Head) -> _Sealed:
    salts = {name: new_salt() for name in entry.payload}
    fields = commitments(entry.payload, salts)
    source = encode(
        Record(
            actor_ref=entry.actor_ref,
            actor_role=entry.actor_role,
            check_ref=entry.check_ref,
            event_type=entry.event,
            idempotency_key=entry.idempotency_key,
            log_id=log_id,
            occurred_at=entry.occurred_at,
            payload_commit=payload_commit(fields),
            payload_schema=PAYLOAD_SCHEMA,
            policy_version=entry.policy_version,
            prev_hash=log.link,
            prev_vacancy_hash=before.link,
            seq=str(log.size),
            subject_ref=entry.subject_ref,
            v=VERSION,
            vacancy_ref=entry.vacancy_ref,
            vacancy_seq=str(before.size),
        )
    )
    leaf = leaf_hash(source.encode("ascii"))
    own_link = vacancy_link(entry.vacancy_ref, bytes.fromhex(before.link), leaf).hex()
    row = {
        "seq": log.size,
        "vacancy_ref": entry.vacancy_ref,
        "vacancy_seq": before.size,
        "subject_ref": entry.subject_ref,
        "check_ref": entry.check_ref,
        "event_type": entry.event.value,
        "canonical": source,
        "commitments": canonical(fields).decode("ascii"),
        "leaf": leaf.hex(),
        "link": log_link(bytes.fromhex(log.link), leaf).hex(),
        "vacancy_link": own_link,
    }
    return _Sealed(row, _sealed_payload(vault, entry, salts, row), Head(before.size + 1, own_link))


def _sealed_payload(
    vault: Vault, entry: Entry, salts: Mapping[str, bytes], row: Mapping[str, Any]
) -> dict[str, Any] | None:
    if not entry.payload:
        return None
    key = key_of(entry.event, entry.vacancy_ref, entry.subject_ref)
    content: JSON = {
        "salts": {name: salt.hex() for name, salt in salts.items()},
        "values": entry.payload,
    }
    sealed = vault.seal(key, _place(row["leaf"]), canonical(content))
    return {
        "seq": row["seq"],
        "owner": key.owner,
        "retention": key.retention.value,
        "sealed": sealed,
    }


def _place(leaf: str) -> str:
    return f"payload of {leaf}"


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
        return parse(vault.open(key, _place(row.leaf), row.sealed))
    except KeyDestroyed:
        return None
