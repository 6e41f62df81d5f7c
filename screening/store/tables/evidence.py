"""Files that candidates gave as evidence of their own, on their own page."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from screening.domain.words import Retention
from screening.store.base import Base
from screening.store.types import UtcTime, sealed_under


class CandidateEvidence(Base):
    """One file, sealed; ``number`` counts those about a check. What its sender called it is not
    kept. The row goes when the candidate is erased.
    """

    __tablename__ = "candidate_evidence"
    __table_args__ = (
        UniqueConstraint("check_ref", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("kind IN ('pdf', 'png', 'jpg', 'txt')", name="kind"),
    )

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    check_ref: Mapped[str] = mapped_column(ForeignKey("check_.ref"))
    candidate_ref: Mapped[str] = mapped_column(ForeignKey("candidate.ref"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(4))
    given_at: Mapped[datetime] = mapped_column(UtcTime)
    sealed: Mapped[bytes | None] = mapped_column(
        LargeBinary, info=sealed_under("candidate_ref", Retention.REQUEST)
    )
