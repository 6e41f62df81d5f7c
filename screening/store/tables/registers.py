"""Searches beside the checks: those to find people, and those that nobody had authorised.

What was said is in the records, sealed under a key of each entry's own; these rows hold codes,
references and times, and outlive the words.
"""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base
from screening.store.types import UtcTime


class SourcingSearch(Base):
    """One entry of the register of searches to find people, or an attempt at one.

    ``looks_like``: the signs that it is a check of somebody who applied, by their codes. An attempt
    is asked about first; the entry that follows it names it. A correction follows what it corrects.
    Rows stay as they are.
    """

    __tablename__ = "sourcing_search"
    __table_args__ = (Index("ix_sourcing_search_platform", "platform", "entered_at", "ref"),)

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    vacancy_ref: Mapped[str | None] = mapped_column(ForeignKey("vacancy.ref"), index=True)
    made_on: Mapped[date] = mapped_column(Date)
    platform: Mapped[str] = mapped_column(String(20))
    attempt: Mapped[bool]
    looks_like: Mapped[str] = mapped_column(String(60))
    follows: Mapped[str | None] = mapped_column(ForeignKey("sourcing_search.ref"), unique=True)
    entered_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    entered_by: Mapped[str] = mapped_column(String(32))
    entered_person: Mapped[str] = mapped_column(String(32), index=True)


class SourcingNote(Base):
    """Somebody found who is to be approached. The keys, by which they are known again when they
    apply, are emptied when the note is erased.
    """

    __tablename__ = "sourcing_note"

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    search_ref: Mapped[str] = mapped_column(ForeignKey("sourcing_search.ref"), index=True)
    noted_at: Mapped[datetime] = mapped_column(UtcTime)
    noted_by: Mapped[str] = mapped_column(String(32))
    erase_from: Mapped[datetime] = mapped_column(UtcTime, index=True)
    name_key: Mapped[str | None] = mapped_column(String(32), index=True)
    address_key: Mapped[str | None] = mapped_column(String(32), index=True)


class SourcedApplicant(Base):
    """Somebody who was noted has applied: which note, which candidate, and what shows it."""

    __tablename__ = "sourced_applicant"

    note_ref: Mapped[str] = mapped_column(ForeignKey("sourcing_note.ref"), primary_key=True)
    candidate_ref: Mapped[str] = mapped_column(
        ForeignKey("candidate.ref"), primary_key=True, index=True
    )
    found_by: Mapped[str] = mapped_column(String(10))
    matched_at: Mapped[datetime] = mapped_column(UtcTime)


class SourcingQuestion(Base):
    """A search to find people that is asked about: the entry itself looked like a check, or
    ``candidate_ref``, whom it found, has applied. Open until HR has said what it was.

    ``report_ref``: the entry among searches without authorisation, where it was a check.
    """

    __tablename__ = "sourcing_question"
    __table_args__ = (
        UniqueConstraint("search_ref", "candidate_ref"),
        CheckConstraint("(handling IS NULL) = (handled_at IS NULL)", name="handled"),
        CheckConstraint(
            "(report_ref IS NULL) = (coalesce(handling, '') <> 'check')", name="report"
        ),
    )

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    search_ref: Mapped[str] = mapped_column(ForeignKey("sourcing_search.ref"))
    candidate_ref: Mapped[str | None] = mapped_column(ForeignKey("candidate.ref"), index=True)
    vacancy_ref: Mapped[str | None] = mapped_column(ForeignKey("vacancy.ref"), index=True)
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    handling: Mapped[str | None] = mapped_column(String(10))
    handled_at: Mapped[datetime | None] = mapped_column(UtcTime, index=True)
    report_ref: Mapped[str | None] = mapped_column(ForeignKey("unauthorised_search.ref"))


class UnauthorisedSearch(Base):
    """A search made without or beyond authorisation. ``version`` rises with every step.

    ``looker_person`` is who made it, empty where that is nobody known here. ``breach``: as told;
    ``breach_judged``: as HR sees it. ``notify_by``: when the 72 hours are over, where they run.
    """

    __tablename__ = "unauthorised_search"

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    vacancy_ref: Mapped[str | None] = mapped_column(ForeignKey("vacancy.ref"), index=True)
    candidate_ref: Mapped[str | None] = mapped_column(ForeignKey("candidate.ref"), index=True)
    state: Mapped[str] = mapped_column(String(10), index=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    made_by: Mapped[str] = mapped_column(String(20))
    looked_on: Mapped[date] = mapped_column(Date)
    reported_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    reported_by: Mapped[str] = mapped_column(String(32))
    reported_person: Mapped[str] = mapped_column(String(32), index=True)
    looker_person: Mapped[str] = mapped_column(String(32), default="")
    breach: Mapped[str] = mapped_column(String(10))
    breach_judged: Mapped[str | None] = mapped_column(String(10))
    notify_by: Mapped[datetime | None] = mapped_column(UtcTime)
    effect: Mapped[str | None] = mapped_column(String(20))
    handled_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ruling: Mapped[str | None] = mapped_column(String(20))
    person_told: Mapped[str | None] = mapped_column(String(10))
    ruled_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Recusal(Base):
    """Somebody who takes no part in choosing in the vacancy that a search without authorisation is
    about, since HR has dealt with it. The vacancy is the entry's: it may be known later.
    """

    __tablename__ = "recusal"

    report_ref: Mapped[str] = mapped_column(ForeignKey("unauthorised_search.ref"), primary_key=True)
    person_ref: Mapped[str] = mapped_column(String(32), primary_key=True, index=True)
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)


class WordsGone(Base):
    """That the words of an entry or a note were erased: their key is never used again."""

    __tablename__ = "words_gone"

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    gone_at: Mapped[datetime] = mapped_column(UtcTime)
