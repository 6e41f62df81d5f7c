"""What the members of a panel declared, by vacancy and moment."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base
from screening.store.types import UtcTime


class Declaration(Base):
    """One member's word at one moment; ``searched``: they made a search that is not recorded."""

    __tablename__ = "declaration"
    __table_args__ = (CheckConstraint("moment IN ('shortlist', 'decision')", name="moment"),)

    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), primary_key=True)
    person_ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    moment: Mapped[str] = mapped_column(String(10), primary_key=True)
    account_ref: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    searched: Mapped[bool] = mapped_column()
    declared_at: Mapped[datetime] = mapped_column(UtcTime)
