"""Who in HR acts for whom, from which day to which."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base
from screening.store.types import UtcTime


class Substitution(Base):
    """``acting`` stands in for ``absent`` on the days from ``first`` to ``last``, both in, unless
    it was ended before. Nobody stands in for themselves, by whichever account.
    """

    __tablename__ = "substitution"
    __table_args__ = (
        CheckConstraint("acting_person <> absent_person", name="apart"),
        CheckConstraint("first_day <= last_day", name="days"),
        Index("ix_substitution_last_day", "last_day", "ref"),
    )

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    absent: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    absent_person: Mapped[str] = mapped_column(String(32))
    acting: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    acting_person: Mapped[str] = mapped_column(String(32))
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    named_by: Mapped[str] = mapped_column(String(32))
    named_at: Mapped[datetime] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
