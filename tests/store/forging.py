"""Records that nobody made, for those who try to append them."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select, text

from screening.ledger.commitments import payload_commit
from screening.ledger.record import GRAMMAR
from screening.store.tables.record import log_head, vacancy_head

VACANCY = "b" * 32


def following(connection: Connection, **other: str) -> dict[str, str]:
    """The fields of a record that could come next, with ``other`` values in some of them."""
    log = connection.execute(select(log_head)).one()
    wanted = vacancy_head.c.vacancy_ref == VACANCY
    chain = connection.execute(select(vacancy_head).where(wanted)).one()
    fields = {
        "actor_ref": "a" * 32,
        "actor_role": "hr",
        "check_ref": "",
        "event_type": "vacancy_closed",
        "idempotency_key": "",
        "log_id": log.log_id,
        "occurred_at": "2026-11-22T09:00:00.000000Z",
        "payload_commit": payload_commit({}),
        "payload_schema": "1",
        "policy_version": "2026-1",
        "prev_hash": log.link,
        "prev_vacancy_hash": chain.link,
        "seq": str(log.size),
        "subject_ref": "",
        "v": "1",
        "vacancy_ref": VACANCY,
        "vacancy_seq": str(chain.size),
    }
    assert list(fields) == list(GRAMMAR)
    return fields | other


def spelled(fields: Mapping[str, str]) -> str:
    """As a record spells them, whether or not they are such as a record may hold."""
    return json.dumps(fields, separators=(",", ":"), ensure_ascii=False)


def call_append(connection: Connection, *sources: str | None, fields: Any = None) -> None:
    """Call the function that appends on PostgreSQL, as the application's account may."""
    connection.execute(
        text("SELECT screening_append(CAST(:sources AS text[]), CAST(:fields AS text[]))"),
        {
            "sources": list(sources),
            "fields": ["{}"] * len(sources) if fields is None else fields,
        },
    )
