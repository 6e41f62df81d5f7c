"""What the log has said of itself: keys, checkpoints, and the roots of its full blocks; and when
a checkpoint was there, by the word of others.

Those rows never change and never go. The private half of a key is in the vault.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from screening.store.base import Base
from screening.store.types import Count, UtcTime


class LogKey(Base):
    """A key that checkpoints are signed with; the one with the highest number is in use."""

    __tablename__ = "log_key"

    number: Mapped[int] = mapped_column(Count, primary_key=True, autoincrement=False)
    ref: Mapped[str] = mapped_column(String(32), unique=True)
    public: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class LogCheckpoint(Base):
    """A checkpoint over the first ``size`` records, as it was signed."""

    __tablename__ = "checkpoint"

    size: Mapped[int] = mapped_column(Count, primary_key=True, autoincrement=False)
    root: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(Text)
    key_number: Mapped[int] = mapped_column(ForeignKey("log_key.number"))
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class CheckpointStamp(Base):
    """What a time-stamp authority answered about a checkpoint, as it came. It shows when it was.

    ``answer`` is a TimeStampResp (RFC 3161) in DER, over the bytes of the checkpoint's note.
    """

    __tablename__ = "checkpoint_stamp"

    size: Mapped[int] = mapped_column(ForeignKey("checkpoint.size"), primary_key=True)
    witness: Mapped[str] = mapped_column(String(300), primary_key=True)
    answer: Mapped[bytes] = mapped_column(LargeBinary)
    received_at: Mapped[datetime] = mapped_column(UtcTime)


class WitnessState(Base):
    """How leaving checkpoints with one witness goes. Says what was done; decides nothing.

    ``left_size``: under the last checkpoint left there. ``failing_since``: empty when all is well.
    """

    __tablename__ = "witness_state"

    name: Mapped[str] = mapped_column(String(300), primary_key=True)
    left_size: Mapped[int] = mapped_column(Count)
    left_at: Mapped[datetime | None] = mapped_column(UtcTime)
    failing_since: Mapped[datetime | None] = mapped_column(UtcTime)
    problem: Mapped[str] = mapped_column(String(300))


class TreeBlock(Base):
    """The root over a full block of leaves; the first has number 0."""

    __tablename__ = "tree_block"

    number: Mapped[int] = mapped_column(Count, primary_key=True, autoincrement=False)
    root: Mapped[str] = mapped_column(String(64))
