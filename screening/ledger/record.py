"""Record format v1. What is appended can never be migrated, so this never changes.

A record is one JSON object whose seventeen values are all short ASCII text, spelled canonically.
That makes its grammar regular: one pattern says whether bytes are a record, in the one spelling it
has, and reads it, with no parser in between that could be lenient.
"""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from screening.domain.errors import NotCanonical

VERSION = "1"
ORGANISATION = "0" * 32
"""Stands for the vacancy in records of people, roles, policy and keys: the organisation's chain."""

_REF = "[0-9a-f]{32}"
_HASH = "[0-9a-f]{64}"
_NUMBER = "0|[1-9][0-9]{0,18}"
_WORD = "[a-z][a-z0-9_-]{0,63}"
_VERSION_NAME = "[A-Za-z0-9._-]{1,64}"

GRAMMAR = {
    "actor_ref": _REF,
    "actor_role": _WORD,
    "check_ref": f"(?:{_REF})?",
    "event_type": _WORD,
    "idempotency_key": "[A-Za-z0-9._:~-]{0,128}",
    "log_id": _REF,
    "occurred_at": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z",
    "payload_commit": _HASH,
    "payload_schema": _VERSION_NAME,
    "policy_version": _VERSION_NAME,
    "prev_hash": _HASH,
    "prev_vacancy_hash": _HASH,
    "seq": _NUMBER,
    "subject_ref": f"(?:{_REF})?",
    "v": VERSION,
    "vacancy_ref": _REF,
    "vacancy_seq": _NUMBER,
}
"""Each field and the pattern of its value, in the order of the canonical spelling."""

PATTERN = "{" + ",".join(f'"{name}":"({value})"' for name, value in GRAMMAR.items()) + "}"
"""A record: a group for each field, in order."""

_RECORD = re.compile(PATTERN)
_SPELLING = "{" + ",".join(f'"{name}":"%s"' for name in GRAMMAR) + "}"


class Record(NamedTuple):
    """One record. Hashes and references are lower-case hex; an absent reference is ``""``."""

    actor_ref: str
    actor_role: str
    check_ref: str
    event_type: str
    idempotency_key: str
    log_id: str
    occurred_at: str
    payload_commit: str
    payload_schema: str
    policy_version: str
    prev_hash: str
    prev_vacancy_hash: str
    seq: str
    subject_ref: str
    v: str
    vacancy_ref: str
    vacancy_seq: str


def encode(record: Record) -> str:
    """The canonical spelling. Raises NotCanonical, naming the field, when a value has none."""
    source = spell(record)
    if _RECORD.fullmatch(source) is None:
        values = record._asdict()
        wrong = [name for name in GRAMMAR if not re.fullmatch(GRAMMAR[name], values[name])]
        raise NotCanonical(f"A record cannot hold this as its {', '.join(wrong)}.")
    return source


def spell(record: Record) -> str:
    """The spelling of a ``record`` whose values are known to have one."""
    return _SPELLING % record


def decode(source: str) -> Record:
    """The record that ``source`` spells. Raises NotCanonical unless it is canonical throughout."""
    found = _RECORD.fullmatch(source)
    if found is None:
        raise NotCanonical("This is not a record of format v1 in its canonical spelling.")
    return Record._make(found.groups())


def timestamp(moment: datetime) -> str:
    """How a record spells ``moment`` (aware): UTC, to the microsecond."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def instant(spelled: str) -> datetime:
    """The aware moment that ``timestamp`` spelled. Raises NotCanonical for a 30 February."""
    try:
        return datetime.fromisoformat(spelled)
    except ValueError as error:
        raise NotCanonical(f"{spelled} is no moment in time.") from error
