"""Vacancies: the post, its panel over time, and its criteria by version."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base
from screening.store.types import InByteOrder, UtcTime


class Vacancy(Base):
    """A post to be filled. ``checks`` and ``candidates`` count the numbers given out so far.

    ``folded`` is reference, title and department in small letters; ``VacancyWord`` finds by them.
    """

    __tablename__ = "vacancy"
    __table_args__ = (
        Index("ix_vacancy_opened", "opened_at", "ref"),
        Index("ix_vacancy_stage", "stage", "opened_at", "ref"),
        Index("ix_vacancy_department", "department", "opened_at", "ref"),
        Index("ix_vacancy_closed", "closed_at", "ref"),
    )

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    reference: Mapped[str] = mapped_column(String(40))
    reference_folded: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    department: Mapped[str] = mapped_column(String(200))
    apply_by: Mapped[date] = mapped_column(Date)
    stage: Mapped[str] = mapped_column(String(20))
    folded: Mapped[str] = mapped_column(String(900))
    regime: Mapped[str] = mapped_column(String(20))
    criteria_version: Mapped[int] = mapped_column(Integer)
    outside_decider: Mapped[str] = mapped_column(String(32), default="")
    opened_at: Mapped[datetime] = mapped_column(UtcTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    candidates: Mapped[int] = mapped_column(Integer, default=0)
    checks: Mapped[int] = mapped_column(Integer, default=0)


class VacancyWord(Base):
    """A word under which a vacancy is found, from one of its characters on. Their order is that of
    their bytes, so that those with one beginning lie together on every database.
    """

    __tablename__ = "vacancy_word"
    __table_args__ = (Index("ix_vacancy_word_word", "word", "vacancy_ref"),)

    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), primary_key=True)
    word: Mapped[str] = mapped_column(InByteOrder, primary_key=True)


class PanelMember(Base):
    """One person's time on a panel; ``left_at`` is empty while they sit."""

    __tablename__ = "panel_member"

    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), primary_key=True)
    account_ref: Mapped[str] = mapped_column(ForeignKey("account.ref"), primary_key=True)
    joined_at: Mapped[datetime] = mapped_column(UtcTime, primary_key=True)
    person_ref: Mapped[str] = mapped_column(String(32))
    left_at: Mapped[datetime | None] = mapped_column(UtcTime)

    __table_args__ = (Index("ix_panel_member_person", "person_ref", "vacancy_ref"),)


class Criterion(Base):
    """One criterion of one version of a vacancy's criteria."""

    __tablename__ = "criterion"

    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(10), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    position: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
