"""What is set in the service itself, version after version; when a worker was last at work, and
when the last backup was made.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base
from screening.store.types import UtcTime


class Setting(Base):
    """One version of a setting; ``kind`` is a ``SettingKind``. No version changes or goes.

    ``content`` is a JSON object of texts. It holds nothing about a candidate.
    """

    __tablename__ = "setting"
    __table_args__ = (CheckConstraint("version > 0", name="version"),)

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    content: Mapped[str] = mapped_column(Text)
    set_by: Mapped[str] = mapped_column(ForeignKey("account.ref"))
    set_at: Mapped[datetime] = mapped_column(UtcTime)


class WorkerSeen(Base):
    """When a worker last went round. One row, once there was one."""

    __tablename__ = "worker_seen"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    seen_at: Mapped[datetime] = mapped_column(UtcTime)


class BackupMade(Base):
    """When the service's own command made the last backup, over how many records, and whether it
    copied the database or the vault alone. One row, once there was one.
    """

    __tablename__ = "backup_made"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    size: Mapped[int] = mapped_column(Integer)
    with_database: Mapped[bool]
