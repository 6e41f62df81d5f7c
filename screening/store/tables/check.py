"""Checks, their drafts and their revisions. What was typed is sealed; the shape of it is not."""

from datetime import date, datetime

from sqlalchemy import (
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from screening.domain.words import Retention
from screening.store.base import Base
from screening.store.types import UtcTime, sealed_under


class Check(Base):
    """One proposed check of one candidate. ``revision`` is the number of the newest one, or 0.

    ``untold_since``: since when something came of it that the candidate was not told of yet.
    """

    __tablename__ = "check_"
    __table_args__ = (
        UniqueConstraint("vacancy_ref", "number"),
        UniqueConstraint("ref", "requester_person"),
        Index("ix_check_queue", "state", "state_since", "ref"),
        Index("ix_check_started", "started_at", "ref"),
        Index("ix_check_state_started", "state", "started_at", "ref"),
        Index("ix_check_candidate", "candidate_ref"),
        Index("ix_check_vacancy", "vacancy_ref", "started_at", "ref", "state"),
    )

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"))
    candidate_ref: Mapped[str] = mapped_column(ForeignKey("candidate.ref"))
    claim_ref: Mapped[str] = mapped_column(ForeignKey("claim.ref"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(20))
    state_before: Mapped[str] = mapped_column(String(20), default="")
    state_since: Mapped[datetime] = mapped_column(UtcTime)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    requester: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    requester_person: Mapped[str] = mapped_column(String(32), index=True)
    searcher_person: Mapped[str] = mapped_column(String(32), default="", index=True)
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    untold_since: Mapped[datetime | None] = mapped_column(UtcTime, index=True)


class Draft(Base):
    """What a requester is still typing. ``version`` rises with every save."""

    __tablename__ = "draft"

    check_ref: Mapped[str] = mapped_column(ForeignKey("check_.ref"), primary_key=True)
    candidate_ref: Mapped[str] = mapped_column(String(32), index=True)
    version: Mapped[int] = mapped_column(Integer)
    sealed: Mapped[bytes | None] = mapped_column(
        LargeBinary, info=sealed_under("candidate_ref", Retention.REQUEST)
    )
    saved_at: Mapped[datetime] = mapped_column(UtcTime)


class Revision(Base):
    """The unchangeable shape of one submitted request. An open period has the widest dates."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("check_ref", "number", "minutes", "from_date", "to_date"),
        Index("ix_revision_verdict", "verdict", "check_ref"),
        Index("ix_revision_submitted", "submitted_at", "verdict", "check_ref"),
        Index("ix_revision_check", "check_ref", "submitted_at", "verdict"),
    )

    check_ref: Mapped[str] = mapped_column(ForeignKey("check_.ref"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    submitted_at: Mapped[datetime] = mapped_column(UtcTime)
    verdict: Mapped[str] = mapped_column(String(10))
    policy_digest: Mapped[str] = mapped_column(String(64))
    minutes: Mapped[int] = mapped_column(Integer)
    from_date: Mapped[date] = mapped_column(Date)
    to_date: Mapped[date] = mapped_column(Date)


class RevisionPlace(Base):
    """One place that a revision asks for; its address is in the revision's record."""

    __tablename__ = "revision_place"
    __table_args__ = (
        ForeignKeyConstraint(["check_ref", "revision"], ["revision.check_ref", "revision.number"]),
        Index("ix_revision_place_platform", "platform", "check_ref"),
    )

    check_ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    platform: Mapped[str] = mapped_column(String(20))
    supplied_by: Mapped[str] = mapped_column(String(12))


class RevisionTerm(Base):
    """One search wording that a revision asks for; the words are in the revision's record."""

    __tablename__ = "revision_term"
    __table_args__ = (
        ForeignKeyConstraint(["check_ref", "revision"], ["revision.check_ref", "revision.number"]),
    )

    check_ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
