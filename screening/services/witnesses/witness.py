"""What every kind of witness is, whatever it does with a checkpoint."""

from datetime import datetime, timedelta
from typing import Protocol


class WitnessFailed(Exception):
    """The checkpoint could not be left; the text says why, for an administrator."""


class Witness(Protocol):
    """Whoever keeps checkpoints, or says when one was there."""

    @property
    def name(self) -> str:
        """How settings and pages name it."""

    @property
    def every(self) -> timedelta:
        """How long it is left in peace once it has got one. What failed is tried again sooner."""

    def leave(self, note: str, size: int, now: datetime) -> bytes:
        """Leave the signed ``note`` over ``size`` records; what came back that is to be kept.

        Nothing for most. Raises WitnessFailed.
        """


def stem_of(note: str, size: int) -> str:
    """What files about the checkpoint ``note`` over ``size`` records are called, unextended."""
    origin = note.partition("\n")[0].replace("/", "-")
    return f"{origin}-{size:012d}"
