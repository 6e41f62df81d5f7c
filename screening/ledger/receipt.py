"""A receipt: one record, the proof that it is in the log, and the signed checkpoint it is under.

The form is c2sp.org/tlog-proof, with the record itself as its extra data. Whoever holds one can
show, with any later copy of the log, whether their record is still there.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass

from screening.domain.errors import NotCanonical
from screening.ledger.checkpoint import Checkpoint, read_checkpoint
from screening.ledger.merkle import leaf_hash
from screening.ledger.note import text_of
from screening.ledger.proofs import is_included
from screening.ledger.record import Record, decode

LONGEST = 32_768
"""Characters of a receipt that is read; one from a log of a million records has about 3,000."""

_FORM = "c2sp.org/tlog-proof@v1"
_BASE64 = "[A-Za-z0-9+/]+={0,2}"
_RECEIPT = re.compile(
    rf"{re.escape(_FORM)}\nextra (?P<extra>{_BASE64})\nindex (?P<index>0|[1-9][0-9]{{0,18}})\n"
    rf"(?P<proof>(?:[A-Za-z0-9+/]{{43}}=\n){{0,64}})\n(?P<note>.+)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Receipt:
    """What a receipt holds. ``source`` is the record as stored, ``note`` the signed checkpoint."""

    source: str
    index: int
    proof: Sequence[bytes]
    note: str

    @property
    def record(self) -> Record:
        """The record. Raises NotCanonical when ``source`` is none."""
        return decode(self.source)

    @property
    def leaf(self) -> bytes:
        """The record's leaf hash."""
        return leaf_hash(self.source.encode("utf-8"))

    @property
    def checkpoint(self) -> Checkpoint:
        """The checkpoint, whoever signed it. Raises NotCanonical when it is none."""
        return read_checkpoint(text_of(self.note))

    def holds_together(self) -> bool:
        """Whether the proof shows that the record is under the checkpoint, whoever signed that."""
        over = self.checkpoint
        return is_included(self.leaf, self.index, over.size, self.proof, over.root)


def write_receipt(receipt: Receipt) -> str:
    """``receipt`` as it stands in a file."""
    head = [_FORM, f"extra {_written(receipt.source.encode())}", f"index {receipt.index}"]
    return "\n".join([*head, *map(_written, receipt.proof), "", receipt.note])


def read_receipt(text: str) -> Receipt:
    """The receipt that ``text`` spells. Raises NotCanonical when it is none."""
    found = _RECEIPT.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        raise NotCanonical("This is not a receipt of this service.")
    try:
        source = b64decode(found["extra"], validate=True).decode("ascii")
    except (NotBase64, ValueError) as error:
        raise NotCanonical("The record in this receipt cannot be read.") from error
    proof = [b64decode(line) for line in found["proof"].split()]
    receipt = Receipt(source, int(found["index"]), proof, found["note"])
    if write_receipt(receipt) != text or receipt.record.seq != found["index"]:
        raise NotCanonical("This receipt is not spelled the way it is written.")
    read_checkpoint(text_of(receipt.note))
    return receipt


def code_of(text: str, leaf: str) -> str:
    """What a picture that a phone reads says: a checkpoint's ``text``, and a leaf's hash (hex)."""
    return f"{text}{leaf}\n"


def _written(data: bytes) -> str:
    return b64encode(data).decode("ascii")
