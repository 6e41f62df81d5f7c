"""Which e-mail carried which link to a candidate's own page."""

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base


class LinkMail(Base):
    """A message of the outbox that carried link ``number`` of a check. To whom is in the record.

    The row of the message goes some time after it was sent, so that this one refers to none.
    """

    __tablename__ = "link_mail"

    message_ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    check_ref: Mapped[str] = mapped_column(ForeignKey("authorisation.check_ref"), index=True)
    number: Mapped[int] = mapped_column(Integer)


class ShortlistMail(Base):
    """The same of the link to the page about a part in a school's due-diligence search."""

    __tablename__ = "shortlist_mail"

    message_ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    part_ref: Mapped[str] = mapped_column(ForeignKey("due_diligence_part.ref"), index=True)
    number: Mapped[int] = mapped_column(Integer)
