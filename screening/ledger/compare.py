"""An exported log beside what somebody else kept of it: receipts and checkpoints.

This is what a copy of the log alone cannot show: that it is the one that was there before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from screening.domain.errors import KeyUnknown, NotCanonical, SignatureWrong
from screening.domain.text import N_
from screening.ledger.checkpoint import Checkpoint, open_checkpoint, origin_of, read_checkpoint
from screening.ledger.note import NoteKey, text_of
from screening.ledger.receipt import Receipt, read_receipt
from screening.ledger.record import Record

Place = tuple[str, str]


class Against(StrEnum):
    """How a log stands to what was kept of it."""

    AGREES = "agrees"
    OTHER_LOG = "another log"
    UNKNOWN_KEY = "unknown key"
    BAD_SIGNATURE = "bad signature"
    NO_PROOF = "no proof"
    UNDECIDED = "undecided"
    ROLLBACK = "rollback"
    OMISSION = "omission"
    EQUIVOCATION = "equivocation"
    FORK = "fork"
    REWRITE = "rewrite"


MEANING = {
    Against.AGREES: N_("up to there these are the records that were signed then"),
    Against.OTHER_LOG: N_("it is of another log"),
    Against.UNKNOWN_KEY: N_(
        "it was signed by no key that this log says was its own, which may have been cut off too: "
        "give the key itself, if it is known"
    ),
    Against.BAD_SIGNATURE: N_("it was altered after it was signed"),
    Against.NO_PROOF: N_("its proof does not lead from the record to the checkpoint"),
    Against.UNDECIDED: N_(
        "the records up to there cannot be compared, for this export is not in order before it"
    ),
    Against.ROLLBACK: N_("the log is shorter than it was then: records were cut off its end"),
    Against.OMISSION: N_("the record is in the log no more: it was taken out"),
    Against.EQUIVOCATION: N_("another record stands in its vacancy in the place of this one"),
    Against.FORK: N_("the log signed two histories that cannot both be true"),
    Against.REWRITE: N_("the records up to there are not those that were signed then"),
}
"""What each means."""


@dataclass(frozen=True)
class Kept:
    """What somebody kept: a signed checkpoint, and the receipt that it came with, if one."""

    note: str
    receipt: Receipt | None = None

    @property
    def checkpoint(self) -> Checkpoint:
        """The checkpoint, whoever signed it."""
        return read_checkpoint(text_of(self.note))


@dataclass
class Seen:
    """What a walk along a log saw that matters to what was kept of it.

    ``signed``: how many records are under its own last checkpoint; ``signers``: the key of that,
    and those by which it came to be the log's. ``roots`` by the sizes, and ``places`` (a vacancy
    and a place in it) with the leaves there, as far as they were asked for. ``whole``: the walk
    came to the log's end, and not to a line that is wrong.
    """

    log_id: str
    size: int
    keys: Sequence[NoteKey]
    signed: int
    signers: Sequence[NoteKey]
    roots: Mapping[int, bytes]
    places: Mapping[Place, str]
    whole: bool = True


def place_of(record: Record) -> Place:
    """The vacancy of ``record``, and its place there."""
    return record.vacancy_ref, record.vacancy_seq


def read_kept(text: str) -> Kept:
    """The receipt or the signed checkpoint in ``text``. Raises NotCanonical when it is neither."""
    try:
        receipt = read_receipt(text)
        return Kept(receipt.note, receipt)
    except NotCanonical:
        read_checkpoint(text_of(text))
        return Kept(text)


def against(seen: Seen, kept: Kept) -> Against:
    """How the log that was ``seen`` stands to what was ``kept``."""
    return _not_its_own(seen, kept) or _compared(seen, kept)


def _not_its_own(seen: Seen, kept: Kept) -> Against | None:
    """Why what was ``kept`` says nothing about this log, if it does not."""
    if kept.checkpoint.origin != origin_of(seen.log_id):
        return Against.OTHER_LOG
    try:
        open_checkpoint(kept.note, seen.keys)
    except KeyUnknown:
        return Against.UNKNOWN_KEY
    except SignatureWrong:
        return Against.BAD_SIGNATURE
    if kept.receipt is not None and not kept.receipt.holds_together():
        return Against.NO_PROOF
    return None


def _compared(seen: Seen, kept: Kept) -> Against:
    receipt = kept.receipt
    checkpoint, key = open_checkpoint(kept.note, seen.keys)
    if checkpoint.size > seen.size:
        return Against.ROLLBACK if seen.whole else Against.UNDECIDED
    if checkpoint.root == seen.roots[checkpoint.size]:
        return Against.AGREES
    if receipt is not None:
        leaf = seen.places.get(place_of(receipt.record))
        if leaf != receipt.leaf.hex():
            return Against.OMISSION if leaf is None else Against.EQUIVOCATION
    is_signed_too = seen.signed >= checkpoint.size and key in seen.signers
    return Against.FORK if is_signed_too else Against.REWRITE
