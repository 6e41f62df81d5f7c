"""The log, its heads, its sealed payloads, and the keys of calls already answered.

Rows here are written with SQLAlchemy's Core, in ``appending``. ``record.canonical`` is the
record; the columns beside it only find it, and a trigger refuses a row in which they differ.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from screening.store.base import Base
from screening.store.types import Count, UtcTime

record = Table(
    "record",
    Base.metadata,
    Column("seq", Count, primary_key=True, autoincrement=False),
    Column("vacancy_ref", Text, nullable=False),
    Column("vacancy_seq", Count, nullable=False),
    Column("subject_ref", Text, nullable=False),
    Column("check_ref", Text, nullable=False),
    Column("event_type", Text, nullable=False),
    Column("canonical", Text, nullable=False),
    Column("commitments", Text, nullable=False),
    Column("leaf", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("vacancy_link", Text, nullable=False),
    UniqueConstraint("vacancy_ref", "vacancy_seq"),
    Index("ix_record_subject_ref_seq", "subject_ref", "seq"),
    Index("ix_record_check_ref_seq", "check_ref", "seq"),
    Index("ix_record_event_type_seq", "event_type", "seq"),
    sqlite_strict=True,
)

payload = Table(
    "payload",
    Base.metadata,
    Column("seq", Count, ForeignKey("record.seq"), primary_key=True, autoincrement=False),
    Column("owner", Text, nullable=False),
    Column("retention", Text, nullable=False),
    Column("sealed", LargeBinary),
    Index("ix_payload_owner_retention", "owner", "retention"),
    sqlite_strict=True,
)

log_head = Table(
    "log_head",
    Base.metadata,
    Column("id", Count, primary_key=True, autoincrement=False),
    Column("log_id", Text, nullable=False),
    Column("size", Count, nullable=False),
    Column("link", Text, nullable=False),
    CheckConstraint("id = 1", name="only_one"),
    sqlite_strict=True,
)

vacancy_head = Table(
    "vacancy_head",
    Base.metadata,
    Column("vacancy_ref", Text, primary_key=True),
    Column("size", Count, nullable=False),
    Column("link", Text, nullable=False),
    sqlite_strict=True,
)

idempotency = Table(
    "idempotency",
    Base.metadata,
    Column("actor_ref", String(32), primary_key=True),
    Column("key", String(128), primary_key=True),
    Column("result", Text, nullable=False),
    Column("made_at", UtcTime, nullable=False),
)
