"""What stands before an erasure: proposals that two people decide on, holds, and warnings; and what
is kept after it, so that a name does not come back.

What was said in them is in their records: reasons about a candidate go with the candidate.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base
from screening.store.types import UtcTime, begins_as


class ErasureProposal(Base):
    """A proposal to erase a candidate; ``state`` is an ``ErasureState``.

    One at a time stands for a candidate. ``proposed_by`` may be an operator, who has no account.
    A hold stops one that was confirmed as long as no key is destroyed.
    """

    __tablename__ = "erasure_proposal"
    __table_args__ = (
        CheckConstraint("(state = 'proposed') = (decided_at IS NULL)", name="decided"),
        CheckConstraint(
            "state NOT IN ('confirmed', 'declined') OR decided_person <> proposed_person",
            name="two_people",
        ),
        Index(
            "uq_erasure_proposal_one_proposed",
            "candidate_ref",
            unique=True,
            sqlite_where=text("state = 'proposed'"),
            postgresql_where=text("state = 'proposed'"),
        ),
        Index("ix_erasure_proposal_state", "state", "proposed_at"),
        {"info": begins_as(state="proposed", decided_at=None)},
    )

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), index=True)
    candidate_ref: Mapped[str] = mapped_column(ForeignKey("candidate.ref"), index=True)
    because: Mapped[str] = mapped_column(String(20))
    proposed_by: Mapped[str] = mapped_column(String(32))
    proposed_person: Mapped[str] = mapped_column(String(32))
    proposed_at: Mapped[datetime] = mapped_column(UtcTime)
    state: Mapped[str] = mapped_column(String(10))
    decided_by: Mapped[str] = mapped_column(String(32), default="")
    decided_person: Mapped[str] = mapped_column(String(32), default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Hold(Base):
    """Stops every erasure in a vacancy until it is lifted. There may be several at once."""

    __tablename__ = "hold"
    __table_args__ = ({"info": begins_as(lifted_at=None)},)

    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    placed_by: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    placed_at: Mapped[datetime] = mapped_column(UtcTime)
    lifted_by: Mapped[str] = mapped_column(String(32), default="")
    lifted_at: Mapped[datetime | None] = mapped_column(UtcTime)


class ErasureAnnounced(Base):
    """The warning that stands for a vacancy: from ``erase_from`` on the clock erases.

    A hold takes it away, so that there is another one once the hold is lifted.
    """

    __tablename__ = "erasure_announced"

    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), primary_key=True)
    announced_at: Mapped[datetime] = mapped_column(UtcTime)
    erase_from: Mapped[datetime] = mapped_column(UtcTime)


class RegisterEnd(Base):
    """That a vacancy's register ends: from ``erase_from`` on the clock erases what people wrote in
    it; ``ended_at``: it did.

    A hold takes the warning away, so that there is another one once the hold is lifted.
    """

    __tablename__ = "register_end"

    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), primary_key=True)
    announced_at: Mapped[datetime] = mapped_column(UtcTime)
    erase_from: Mapped[datetime] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime, index=True)


class NamePlaces(Base):
    """Where names of people who were erased stand in texts under the key of ``owner`` and class
    ``retention``: those that are read without the names of the vacancy's candidates.

    It is sealed under that key, goes with it, and says not whose names they are.
    """

    __tablename__ = "name_places"

    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), primary_key=True)
    owner: Mapped[str] = mapped_column(String(32), primary_key=True, index=True)
    retention: Mapped[str] = mapped_column(String(20), primary_key=True)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
