"""What people ask for, object to or complain about: the register, with its clocks.

What was asked and answered is in the records of it, sealed under the candidate's identity key, or
under one of the entry's own where it is about nobody who has a page here; these rows hold codes
and days, and outlive the words.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base
from screening.store.types import UtcTime


class RightsRequest(Base):
    """One request, objection or complaint. ``version`` rises with every step.

    ``began`` is the day from which the term is counted, ``waiting_since`` when we asked for what
    we wait for; ``due`` is empty while we wait, and stays as it is once it is over. ``closed_at``
    is when it ended, not when that was written down. ``acknowledge_by`` is emptied where that was
    done by then, and stays where it was not. Of somebody who has no page here there is neither
    vacancy nor candidate, and the number is 0.
    """

    __tablename__ = "rights_request"
    __table_args__ = (
        UniqueConstraint("vacancy_ref", "number"),
        CheckConstraint("not_counted >= 0", name="not_counted"),
        CheckConstraint("(vacancy_ref IS NULL) = (candidate_ref IS NULL)", name="whose"),
        Index("ix_rights_request_state_due", "state", "due", "ref"),
        Index("ix_rights_request_entered", "entered_at", "ref"),
    )

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    vacancy_ref: Mapped[str | None] = mapped_column(ForeignKey("vacancy.ref"))
    candidate_ref: Mapped[str | None] = mapped_column(ForeignKey("candidate.ref"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(20))
    channel: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(30))
    state_before: Mapped[str] = mapped_column(String(30), default="")
    version: Mapped[int] = mapped_column(Integer, default=1)
    received: Mapped[date] = mapped_column(Date)
    began: Mapped[date] = mapped_column(Date)
    not_counted: Mapped[int] = mapped_column(Integer, default=0)
    extended: Mapped[bool] = mapped_column(default=False)
    waiting_since: Mapped[date | None] = mapped_column(Date)
    acknowledge_by: Mapped[date | None] = mapped_column(Date)
    due: Mapped[date | None] = mapped_column(Date)
    entered_at: Mapped[datetime] = mapped_column(UtcTime)
    entered_by: Mapped[str] = mapped_column(String(32))
    entered_person: Mapped[str] = mapped_column(String(32), index=True)
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime)
