"""Files on their way in, and by what applicants and headings that came in one are known again."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from screening.domain.words import Retention
from screening.store.base import Base
from screening.store.types import UtcTime, sealed_under

_ACCOUNT = sealed_under("account_ref", Retention.ACCOUNT)


class ImportFile(Base):
    """A file that somebody is importing: its table, and once it was looked at what becomes of each
    row, both sealed. Deleted when it is imported or put away, or soon after by itself.
    """

    __tablename__ = "import_file"
    __table_args__ = (Index("ix_import_file_account_ref_kept_at", "account_ref", "kept_at"),)

    ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    account_ref: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    kind: Mapped[str] = mapped_column(String(12))
    kept_at: Mapped[datetime] = mapped_column(UtcTime)
    table_sealed: Mapped[bytes] = mapped_column(LargeBinary, info=_ACCOUNT)
    fates_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=_ACCOUNT)


class ImportedApplicant(Base):
    """The fingerprint of the number by which an applicant is known elsewhere."""

    __tablename__ = "imported_applicant"

    candidate_ref: Mapped[str] = mapped_column(ForeignKey("candidate.ref"), primary_key=True)
    vacancy_ref: Mapped[str] = mapped_column(ForeignKey("vacancy.ref"), index=True)
    number_key: Mapped[str] = mapped_column(String(32), unique=True)


class ImportColumns(Base):
    """Where each thing stood in the newest list of a kind that had these headings: a JSON object of
    places by name. Of the headings there is a fingerprint, and nothing of the rows.
    """

    __tablename__ = "import_columns"

    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    headings_key: Mapped[str] = mapped_column(String(32), primary_key=True)
    columns: Mapped[str] = mapped_column(Text)
