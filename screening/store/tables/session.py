"""Who is signed in, who guesses passwords, and what was typed into a session that had ended.

None of this is lasting: it is deleted when it has served (``services.sessions.forget_old``).
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from screening.domain.words import Retention
from screening.store.base import Base
from screening.store.types import UtcTime, sealed_under


class SignedIn(Base):
    """One sign-in of an account on one device, until ``ended_at`` or ``ends_at``.

    The browser holds the token; only its SHA-256 is kept here, so that whoever reads the database
    cannot be anybody.
    """

    __tablename__ = "signed_in"

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_ref: Mapped[str] = mapped_column(ForeignKey("account.ref"), index=True)
    device: Mapped[str] = mapped_column(String(60))
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    seen_at: Mapped[datetime] = mapped_column(UtcTime)
    ends_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Guesses(Base):
    """The wrong guesses of late at one account, or from one address; ``subject`` is its hash.

    ``recent`` holds their moments, parted by spaces, oldest first.
    """

    __tablename__ = "guesses"

    subject: Mapped[str] = mapped_column(String(64), primary_key=True)
    recent: Mapped[str] = mapped_column(Text)
    last_at: Mapped[datetime] = mapped_column(UtcTime, index=True)


class KeptForm(Base):
    """What someone sent when their session was over: where to, and every field, sealed."""

    __tablename__ = "kept_form"
    __table_args__ = (Index("ix_kept_form_account_ref_kept_at", "account_ref", "kept_at"),)

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    account_ref: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    kept_at: Mapped[datetime] = mapped_column(UtcTime)
    offered_at: Mapped[datetime | None] = mapped_column(UtcTime)
    sealed: Mapped[bytes] = mapped_column(
        LargeBinary, info=sealed_under("account_ref", Retention.ACCOUNT)
    )
