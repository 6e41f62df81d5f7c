"""What follows an approval: notice, visits, outcome, hand-over, influence."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base
from screening.store.types import UtcTime


class Notice(Base):
    """The notice that went to the candidate, and until when they may reply."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_sent", "sent_at", "check_ref"),)

    check_ref: Mapped[str] = mapped_column(ForeignKey("authorisation.check_ref"), primary_key=True)
    delivery: Mapped[str] = mapped_column(String(10))
    sent_at: Mapped[datetime] = mapped_column(UtcTime)
    reply_until: Mapped[datetime] = mapped_column(UtcTime, index=True)


class Visit(Base):
    """One look at one place. ``position`` is empty for a place outside the scope."""

    __tablename__ = "visit"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="minutes"),
        Index(
            "ix_visit_variance",
            "check_ref",
            sqlite_where=text("variance = 1"),
            postgresql_where=text("variance"),
        ),
    )

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    check_ref: Mapped[str] = mapped_column(ForeignKey("authorisation.check_ref"), index=True)
    position: Mapped[int | None] = mapped_column(Integer)
    occurred_at: Mapped[datetime] = mapped_column(UtcTime)
    minutes: Mapped[int] = mapped_column(Integer)
    variance: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)
    recorded_by: Mapped[str] = mapped_column(String(32))


class Outcome(Base):
    """What the one search of a check showed. ``days_later``: it was recorded so many days, by the
    calendar of London, after the first visit.
    """

    __tablename__ = "outcome"
    __table_args__ = (
        Index("ix_outcome_days_later", "days_later", "check_ref"),
        Index("ix_outcome_recorded", "recorded_at", "check_ref"),
    )

    check_ref: Mapped[str] = mapped_column(ForeignKey("authorisation.check_ref"), primary_key=True)
    result: Mapped[str] = mapped_column(String(20))
    reliability: Mapped[str] = mapped_column(String(10))
    sureness: Mapped[str] = mapped_column(String(10))
    exposure: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)
    days_later: Mapped[int] = mapped_column(Integer, server_default="0")


class HandOver(Base):
    """That HR handed an outcome over, or why it was withheld; its words are in the record."""

    __tablename__ = "hand_over"
    __table_args__ = (
        CheckConstraint(
            "withheld_because IN ('', 'wrong-person', 'tainted', 'beyond-question')",
            name="withheld_because",
        ),
        Index("ix_hand_over_recorded", "recorded_at", "check_ref"),
    )

    check_ref: Mapped[str] = mapped_column(ForeignKey("outcome.check_ref"), primary_key=True)
    withheld_because: Mapped[str] = mapped_column(String(20), default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)
    recorded_person: Mapped[str] = mapped_column(String(32))


class LetThrough(Base):
    """That HR gave the panel words which had been held back, and of how many marks; why is in the
    record. ``number`` counts them by check: an outcome, and answers of the candidate to it.
    """

    __tablename__ = "let_through"
    __table_args__ = (CheckConstraint("marks > 0", name="marks"),)

    check_ref: Mapped[str] = mapped_column(ForeignKey("outcome.check_ref"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    marks: Mapped[int] = mapped_column(Integer)
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)
    recorded_person: Mapped[str] = mapped_column(String(32))


class ExposureStep(Base):
    """What HR arranged about an account that recorded an exposure. ``person_ref`` is empty where a
    third party had searched, and the account only wrote it down.
    """

    __tablename__ = "exposure_step"
    __table_args__ = (
        Index("ix_exposure_step_person", "person_ref", "vacancy_ref"),
        CheckConstraint("measure IN ('recusal', 'barrier')", name="measure"),
    )

    check_ref: Mapped[str] = mapped_column(ForeignKey("authorisation.check_ref"), primary_key=True)
    account_ref: Mapped[str] = mapped_column(ForeignKey("account.ref"), primary_key=True)
    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), index=True)
    person_ref: Mapped[str] = mapped_column(String(32))
    measure: Mapped[str] = mapped_column(String(10))
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)
    recorded_person: Mapped[str] = mapped_column(String(32))


class ScoreLock(Base):
    """A panel member's word that their scores for the candidate of a check are locked."""

    __tablename__ = "score_lock"

    check_ref: Mapped[str] = mapped_column(ForeignKey("hand_over.check_ref"), primary_key=True)
    person_ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    account_ref: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    locked_at: Mapped[datetime] = mapped_column(UtcTime)


class Influence(Base):
    """The panel's word on whether the outcome changed its scores."""

    __tablename__ = "influence"

    check_ref: Mapped[str] = mapped_column(ForeignKey("outcome.check_ref"), primary_key=True)
    changed: Mapped[bool] = mapped_column()
    scores_locked_at: Mapped[datetime] = mapped_column(UtcTime)
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)
    recorded_person: Mapped[str] = mapped_column(String(32))
