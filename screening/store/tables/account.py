"""Accounts: who can sign in, as which person, in which roles."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base
from screening.store.types import UtcTime


class Account(Base):
    """One way to sign in. ``email_folded`` is what is compared; ``email`` is what was typed."""

    __tablename__ = "account"

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_ref: Mapped[str] = mapped_column(String(32), index=True)
    email: Mapped[str] = mapped_column(String(254))
    email_folded: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(300))
    opened_at: Mapped[datetime] = mapped_column(UtcTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime)


class AccountRole(Base):
    """A role that an account holds now."""

    __tablename__ = "account_role"

    account_ref: Mapped[str] = mapped_column(ForeignKey("account.ref"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)


class RoleAsked(Base):
    """A privileged role that one administrator asked for and another has yet to grant."""

    __tablename__ = "role_asked"

    account_ref: Mapped[str] = mapped_column(ForeignKey("account.ref"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)
    asked_by: Mapped[str] = mapped_column(String(32))
    asked_at: Mapped[datetime] = mapped_column(UtcTime)


class TemporaryPassword(Base):
    """Stands while someone else knows an account's password: its person must choose another."""

    __tablename__ = "temporary_password"

    account_ref: Mapped[str] = mapped_column(ForeignKey("account.ref"), primary_key=True)
    set_by: Mapped[str] = mapped_column(String(32))
    set_at: Mapped[datetime] = mapped_column(UtcTime)
