"""Checkpoints: how long the log was, and the root over it then (c2sp.org/tlog-checkpoint).

Whoever holds a signed one elsewhere can tell, of any later copy of the log, whether it still
begins with the same records.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from screening.domain.errors import NotCanonical
from screening.ledger.note import NoteKey, open_note, sign_note

_TEXT = re.compile(
    r"(?P<origin>screening/[0-9a-f]{32})\n(?P<size>0|[1-9][0-9]{0,18})\n(?P<root>[A-Za-z0-9+/]{43}=)\n"
)


@dataclass(frozen=True)
class Checkpoint:
    """The log ``origin`` with its first ``size`` records, and the ``root`` over their leaves."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode('ascii')}\n"


def origin_of(log_id: str) -> str:
    """How a checkpoint names the log ``log_id``; its keys have the same name."""
    return f"screening/{log_id}"


def sign_checkpoint(checkpoint: Checkpoint, private: Ed25519PrivateKey) -> str:
    """``checkpoint`` as a signed note."""
    return sign_note(checkpoint.text, checkpoint.origin, private)


def read_checkpoint(text: str) -> Checkpoint:
    """The checkpoint that ``text`` spells. Raises NotCanonical when it is not one of this form."""
    found = _TEXT.fullmatch(text)
    if found is None:
        raise NotCanonical("This is not a checkpoint of a log of this service.")
    checkpoint = Checkpoint(found["origin"], int(found["size"]), b64decode(found["root"]))
    if checkpoint.text != text:
        raise NotCanonical("This checkpoint is not spelled the way it is written.")
    return checkpoint


def open_checkpoint(note: str, keys: Iterable[NoteKey]) -> tuple[Checkpoint, NoteKey]:
    """The checkpoint in the signed ``note``, and which of ``keys`` signed it.

    Raises as ``open_note`` and ``read_checkpoint`` do.
    """
    text, key = open_note(note, keys)
    return read_checkpoint(text), key
