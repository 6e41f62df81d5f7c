"""Work that happens later: a row written with the change that asked for it."""

from datetime import datetime

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base
from screening.store.types import UtcTime


class Job(Base):
    """One piece of work. ``state`` is waiting, running, done or failed."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_waiting", "state", "asked_at"),)

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(10))
    percent: Mapped[int] = mapped_column(Integer, default=0)
    note: Mapped[str] = mapped_column(String(300), default="")
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    asked_by: Mapped[str] = mapped_column(String(32))
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    beat_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
