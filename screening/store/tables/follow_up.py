"""What an equality officer asks of colleagues about a vacancy: queries, actions, conditions.

The words, and those of the answer, are in the records of it; these rows hold who and when.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from screening.domain.words import FollowUpState
from screening.store.base import Base
from screening.store.types import UtcTime


class FollowUp(Base):
    """One query, action or condition. ``check_number`` is 0 where it is about no one check;
    ``owner`` and ``owner_person`` are empty where all of HR is asked. ``again_at``: when it was
    last asked again, or given more time. ``sign_off_seq`` names the sign-off whose condition it is.
    """

    __tablename__ = "follow_up"
    __table_args__ = (
        UniqueConstraint("vacancy_ref", "number"),
        CheckConstraint("owner <> '' OR kind = 'query'", name="owner"),
        CheckConstraint("(answered_at IS NULL) = (answered_by = '')", name="answered"),
        Index("ix_follow_up_state", "state", "due", "ref"),
    )

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"))
    number: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(10))
    check_number: Mapped[int] = mapped_column(Integer, default=0)
    owner: Mapped[str] = mapped_column(String(32), default="")
    owner_person: Mapped[str] = mapped_column(String(32), default="", index=True)
    due: Mapped[date] = mapped_column(Date)
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    asked_by: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(10), server_default=FollowUpState.ASKED.value)
    again_at: Mapped[datetime | None] = mapped_column(UtcTime)
    sign_off_seq: Mapped[int | None] = mapped_column(Integer)
    answered_at: Mapped[datetime | None] = mapped_column(UtcTime)
    answered_by: Mapped[str] = mapped_column(String(32), default="")
