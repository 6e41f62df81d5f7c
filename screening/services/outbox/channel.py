"""What a message leaves the service by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from screening.domain.text import N_

PERHAPS = N_(
    "You may have had this message before: the service was interrupted while it was being sent.\n\n"
)


class SendingFailed(Exception):
    """A channel did not take a message; the text says why, in plain words.

    ``refused``: it said so, and the message is certainly not on its way. Otherwise nobody can tell
    once it was begun to be handed over. ``hopeless``: trying again would change nothing.
    """

    def __init__(self, said: str, *, refused: bool = False, hopeless: bool = False):
        super().__init__(said)
        self.refused = refused
        self.hopeless = hopeless


@dataclass(frozen=True)
class Letter:
    """A message on its way: the same ``ref`` however often it is tried.

    ``perhaps``: an attempt before this one may have reached the person; ``warning`` says so, in the
    language of the message, where that cannot be found out.
    """

    ref: str
    to: str
    subject: str
    text: str
    made_at: datetime
    perhaps: bool = False
    warning: str = PERHAPS


class Channel(Protocol):
    """A way out. ``name`` is shown to administrators."""

    @property
    def name(self) -> str:
        """What it is called."""

    def reach(self) -> None:
        """See that it can be spoken to, and send nothing. Raises SendingFailed where it cannot."""

    def has(self, letter: Letter) -> bool | None:
        """Whether it took ``letter`` in an earlier attempt; None where it cannot be asked.

        Raises SendingFailed where it does not answer.
        """

    def send(self, letter: Letter, handing: Callable[[], object]) -> None:
        """Hand ``letter`` over, and call ``handing`` just before: from there on it may have gone.

        Raises SendingFailed when it was not taken, or when nobody can tell.
        """
