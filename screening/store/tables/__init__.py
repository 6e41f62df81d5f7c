"""The tables, one aggregate a file, all of them known once this is imported."""

from screening.store.base import Base
from screening.store.tables import (
    account,
    candidate,
    check,
    checkpoint,
    decision,
    erasure,
    job,
    monitoring,
    policy,
    record,
    review,
    rights,
    search,
    session,
    vacancy,
    wording,
)

__all__ = [
    "account",
    "candidate",
    "check",
    "checkpoint",
    "decision",
    "erasure",
    "job",
    "metadata",
    "monitoring",
    "policy",
    "record",
    "review",
    "rights",
    "search",
    "session",
    "vacancy",
    "wording",
]

metadata = Base.metadata
"""Every table of the main database."""
