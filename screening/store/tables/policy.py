"""Versions of the policy: what was proposed, by whom, and what became of it. No personal data."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base
from screening.store.types import UtcTime, begins_as


class PolicyVersion(Base):
    """One version that somebody proposed. ``content`` is the whole of it in canonical JSON.

    ``amendment`` is the file as it was sent, and ``based_on`` the digest of what it amends; empty
    for a whole file. ``state`` is a ``PolicyState``; one version at a time is proposed. A confirmed
    one is in force from ``effective_at`` until the next is: the start of its day in London, or the
    moment at which it was confirmed on that day.
    """

    __tablename__ = "policy_version"
    __table_args__ = (
        CheckConstraint(
            "state NOT IN ('confirmed', 'rejected') OR decided_person <> proposed_person",
            name="two_people",
        ),
        CheckConstraint("(state = 'proposed') = (decided_at IS NULL)", name="decided"),
        Index(
            "uq_policy_version_one_proposed",
            "state",
            unique=True,
            sqlite_where=text("state = 'proposed'"),
            postgresql_where=text("state = 'proposed'"),
        ),
        Index("ix_policy_version_in_force", "state", "effective_at"),
        {"info": begins_as(state="proposed", decided_at=None)},
    )

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    version: Mapped[str] = mapped_column(String(20), unique=True)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    effective_from: Mapped[date] = mapped_column(Date)
    effective_at: Mapped[datetime | None] = mapped_column(UtcTime)
    based_on: Mapped[str] = mapped_column(String(64))
    amendment: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text)
    proposed_by: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    proposed_person: Mapped[str] = mapped_column(String(32))
    proposed_at: Mapped[datetime] = mapped_column(UtcTime)
    state: Mapped[str] = mapped_column(String(10))
    decided_by: Mapped[str] = mapped_column(String(32), default="")
    decided_person: Mapped[str] = mapped_column(String(32), default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
    reasons: Mapped[str] = mapped_column(Text, default="")


class PolicyKept(Base):
    """A policy that shipped with some release and that something was judged by."""

    __tablename__ = "policy_kept"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[str] = mapped_column(String(20))
    content: Mapped[str] = mapped_column(Text)


class PolicyRead(Base):
    """That somebody said that they have read the policy with this digest, and will keep to it."""

    __tablename__ = "policy_read"

    person_ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_ref: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    read_at: Mapped[datetime] = mapped_column(UtcTime)


class PolicyReplay(Base):
    """What past revisions a proposed version would judge otherwise; empty until its job is done.

    ``result`` is canonical JSON of references, numbers and codes.
    """

    __tablename__ = "policy_replay"

    policy_ref: Mapped[str] = mapped_column(ForeignKey("policy_version.ref"), primary_key=True)
    job_ref: Mapped[str] = mapped_column(String(32), unique=True)
    result: Mapped[str] = mapped_column(Text, default="")
