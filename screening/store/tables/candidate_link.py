"""The link by which a candidate, who has no account, comes to their own page about a check."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base
from screening.store.types import UtcTime


class OwnPageLink:
    """What every link to a page of a candidate's own has."""

    number: Mapped[int] = mapped_column(Integer)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    made_by: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    made_person: Mapped[str] = mapped_column(String(32))
    ends_at: Mapped[datetime] = mapped_column(UtcTime)


class CandidateLink(OwnPageLink, Base):
    """The one link to the page about a check; ``number`` rises with every renewal.

    Its key stands nowhere: it is derived from the candidate's own data key, and here is only its
    SHA-256. The row goes when the candidate is erased. ``replied_at``: when they answered what the
    panel was told, while HR has not decided what becomes of that answer.
    """

    __tablename__ = "candidate_link"
    __table_args__ = (CheckConstraint("number > 0", name="number"),)

    check_ref: Mapped[str] = mapped_column(ForeignKey("authorisation.check_ref"), primary_key=True)
    replied_at: Mapped[datetime | None] = mapped_column(UtcTime, index=True)


class ShortlistLink(OwnPageLink, Base):
    """The one link to the page about a part in a due-diligence search, as ``CandidateLink``."""

    __tablename__ = "shortlist_link"
    __table_args__ = (CheckConstraint("number > 0", name="number"),)

    part_ref: Mapped[str] = mapped_column(ForeignKey("due_diligence_part.ref"), primary_key=True)
