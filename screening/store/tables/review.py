"""What the equality officer leaves behind: sign-offs and editions of the report."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from screening.domain.words import Retention
from screening.store.base import Base
from screening.store.types import UtcTime, sealed_under


class SignOff(Base):
    """One sign-off; it covers the vacancy's chain up to ``vacancy_seq``."""

    __tablename__ = "sign_off"

    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), primary_key=True)
    vacancy_seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    signed_at: Mapped[datetime] = mapped_column(UtcTime)
    signed_by: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    signed_person: Mapped[str] = mapped_column(String(32))


class Edition(Base):
    """One numbered edition of a vacancy's report, sealed; empty until issued or once erased.

    ``job_ref`` names the job that makes it, and owns the key it is sealed under: an edition that
    prints somebody goes with them, and the others stay. ``requested_by`` may be an operator, who
    has no account.
    """

    __tablename__ = "edition"

    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    vacancy_seq: Mapped[int] = mapped_column(Integer)
    language: Mapped[str] = mapped_column(String(5))
    job_ref: Mapped[str] = mapped_column(String(32), index=True)
    requested_by: Mapped[str] = mapped_column(String(32))
    requested_at: Mapped[datetime] = mapped_column(UtcTime)
    issued_at: Mapped[datetime | None] = mapped_column(UtcTime)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    sealed: Mapped[bytes | None] = mapped_column(
        LargeBinary, info=sealed_under("job_ref", Retention.VACANCY)
    )
