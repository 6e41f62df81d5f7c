"""Checkpoints of the log: made as time passes, after enough records, and when somebody needs one.

A record of all chains' heads comes first, in a unit of work of its own; what is signed ends with
it. Whoever is stopped in between signs when asked again.
"""

from datetime import timedelta

from sqlalchemy import select

from screening.domain.events import Event
from screening.domain.words import Role
from screening.ledger.keys import rotation_note
from screening.ledger.record import ORGANISATION
from screening.services.call import Call
from screening.store import checkpoints
from screening.store.checkpoints import Standing
from screening.store.seen import Seen, check_not_older, remember, seen
from screening.store.tables.checkpoint import LogCheckpoint, LogKey
from screening.store.tables.record import record
from screening.store.unit_of_work import UnitOfWork

EVERY = timedelta(minutes=5)
RECORDS = 100
"""After so long, or so many records, a checkpoint is due if there is anything new; and at once
after a hold.
"""


def tick(call: Call) -> bool:
    """Make a checkpoint if one is due; whether one was made.

    Raises OlderThanKnown where an older database was put in its place since the service started.
    """
    _check_newest(call)
    with call.as_clock().look() as work:
        stands = checkpoints.standing(work)
        due = stands.heads > stands.signed or _is_due(work, stands)
    if due:
        make(call)
    else:
        _remember(call)  # whoever signed the last one may have been stopped before this
    _retire_old(call)
    return due


def make(call: Call) -> int:
    """Make a checkpoint over all there is now; the answer is the number of records under it.

    Where nothing was recorded since the last one, that one still stands. Raises OlderThanKnown as
    ``tick`` does.
    """
    _check_newest(call)
    _ensure_key(call)
    stands = _stands(call)
    if stands.heads > stands.signed:  # whoever recorded them was stopped
        _sign(call, stands.heads)
        stands = _stands(call)
    if stands.size > stands.signed:
        _sign(call, _record_heads(call))
        stands = _stands(call)
    _remember(call)
    return stands.signed


def _check_newest(call: Call) -> None:
    """Sign nothing over a log that was gone on with though a newer one is known: it would fork."""
    known = seen(call.store.vault)  # before the database, as in ``seen``
    with call.as_clock().look() as work:
        check_not_older(known, work.session)


def _stands(call: Call) -> Standing:
    with call.as_clock().look() as work:
        return checkpoints.standing(work)


def note_at(call: Call, size: int) -> str:
    """The signed checkpoint over the first ``size`` records."""
    with call.look() as work:
        return work.session.get_one(LogCheckpoint, size).note


def keys_of(call: Call) -> list[str]:
    """Every key that the log has signed with, the one in use last."""
    _ensure_key(call)
    with call.look() as work:
        keys = work.session.scalars(select(LogKey).order_by(LogKey.number))
        return [str(checkpoints.public_half(work, key)) for key in keys]


def rotate_key(call: Call) -> int:
    """Put a fresh key in the place of the one in use; the answer is its number.

    The record of it is signed by both. The old one is destroyed; what it signed stays.
    """
    _ensure_key(call)
    with call.change(Role.DATA_PROTECTION) as work:
        checkpoints.hold_log(work)
        old = checkpoints.key_in_use(work)
        key = checkpoints.new_key(work, old.number + 1)
        public = checkpoints.public_half(work, key)
        halves = (checkpoints.private_half(work.vault, each) for each in (old, key))
        payload = {"key": str(public), "note": rotation_note(public.name, *halves)}
        work.record(Event.KEY_ROTATED, vacancy_ref=ORGANISATION, payload=payload)
        work.commit()
    _retire_old(call)
    return key.number


def _is_due(work: UnitOfWork, stands: Standing) -> bool:
    if stands.size - stands.signed >= RECORDS or _is_held_since(work, stands.signed):
        return True
    last = work.session.get(LogCheckpoint, stands.signed)
    return stands.size > stands.signed and (last is None or last.made_at + EVERY <= work.now)


def _is_held_since(work: UnitOfWork, signed: int) -> bool:
    """Whether a hold was put on that is under no checkpoint yet. Once it is, a database that is
    brought back from before it is known to be older, and has erasing wait.
    """
    held = (record.c.event_type == Event.HOLD_PLACED) & (record.c.seq >= signed)
    return work.session.scalar(select(record.c.seq).where(held).limit(1)) is not None


def _ensure_key(call: Call) -> None:
    """Make the log's first key, unless there is one."""
    with call.as_clock().look() as work:
        if checkpoints.has_key(work):
            return
    with call.as_clock().change() as work:
        checkpoints.hold_log(work)
        if not checkpoints.has_key(work):
            key = checkpoints.public_half(work, checkpoints.new_key(work, 1))
            work.record(Event.KEY_MADE, vacancy_ref=ORGANISATION, payload={"key": str(key)})
            work.commit()


def _record_heads(call: Call) -> int:
    """Record where all chains end; the answer is the size of the log that ends with it."""
    with call.as_clock().change() as work:
        checkpoints.hold_log(work)
        heads = checkpoints.all_heads(work)
        work.record(
            Event.VACANCY_HEADS,
            vacancy_ref=ORGANISATION,
            payload={"chains": str(len(heads)), "root": heads.root().hex()},
        )
        (appended,) = work.commit()
    return appended.seq + 1


def _sign(call: Call, size: int) -> None:
    """Sign a checkpoint, unless the key was changed since: nobody could check it with the new one.

    Those records are then under the next one.
    """
    with call.as_clock().change() as work:
        checkpoints.hold_log(work)
        key = checkpoints.key_in_use(work)
        is_new = work.session.get(LogCheckpoint, size) is None
        if is_new and checkpoints.is_key_at(work, key, size):
            checkpoints.sign(work, key, size)
            work.commit()


def _remember(call: Call) -> None:
    """Have the vault remember the newest checkpoint, so that an older database is told from it."""
    known = seen(call.store.vault)
    with call.as_clock().look() as work:
        newest = checkpoints.newest(work)
        log_id = checkpoints.log_id(work)
    if newest is not None and (known is None or known.size < newest.size):
        remember(call.store.vault, Seen(log_id, newest.size, newest.root))


def _retire_old(call: Call) -> None:
    with call.as_clock().look() as work:
        keys = list(work.session.scalars(select(LogKey).order_by(LogKey.number)))
    for key in keys[:-1]:
        checkpoints.retire(call.store.vault, key)
