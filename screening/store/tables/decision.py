"""Decisions and authorisations, with the constraints that no service can talk its way round.

The person who asked is copied beside the person who decides and tied to the check by a foreign
key, so that the database itself refuses a decision on one's own request. What was asked is copied
beside what is authorised in the same way, so that an authorisation can only be narrower.
"""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base
from screening.store.types import UtcTime


class Decision(Base):
    """What HR decided of one revision: one decision for each, ever."""

    __tablename__ = "decision"
    __table_args__ = (
        ForeignKeyConstraint(["check_ref", "revision"], ["revision.check_ref", "revision.number"]),
        ForeignKeyConstraint(
            ["check_ref", "requester_person"], ["check_.ref", "check_.requester_person"]
        ),
        CheckConstraint("decided_person <> requester_person", name="apart"),
        CheckConstraint("kind IN ('approve', 'reject', 'return')", name="kind"),
        Index("ix_decision_person", "decided_person", "check_ref"),
    )

    check_ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    narrowed: Mapped[bool] = mapped_column(default=False)
    decided_by: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    decided_person: Mapped[str] = mapped_column(String(32))
    requester_person: Mapped[str] = mapped_column(String(32))
    decided_at: Mapped[datetime] = mapped_column(UtcTime)


class CountedDecision(Base):
    """A decision as it is counted: with all that sums ask for beside it, in one index.

    Written with the decision, and never again. ``waited`` is in seconds; days are those of London.
    """

    __tablename__ = "counted_decision"
    __table_args__ = (
        ForeignKeyConstraint(
            ["check_ref", "revision"], ["decision.check_ref", "decision.revision"]
        ),
        Index(
            "ix_counted_decision_decided_on",
            "decided_on",
            "sent_on",
            "vacancy_ref",
            "requester_person",
            "decided_person",
            "approved",
            "waited",
        ),
        Index("ix_counted_decision_vacancy", "vacancy_ref", "decided_on", "sent_on"),
    )

    check_ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True)
    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"))
    requester_person: Mapped[str] = mapped_column(String(32))
    decided_person: Mapped[str] = mapped_column(String(32))
    approved: Mapped[int] = mapped_column(Integer)
    sent_on: Mapped[date] = mapped_column(Date)
    decided_on: Mapped[date] = mapped_column(Date)
    waited: Mapped[int] = mapped_column(Integer)


class Overturn(Base):
    """One HR person's proposal to overturn a block; another must confirm it."""

    __tablename__ = "overturn"
    __table_args__ = (
        ForeignKeyConstraint(["check_ref", "revision"], ["revision.check_ref", "revision.number"]),
        ForeignKeyConstraint(
            ["check_ref", "requester_person"], ["check_.ref", "check_.requester_person"]
        ),
        CheckConstraint(
            "proposed_person <> requester_person AND confirmed_person <> requester_person "
            "AND proposed_person <> confirmed_person",
            name="apart",
        ),
    )

    check_ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True)
    requester_person: Mapped[str] = mapped_column(String(32))
    proposed_person: Mapped[str] = mapped_column(String(32))
    proposed_at: Mapped[datetime] = mapped_column(UtcTime)
    confirmed_person: Mapped[str] = mapped_column(String(32), default="")
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Authorisation(Base):
    """An approved scope, good for one search by one searcher between two moments.

    ``not_before`` and ``not_after`` are set when the notice goes out.
    """

    __tablename__ = "authorisation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["check_ref", "revision"], ["decision.check_ref", "decision.revision"]
        ),
        ForeignKeyConstraint(
            ["check_ref", "revision", "asked_minutes", "asked_from", "asked_to"],
            [
                "revision.check_ref",
                "revision.number",
                "revision.minutes",
                "revision.from_date",
                "revision.to_date",
            ],
        ),
        CheckConstraint("minutes > 0 AND minutes <= asked_minutes", name="minutes_shrink"),
        CheckConstraint(
            "from_date >= asked_from AND to_date <= asked_to AND from_date <= to_date",
            name="period_shrinks",
        ),
    )

    check_ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    asked_minutes: Mapped[int] = mapped_column(Integer)
    asked_from: Mapped[date] = mapped_column(Date)
    asked_to: Mapped[date] = mapped_column(Date)
    minutes: Mapped[int] = mapped_column(Integer)
    from_date: Mapped[date] = mapped_column(Date)
    to_date: Mapped[date] = mapped_column(Date)
    searcher_kind: Mapped[str] = mapped_column(String(12))
    searcher_person: Mapped[str] = mapped_column(String(32), default="")
    not_before: Mapped[datetime | None] = mapped_column(UtcTime)
    not_after: Mapped[datetime | None] = mapped_column(UtcTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)


class AuthorisedPlace(Base):
    """A place of the revision that may be looked at: no other can be named."""

    __tablename__ = "authorised_place"
    __table_args__ = (
        ForeignKeyConstraint(
            ["check_ref", "revision", "position"],
            ["revision_place.check_ref", "revision_place.revision", "revision_place.position"],
        ),
    )

    check_ref: Mapped[str] = mapped_column(ForeignKey("authorisation.check_ref"), primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)


class AuthorisedTerm(Base):
    """A search wording of the revision that may be used."""

    __tablename__ = "authorised_term"
    __table_args__ = (
        ForeignKeyConstraint(
            ["check_ref", "revision", "position"],
            ["revision_term.check_ref", "revision_term.revision", "revision_term.position"],
        ),
    )

    check_ref: Mapped[str] = mapped_column(ForeignKey("authorisation.check_ref"), primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
