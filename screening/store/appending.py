"""Appending to the ledger in the database.

What is appended is worked out here and checked again by the database's own triggers, which also
move the heads. Rows are written past SQLAlchemy's ORM and most of its Core, which take far longer
(``direct``).

On PostgreSQL the application's account has no right to write the log: it calls functions that
append, which act as the owner of the tables (``migrations/sql/0013_postgresql.sql``).
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, text

from screening.domain.events import Event
from screening.domain.retention import RETENTION
from screening.domain.words import Retention
from screening.ledger.canonical import spell
from screening.ledger.chain import GENESIS, log_link, vacancy_link
from screening.ledger.commitments import commitments, new_salt, payload_commit
from screening.ledger.merkle import leaf_hash
from screening.ledger.record import ORGANISATION, VERSION, Record, encode
from screening.store.direct import Insertion, Question
from screening.store.tables.record import log_head, payload, record, vacancy_head
from screening.store.vault import KeyRef, Vault

PAYLOAD_SCHEMA = "1"

# Put together once: to do so takes longer than to run them.
_LOG_HEAD = Question(select(log_head.c.log_id, log_head.c.size, log_head.c.link))
_LOG_HEAD_HELD = text("SELECT log_id, size, link FROM screening_hold_log()")
_VACANCY_HEAD = Question(
    select(vacancy_head.c.size, vacancy_head.c.link).where(
        vacancy_head.c.vacancy_ref == bindparam("vacancy_ref")
    )
)
_RECORDS = Insertion(record)
_RECORDS_BY_FUNCTION = text("SELECT screening_append(:sources, :fields)")
_PAYLOADS = Insertion(payload)


class Entry(NamedTuple):
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


class Appended(NamedTuple):
    """Where a record came to stand."""

    seq: int
    leaf: str


class Head(NamedTuple):
    """How long a chain is, and its last link (hex)."""

    size: int
    link: str


class _Sealed(NamedTuple):
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
    log_id, log = hold_log(connection)
    refs = {entry.vacancy_ref for entry in entries}
    vacancies = {ref: _vacancy_head(connection, ref) for ref in refs}
    appended, rows, payloads = [], [], []
    for entry in entries:
        before = vacancies[entry.vacancy_ref]
        sealed = _seal(vault, entry, log_id, log, before)
        rows.append(sealed.row)
        if sealed.payload is not None:
            payloads.append(sealed.payload)
        log = Head(log.size + 1, sealed.row["link"])
        vacancies[entry.vacancy_ref] = sealed.vacancy_head
        appended.append(Appended(sealed.row["seq"], sealed.row["leaf"]))
    _write(connection, rows)
    if payloads:
        _PAYLOADS.insert(connection, payloads)
    return appended


def hold_log(connection: Connection) -> tuple[str, Head]:
    """The log's id and its head, which nobody else moves until the caller's transaction ends."""
    if _on_postgresql(connection):
        log_id, size, link = connection.execute(_LOG_HEAD_HELD).one()
    else:
        log_id, size, link = _LOG_HEAD.answer(connection) or ()  # there always is one
    return log_id, Head(size, link)


def place_of(leaf: str) -> str:
    """Where the payload of the record with ``leaf`` belongs: what it is sealed with."""
    return f"payload of {leaf}"


def _write(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if not _on_postgresql(connection):
        _RECORDS.insert(connection, rows)
        return
    connection.execute(
        _RECORDS_BY_FUNCTION,
        {
            "sources": [row["canonical"] for row in rows],
            "fields": [row["commitments"] for row in rows],
        },
    )


def _on_postgresql(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def _vacancy_head(connection: Connection, ref: str) -> Head:
    row = _VACANCY_HEAD.answer(connection, vacancy_ref=ref)
    return Head(0, GENESIS.hex()) if row is None else Head(*row)


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
        "commitments": spell(fields).decode("ascii"),
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
    content = {
        "salts": {name: salt.hex() for name, salt in salts.items()},
        "values": entry.payload,
    }
    sealed = vault.seal(key, place_of(row["leaf"]), spell(content))
    return {
        "seq": row["seq"],
        "owner": key.owner,
        "retention": key.retention.value,
        "sealed": sealed,
    }
