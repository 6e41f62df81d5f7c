"""What people are told, and the messages that leave the service: the outbox.

A notification is a row for one account, written with the change that it tells of. A message is sent
from its row, and the row says how far that came. Neither holds a word about a candidate, but for
what is sealed: a message to somebody outside.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from screening.domain.notifying import Language
from screening.domain.words import Retention
from screening.store.base import Base
from screening.store.types import UtcTime, sealed_under

_IDENTITY = sealed_under("candidate_ref", Retention.IDENTITY)


class Notification(Base):
    """One thing that one account is told, once.

    ``about`` is what it is about (the reference of a check, an entry, a job), ``since`` when that
    began: told again only where it began again. ``read_at`` is also set when it waits no longer.
    ``message_ref`` is the message in which it was counted.
    """

    __tablename__ = "notification"
    __table_args__ = (
        UniqueConstraint("account_ref", "kind", "about", "since"),
        Index("ix_notification_made", "account_ref", "made_at", "ref"),
        Index("ix_notification_unread", "read_at", "message_ref", "made_at"),
        Index("ix_notification_about", "about"),
    )

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    account_ref: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    kind: Mapped[str] = mapped_column(String(20))
    vacancy_ref: Mapped[str | None] = mapped_column(ForeignKey("vacancy.ref"))
    about: Mapped[str] = mapped_column(String(300))
    since: Mapped[datetime] = mapped_column(UtcTime)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcTime)
    message_ref: Mapped[str | None] = mapped_column(ForeignKey("outgoing.ref"), index=True)


class MailChoice(Base):
    """How often somebody wants messages, and in which language. Who has no row gets them at once,
    in English.
    """

    __tablename__ = "mail_choice"

    account_ref: Mapped[str] = mapped_column(ForeignKey("account.ref"), primary_key=True)
    how_often: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(5), default=Language.ENGLISH)


class Outgoing(Base):
    """One message: to an account, or to somebody outside, sealed with the candidate it concerns.

    ``due_at`` is when to try (again). ``taken_at`` is when the present attempt began, and
    ``handed_at`` when some attempt began to hand the message over and did not learn how it ended:
    then it may have arrived. ``note`` says what went wrong last.
    """

    __tablename__ = "outgoing"
    __table_args__ = (
        Index("ix_outgoing_state", "state", "due_at", "ref"),
        Index("ix_outgoing_made", "made_at", "ref"),
        Index("ix_outgoing_state_made", "state", "made_at", "ref"),
        Index("ix_outgoing_account", "account_ref", "made_at"),
    )

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    account_ref: Mapped[str | None] = mapped_column(ForeignKey("account.ref"))
    candidate_ref: Mapped[str | None] = mapped_column(ForeignKey("candidate.ref"), index=True)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=_IDENTITY)
    items: Mapped[int] = mapped_column(Integer, default=1)
    state: Mapped[str] = mapped_column(String(10))
    channel: Mapped[str] = mapped_column(String(20), default="")
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    due_at: Mapped[datetime] = mapped_column(UtcTime)
    taken_at: Mapped[datetime | None] = mapped_column(UtcTime)
    handed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    note: Mapped[str] = mapped_column(String(300), default="")
