"""The time-stamps that are kept, for whoever inspects the log."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from screening.services.call import Call
from screening.services.witnesses.witness import stem_of
from screening.store.tables.checkpoint import CheckpointStamp, LogCheckpoint

_AT_A_TIME = 100


@dataclass(frozen=True)
class Stamp:
    """A checkpoint's signed note and what the authority ``witness`` answered about its bytes.

    ``name``: what files of them are called; another one where two authorities stamped one.
    """

    name: str
    note: str
    witness: str
    answer: bytes


def all_stamps(call: Call) -> Iterator[Stamp]:
    """Every time-stamp there is with its checkpoint, in the order of the log."""
    wanted = (
        select(LogCheckpoint.note, CheckpointStamp)
        .join_from(CheckpointStamp, LogCheckpoint)
        .order_by(CheckpointStamp.size, CheckpointStamp.received_at, CheckpointStamp.witness)
        .execution_options(yield_per=_AT_A_TIME)
    )
    before, number = -1, 1
    with call.look() as work:
        for note, stamp in work.session.execute(wanted):
            number = number + 1 if stamp.size == before else 1
            before = stamp.size
            again = f"-{number}" if number > 1 else ""
            name = f"{stem_of(note, stamp.size)}{again}"
            yield Stamp(name, note, stamp.witness, stamp.answer)
