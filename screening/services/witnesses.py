"""Leaving checkpoints with somebody else, who can show them when this service cannot be believed.

Each witness gets the newest checkpoint; whatever goes wrong with one is noted, shown to
administrators and equality officers, and tried again, and keeps none of the others from theirs.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import delete, select

from screening.domain.errors import KeyDestroyed, SealBroken
from screening.domain.text import N_
from screening.services import checkpointing
from screening.services.call import Call
from screening.store.tables.checkpoint import LogCheckpoint, WitnessState

SIGNING = N_("Signing itself")
"""What stands in the place of a witness where no checkpoint can be signed."""

_LONGEST = 300  # characters of a problem that are kept
_TRIES = 9  # names for one checkpoint in a folder where a half-written file cannot be mended


class WitnessFailed(Exception):
    """The checkpoint could not be left; the text says why, for an administrator."""


class Witness(Protocol):
    """Whoever keeps checkpoints."""

    @property
    def name(self) -> str:
        """How settings and pages name it."""

    def leave(self, note: str, size: int) -> None:
        """Leave the signed ``note`` over ``size`` records. Raises WitnessFailed."""


@dataclass(frozen=True)
class Folder:
    """A folder on storage of somebody else's, best one on which nothing can be written over."""

    path: Path

    @property
    def name(self) -> str:
        """As in the settings."""
        return f"folder:{self.path}"

    def leave(self, note: str, size: int) -> None:
        """A file of its own for each checkpoint; one that is there is left as it is."""
        origin = note.partition("\n")[0].replace("/", "-")
        names = ("", *(f"-{number}" for number in range(2, _TRIES)))
        try:
            for again in names:
                if _is_left(self.path / f"{origin}-{size:012d}{again}.checkpoint", note):
                    return
        except OSError as error:
            raise WitnessFailed(f"Nothing can be written there: {error.strerror}.") from error
        raise WitnessFailed("Files that were written in part stand in the way of this checkpoint.")


def _is_left(path: Path, note: str) -> bool:
    """Whether ``note`` is in ``path``, written now if there is nothing; not if only a part is.

    Raises WitnessFailed when another checkpoint of this log is there.
    """
    data = note.encode("utf-8")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        there = path.read_bytes()
        if there != data and not data.startswith(there):
            message = f"Another checkpoint of the same size is there already: {path.name}."
            raise WitnessFailed(message) from None
        _make_sure(path)
        return there == data
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        _make_sure(path)
    except OSError:
        with suppress(OSError):  # where nothing can be taken away the part stays, and is gone round
            path.unlink()
        raise
    return True


def _make_sure(path: Path) -> None:
    """Have the file at ``path``, and that it is there, on the disk before going on."""
    for each in (path, path.parent):
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def witnesses_of(written: Iterable[str]) -> tuple[Witness, ...]:
    """The witnesses that the settings name."""
    return tuple(Folder(Path(each.removeprefix("folder:"))) for each in written)


def sign(call: Call) -> bool:
    """Sign a checkpoint if one is due; whether one was. That it cannot be is noted, and raised."""
    try:
        signed = checkpointing.tick(call)
    except (KeyDestroyed, SealBroken) as error:
        _note(call, SIGNING, 0, str(error))
        raise
    with call.as_clock().look() as work:
        was_failing = work.session.get(WitnessState, SIGNING) is not None
    if was_failing:
        with call.as_clock().change() as work:
            work.session.execute(delete(WitnessState).where(WitnessState.name == SIGNING))
            work.commit()
    return signed


def leave(call: Call, witnesses: Iterable[Witness]) -> None:
    """Leave the newest checkpoint with each of ``witnesses`` that has not got it."""
    known = list(witnesses)
    with call.as_clock().look() as work:
        newest = select(LogCheckpoint).order_by(LogCheckpoint.size.desc()).limit(1)
        checkpoint = work.session.scalar(newest)
        states = work.session.scalars(select(WitnessState))
        left = {state.name: state.left_size for state in states}
    if left.keys() - {each.name for each in known} - {SIGNING}:
        _forget(call, [each.name for each in known])
    for each in known:
        if checkpoint is not None and left.get(each.name, -1) < checkpoint.size:
            _leave(call, each, checkpoint)
        elif checkpoint is None and each.name not in left:
            _note(call, each.name, 0, "")


def _leave(call: Call, witness: Witness, checkpoint: LogCheckpoint) -> None:
    try:
        witness.leave(checkpoint.note, checkpoint.size)
        problem = ""
    except WitnessFailed as failed:
        problem = str(failed)[:_LONGEST]
    _note(call, witness.name, checkpoint.size, problem)


def _note(call: Call, name: str, size: int, problem: str) -> None:
    with call.as_clock().change() as work:
        state = work.session.get(WitnessState, name)
        if state is None:
            state = WitnessState(name=name, left_size=0, problem="")
            work.session.add(state)
        if problem:
            state.failing_since = state.failing_since or work.now
        else:
            state.failing_since = None
            state.left_size = size
            state.left_at = work.now if size else None
        state.problem = problem
        work.commit()


def _forget(call: Call, names: list[str]) -> None:
    """Show no witness any more that the settings do not name."""
    with call.as_clock().change() as work:
        work.session.execute(
            delete(WitnessState).where(WitnessState.name.not_in([SIGNING, *names]))
        )
        work.commit()
