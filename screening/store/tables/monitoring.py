"""What candidates answered to equality monitoring, sealed apart, and what it was counted in.

No page shows a row of it, and the way by which candidates are read leads nowhere near its keys.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from screening.domain.words import Retention
from screening.store.base import Base
from screening.store.types import UtcTime, sealed_under


class MonitoringAnswers(Base):
    """What one candidate answered, under a key of its own; empty once the person is erased."""

    __tablename__ = "monitoring_answers"

    candidate_ref: Mapped[str] = mapped_column(ForeignKey("candidate.ref"), primary_key=True)
    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), index=True)
    answers_sealed: Mapped[bytes | None] = mapped_column(
        LargeBinary, info=sealed_under("candidate_ref", Retention.MONITORING)
    )


class MonitoringValue(Base):
    """Which answer words are that stood in a file and are not on the list. ``value_key`` is their
    fingerprint; nothing says whose they were.
    """

    __tablename__ = "monitoring_value"

    value_key: Mapped[str] = mapped_column(String(32), primary_key=True)
    answer: Mapped[str] = mapped_column(Text)


class MonitoringSums(Base):
    """What is left of those whose time was over before they were counted: sums for a vacancy."""

    __tablename__ = "monitoring_sums"

    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), primary_key=True)
    sums_sealed: Mapped[bytes | None] = mapped_column(
        LargeBinary, info=sealed_under("vacancy_ref", Retention.MONITORING)
    )


class MonitoringEdition(Base):
    """One edition: tables that were made once, of the people of vacancies closed in ``year``.

    ``tables`` is JSON, and ``sha256`` that of it. Nobody can be told in it.
    """

    __tablename__ = "monitoring_edition"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    year: Mapped[int] = mapped_column(Integer)
    first: Mapped[str] = mapped_column(String(20))
    people: Mapped[int] = mapped_column(Integer)
    vacancies: Mapped[int] = mapped_column(Integer)
    tables: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    made_by: Mapped[str] = mapped_column(String(32))


class MonitoringCounted(Base):
    """The one edition that a vacancy's people are counted in: no vacancy is in two."""

    __tablename__ = "monitoring_counted"

    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), primary_key=True)
    edition: Mapped[int] = mapped_column(ForeignKey("monitoring_edition.number"), index=True)
