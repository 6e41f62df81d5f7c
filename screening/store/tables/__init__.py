"""The tables, one aggregate a file, all of them known once this is imported."""

from screening.store.base import Base
from screening.store.tables import (
    account,
    candidate,
    candidate_link,
    check,
    checkpoint,
    decision,
    declaration,
    erasure,
    follow_up,
    job,
    monitoring,
    outbox,
    policy,
    record,
    registers,
    review,
    rights,
    search,
    session,
    setting,
    substitution,
    vacancy,
    wording,
)

__all__ = [
    "account",
    "candidate",
    "candidate_link",
    "check",
    "checkpoint",
    "decision",
    "declaration",
    "erasure",
    "follow_up",
    "job",
    "metadata",
    "monitoring",
    "outbox",
    "policy",
    "record",
    "registers",
    "review",
    "rights",
    "search",
    "session",
    "setting",
    "substitution",
    "vacancy",
    "wording",
]

metadata = Base.metadata
"""Every table of the main database."""
