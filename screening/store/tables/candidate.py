"""Candidates and what they claimed. Names and contacts are sealed; quotes are in the ledger."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from screening.domain.words import Retention
from screening.store.base import Base
from screening.store.types import UtcTime, sealed_under

_IDENTITY = sealed_under("ref", Retention.IDENTITY)


class Candidate(Base):
    """An applicant for one vacancy. The sealed columns are emptied when the person is erased.

    ``name_form``: by which way of reading names the words of theirs are kept; None: not yet.
    """

    __tablename__ = "candidate"
    __table_args__ = (
        UniqueConstraint("vacancy_ref", "number"),
        Index("ix_candidate_number", "number", "ref"),
    )

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"))
    number: Mapped[int] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(String(20))
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=_IDENTITY)
    contact_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=_IDENTITY)
    name_form: Mapped[str | None] = mapped_column(String(16))
    claims: Mapped[int] = mapped_column(Integer, default=0)
    added_at: Mapped[datetime] = mapped_column(UtcTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Claim(Base):
    """Something this candidate said; the words are in its newest record.

    ``version`` rises with every correction. Once a check on it is sent it is frozen.
    """

    __tablename__ = "claim"
    __table_args__ = (
        UniqueConstraint("candidate_ref", "number"),
        Index("ix_claim_criterion", "criterion", "ref"),
    )

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"))
    candidate_ref: Mapped[str] = mapped_column(ForeignKey("candidate.ref"))
    number: Mapped[int] = mapped_column(Integer)
    criterion: Mapped[str] = mapped_column(String(10))
    criteria_version: Mapped[int] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(Integer, default=1)
    added_at: Mapped[datetime] = mapped_column(UtcTime)
    added_by: Mapped[str] = mapped_column(String(32))
    seen_at: Mapped[datetime | None] = mapped_column(UtcTime)
    seen_by: Mapped[str | None] = mapped_column(String(32))
    frozen_at: Mapped[datetime | None] = mapped_column(UtcTime)
