"""Putting a vacancy under the schools regime, which takes two people.

Why it was proposed, and what the second person said, is in the records.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base
from screening.store.types import UtcTime, begins_as


class RegimeProposal(Base):
    """A proposal to put a vacancy under it; ``state`` is a ``RegimeState``. At most one stands."""

    __tablename__ = "regime_proposal"
    __table_args__ = (
        CheckConstraint("(state = 'proposed') = (decided_at IS NULL)", name="decided"),
        CheckConstraint(
            "state NOT IN ('confirmed', 'declined') OR decided_person <> proposed_person",
            name="two_people",
        ),
        Index(
            "uq_regime_proposal_one_proposed",
            "vacancy_ref",
            unique=True,
            sqlite_where=text("state = 'proposed'"),
            postgresql_where=text("state = 'proposed'"),
        ),
        Index("ix_regime_proposal_state", "state", "proposed_at"),
        {"info": begins_as(state="proposed", decided_at=None)},
    )

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), index=True)
    proposed_by: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    proposed_person: Mapped[str] = mapped_column(String(32))
    proposed_at: Mapped[datetime] = mapped_column(UtcTime)
    state: Mapped[str] = mapped_column(String(10))
    decided_by: Mapped[str] = mapped_column(String(32), default="")
    decided_person: Mapped[str] = mapped_column(String(32), default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
