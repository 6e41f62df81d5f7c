"""The due-diligence search of a school's shortlist: one for a vacancy, a part for each candidate.

It is no check and has no row in a table of checks. What was seen and said is in the records, sealed
under each candidate's key; these rows hold codes and times.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base
from screening.store.types import UtcTime


class DueDiligenceSearch(Base):
    """The one search of a vacancy's shortlist. ``version`` rises with every step that is decided.

    ``minutes`` is for each candidate, as the policy said when it was opened.
    """

    __tablename__ = "due_diligence_search"

    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), primary_key=True)
    state: Mapped[str] = mapped_column(String(20))
    state_before: Mapped[str] = mapped_column(String(20), default="")
    version: Mapped[int] = mapped_column(Integer, default=1)
    policy_digest: Mapped[str] = mapped_column(String(64))
    minutes: Mapped[int] = mapped_column(Integer)
    searcher: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    searcher_person: Mapped[str] = mapped_column(String(32), index=True)
    opened_at: Mapped[datetime] = mapped_column(UtcTime)
    opened_by: Mapped[str] = mapped_column(ForeignKey("account.ref"))


class DueDiligencePart(Base):
    """One candidate's part in it. ``to_explore`` is emptied when the candidate is erased.

    ``passed_on`` None: nobody has screened it yet. ``let_through``: marks that HR let stand.
    ``answered_at``: when they answered what the panel was told, while HR has not decided what
    becomes of that answer.
    """

    __tablename__ = "due_diligence_part"
    __table_args__ = (
        UniqueConstraint("candidate_ref"),
        CheckConstraint("to_explore IN ('nothing', 'something')", name="to_explore"),
    )

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    vacancy_ref: Mapped[str] = mapped_column(
        ForeignKey("due_diligence_search.vacancy_ref"), index=True
    )
    candidate_ref: Mapped[str] = mapped_column(ForeignKey("candidate.ref"))
    told_at: Mapped[datetime] = mapped_column(UtcTime)
    not_before: Mapped[datetime] = mapped_column(UtcTime)
    objected_at: Mapped[datetime | None] = mapped_column(UtcTime)
    objection_decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
    begun_at: Mapped[datetime | None] = mapped_column(UtcTime)
    recorded_at: Mapped[datetime | None] = mapped_column(UtcTime)
    minutes: Mapped[int | None] = mapped_column(Integer)
    protected_seen: Mapped[bool] = mapped_column(default=False)
    to_explore: Mapped[str | None] = mapped_column(String(20))
    passed_on: Mapped[bool | None] = mapped_column()
    let_through: Mapped[int] = mapped_column(Integer, default=0)
    answered_at: Mapped[datetime | None] = mapped_column(UtcTime, index=True)


class DueDiligenceLock(Base):
    """A member of the panel said that their scores are locked; they may read what was given."""

    __tablename__ = "due_diligence_lock"

    vacancy_ref: Mapped[str] = mapped_column(
        ForeignKey("due_diligence_search.vacancy_ref"), primary_key=True
    )
    person_ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    account_ref: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    locked_at: Mapped[datetime] = mapped_column(UtcTime)
