"""Checking what somebody brings: an export of a ledger, something that was kept of one, or both.

An export is checked as ``python -m screening verify`` does. Something kept that comes alone is
compared with the log that this service has now. Nothing of what is brought stays here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from screening.domain.errors import NotCanonical, NotValid
from screening.domain.text import N_
from screening.ledger.compare import Against, Kept, Place, Seen, against, place_of, read_kept
from screening.ledger.note import NoteKey
from screening.ledger.verify import Outcome, verify
from screening.services.call import Call
from screening.store import checkpoints, tree
from screening.store.tables.checkpoint import LogCheckpoint, LogKey
from screening.store.tables.record import record
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Verified:
    """What came of it. ``outcome``: of the export, None where there was none.

    ``against`` says how the log stands to what was kept of it, which is over the first ``held``
    records; None where nothing was kept.
    """

    outcome: Outcome | None
    against: Against | None
    held: int

    @property
    def is_good(self) -> bool:
        """Whether everything that was brought is in order, and goes together."""
        unbroken = self.outcome is None or (
            self.outcome.refusal is None and self.outcome.records > 0
        )
        return unbroken and self.against in (None, Against.AGREES)


def verify_export(call: Call, lines: Iterable[bytes], kept: str | None = None) -> Verified:
    """Check an export, each of its ``lines`` with its line feed, and beside it what was ``kept``.

    The keys of this service's own log are known, also where an export was cut before it names
    them. Raises NotValid when ``kept`` is neither a receipt nor a signed checkpoint.
    """
    held = [] if kept is None else [_read(kept)]
    with call.look() as work:
        known = _keys(work)
    outcome = verify(lines, held, known)
    size = held[0].checkpoint.size if held else 0
    return Verified(outcome, next(iter(outcome.compared), None), size)


def verify_kept(call: Call, text: str) -> Verified:
    """See how this service's log stands now to what was kept of it.

    Raises NotValid when that is neither a receipt nor a signed checkpoint.
    """
    kept = _read(text)
    with call.look() as work:
        found = against(_seen(work, kept), kept)
    return Verified(None, found, kept.checkpoint.size)


def _read(text: str) -> Kept:
    try:
        return read_kept(text)
    except NotCanonical as error:
        message = N_("This is neither a receipt nor a signed checkpoint of this service.")
        raise NotValid({"kept": message}) from error


def _seen(work: UnitOfWork, kept: Kept) -> Seen:
    stands, size = checkpoints.standing(work), kept.checkpoint.size
    keys = _keys(work)
    return Seen(
        log_id=checkpoints.log_id(work),
        size=stands.size,
        keys=keys,
        signed=stands.signed,
        signers=_signers(work, keys, stands.signed),
        roots={size: tree.root(work.session, size)} if size <= stands.size else {},
        places=_leaf_there(work, place_of(kept.receipt.record)) if kept.receipt else {},
    )


def _keys(work: UnitOfWork) -> list[NoteKey]:
    """Every key that the log has signed with, in order."""
    keys = work.session.scalars(select(LogKey).order_by(LogKey.number))
    return [checkpoints.public_half(work, key) for key in keys]


def _signers(work: UnitOfWork, keys: list[NoteKey], signed: int) -> list[NoteKey]:
    last = work.session.get(LogCheckpoint, signed)
    return [] if last is None else keys[: last.key_number]


def _leaf_there(work: UnitOfWork, place: Place) -> dict[Place, str]:
    """The leaf that stands in ``place`` now, if any."""
    vacancy, seq = place
    wanted = select(record.c.leaf).where(
        record.c.vacancy_ref == vacancy, record.c.vacancy_seq == int(seq)
    )
    leaf = work.session.scalar(wanted)
    return {} if leaf is None else {place: leaf}
