"""Receipts: for what somebody did, a small file by which they can show later that it was recorded.

A person gets receipts for acts of their own alone. A receipt tells nothing of what was said: it
holds the record, which has references and hashes.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, select

from screening.domain.errors import NotFound, NotPossible
from screening.domain.events import Event
from screening.domain.text import N_
from screening.ledger.note import signer_of, text_of
from screening.ledger.receipt import Receipt, code_of, write_receipt
from screening.ledger.record import decode, instant
from screening.services import checkpointing
from screening.services.call import Call
from screening.services.reporting import find_edition
from screening.store import checkpoints, tree
from screening.store.tables.checkpoint import LogCheckpoint
from screening.store.tables.record import record
from screening.store.unit_of_work import UnitOfWork

RECEIPTED = (
    Event.CHECK_APPROVED,
    Event.CHECK_REJECTED,
    Event.CHECK_RETURNED,
    Event.REFERRAL_UPHELD,
    Event.OVERTURN_PROPOSED,
    Event.REFERRAL_OVERTURNED,
    Event.MORE_TIME_GIVEN,
    Event.OBJECTION_UPHELD,
    Event.OBJECTION_NOT_UPHELD,
    Event.CHECK_CANCELLED,
    Event.CHECK_STOPPED,
    Event.EXPOSURE_HANDLED,
    Event.WORDS_LET_THROUGH,
    Event.HANDED_OVER,
    Event.WITHHELD,
    Event.REPLY_PASSED_ON,
    Event.REPLY_KEPT_BACK,
    Event.REGIME_CHANGED,
    Event.REGIME_DECLINED,
    Event.DUE_DILIGENCE_UPHELD,
    Event.DUE_DILIGENCE_NOT_UPHELD,
    Event.DUE_DILIGENCE_KEPT_BACK,
    Event.DUE_DILIGENCE_HANDED_OVER,
    Event.DUE_DILIGENCE_ANSWER_PASSED_ON,
    Event.DUE_DILIGENCE_ANSWER_KEPT_BACK,
    Event.DUE_DILIGENCE_CALLED_OFF,
    Event.UNAUTHORISED_HANDLED,
    Event.SOURCING_HANDLED,
    Event.BREACH_DECIDED,
    Event.RIGHTS_ANSWERED,
    Event.RIGHTS_REFUSED,
    Event.REDACTION_DECIDED,
    Event.ERASURE_CONFIRMED,
    Event.ERASURE_DECLINED,
    Event.SIGNED_OFF,
    Event.REPORT_REQUESTED,
    Event.POLICY_IN_FORCE,
    Event.POLICY_REJECTED,
)
"""What gives whoever did it a receipt: decisions, hand-overs, sign-offs and reports."""

MOST = 50
_FARTHEST = 2**62  # a number that a database can still be asked for
_NOT_YET = N_(
    "This record is under no checkpoint yet. The next one is signed within about five minutes: "
    "please come back then."
)


@dataclass(frozen=True)
class Recorded:
    """Something that somebody did. ``ready``: its receipt can be had."""

    seq: int
    event: Event
    at: datetime
    ready: bool


@dataclass(frozen=True)
class ReceiptShown:
    """A receipt: its file, and what of it goes into a picture that a phone reads.

    ``key`` is the id of the key that signed the checkpoint.
    """

    recorded: Recorded
    leaf: str
    size: int
    root: str
    key: str
    file: str
    code: str


def list_receipts(call: Call, before: int = _FARTHEST) -> tuple[Recorded, ...]:
    """What the caller did that gives a receipt, the latest first: ``MOST`` of it at once, and
    nothing from record ``before`` on.
    """
    with call.look() as work:
        earlier = _own(call).where(record.c.seq < min(before, _FARTHEST))
        mine = earlier.order_by(record.c.seq.desc()).limit(MOST)
        newest = select(LogCheckpoint.size).order_by(LogCheckpoint.size.desc()).limit(1)
        signed = work.session.scalar(newest) or 0
        return tuple(_recorded(row, signed) for row in work.session.execute(mine))


def read_receipt(call: Call, seq: int) -> ReceiptShown:
    """The receipt for the caller's own act that is record ``seq``.

    It is under the first checkpoint after it, so that it is the same whenever it is asked for.
    Raises NotFound when it is not the caller's, NotPossible before there is a checkpoint.
    """
    with call.look() as work:
        own = _own(call).where(record.c.seq == min(seq, _FARTHEST))
        row = work.session.execute(own).one_or_none()
        if row is None:
            raise NotFound(N_("There is nothing here."))
        return _shown(work, row)


def read_edition_receipt(call: Call, vacancy_ref: str, number: int) -> ReceiptShown:
    """The receipt for the issuing of one edition of a report, for whoever may fetch it.

    Raises NotFound when there is no such edition, NotPossible before there is a checkpoint.
    """
    with call.look() as work:
        edition = find_edition(work, call.actor, vacancy_ref, number)
        issued = _records(Event.REPORT_ISSUED).where(record.c.vacancy_ref == edition.vacancy_ref)
        (row,) = (
            row
            for row in work.session.execute(issued)
            if instant(decode(row.canonical).occurred_at) == edition.issued_at
        )
        return _shown(work, row)


def _shown(work: UnitOfWork, row: Row[tuple[int, str, str]]) -> ReceiptShown:
    checkpoint = checkpoints.first_over(work, row.seq)
    if checkpoint is None:
        raise NotPossible(_NOT_YET)
    receipt = _receipt(work, row.canonical, row.seq, checkpoint)
    return ReceiptShown(
        recorded=_recorded(row, checkpoint.size),
        leaf=receipt.leaf.hex(),
        size=checkpoint.size,
        root=checkpoint.root,
        key=signer_of(checkpoint.note),
        file=write_receipt(receipt),
        code=code_of(text_of(checkpoint.note), receipt.leaf.hex()),
    )


def receipt_for(call: Call, seq: int) -> str:
    """A receipt for any record, for an operator; a checkpoint is made if need be.

    Raises NotFound when there is no such record.
    """
    with call.look() as work:
        wanted = select(record.c.canonical).where(record.c.seq == min(seq, _FARTHEST))
        source = work.session.scalar(wanted)
    if source is None:
        raise NotFound(N_("The log has no record of this number."))
    size = checkpointing.make(call)
    if size <= seq:
        raise NotPossible(_NOT_YET)
    with call.look() as work:
        checkpoint = work.session.get_one(LogCheckpoint, size)
        return write_receipt(_receipt(work, source, seq, checkpoint))


def _own(call: Call) -> Select[tuple[int, str, str]]:
    """The records of what the caller did; ``actor_ref`` stands first in a record's spelling."""
    mine = record.c.canonical.startswith(f'{{"actor_ref":"{call.actor.ref}"', autoescape=True)
    return _records(*RECEIPTED).where(mine)


def _records(*events: Event) -> Select[tuple[int, str, str]]:
    wanted = select(record.c.seq, record.c.event_type, record.c.canonical)
    return wanted.where(record.c.event_type.in_(events))


def _recorded(row: Row[tuple[int, str, str]], signed: int) -> Recorded:
    at = instant(decode(row.canonical).occurred_at)
    return Recorded(row.seq, Event(row.event_type), at, ready=row.seq < signed)


def _receipt(work: UnitOfWork, source: str, seq: int, checkpoint: LogCheckpoint) -> Receipt:
    proof = tree.inclusion_proof(work.session, seq, checkpoint.size)
    return Receipt(source, seq, proof, checkpoint.note)
