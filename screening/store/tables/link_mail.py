"""Which e-mail carried which link to a candidate's own page."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base
from screening.store.types import UtcTime


class LinkMail(Base):
    """A message of the outbox that carried link ``number`` of a check. To whom is in the record.

    The row of the message goes some time after it was sent, so that this one refers to none.
    ``untold_since``: since when the candidate had not been told of something that it tells of; None
    where there was nothing.
    """

    __tablename__ = "link_mail"

    message_ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    check_ref: Mapped[str] = mapped_column(ForeignKey("authorisation.check_ref"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    untold_since: Mapped[datetime | None] = mapped_column(UtcTime)


class ShortlistMail(Base):
    """The same of the link to the page about a part in a school's due-diligence search."""

    __tablename__ = "shortlist_mail"

    message_ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    part_ref: Mapped[str] = mapped_column(ForeignKey("due_diligence_part.ref"), index=True)
    number: Mapped[int] = mapped_column(Integer)
