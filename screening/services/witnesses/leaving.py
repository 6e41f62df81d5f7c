"""Leaving checkpoints with somebody else, who can show them when this service cannot be believed.

Each witness gets the newest checkpoint; whatever goes wrong with one is noted, shown to
administrators and equality officers, and tried again, and keeps none of the others from theirs.
Nothing of it is recorded in the log: each record would ask for a checkpoint, and that for another.
"""

import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from cryptography.x509 import Certificate
from sqlalchemy import delete, select

from screening.domain.errors import Conflict, KeyDestroyed, SealBroken, SettingsInvalid
from screening.domain.text import N_
from screening.services import checkpointing
from screening.services.call import Call
from screening.services.witnesses.folder import Folder
from screening.services.witnesses.mail import Mailbox
from screening.services.witnesses.settings import FOLDER, MAIL, TIMESTAMP, MailServer
from screening.services.witnesses.timestamp import Authority
from screening.services.witnesses.witness import Witness, WitnessFailed
from screening.store.tables.checkpoint import CheckpointStamp, LogCheckpoint, WitnessState

SIGNING = N_("Signing itself")
"""What stands in the place of a witness where no checkpoint can be signed."""

UNEXPECTED = N_("Something went wrong in the service itself. Its log says what.")

log = logging.getLogger(__name__)

_LONGEST = 300  # characters of a problem that are kept


def witnesses_of(
    written: Iterable[str], mail: MailServer | None = None, roots: Sequence[Certificate] = ()
) -> tuple[Witness, ...]:
    """The witnesses that the settings name, with what else the settings say for them.

    Raises SettingsInvalid for an auditor where no mail server is set.
    """
    return tuple(_witness(each, mail, tuple(roots)) for each in written)


def _witness(written: str, mail: MailServer | None, roots: tuple[Certificate, ...]) -> Witness:
    if written.startswith(TIMESTAMP):
        return Authority(written.removeprefix(TIMESTAMP), roots)
    if written.startswith(MAIL):
        if mail is None:
            raise SettingsInvalid(["SCREENING_SMTP is missing: no mail can be sent."])
        return Mailbox(written.removeprefix(MAIL), mail)
    return Folder(Path(written.removeprefix(FOLDER)))


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
    """Leave the newest checkpoint with each of ``witnesses`` that has not got it and is due."""
    known = list(witnesses)
    with call.as_clock().look() as work:
        newest = select(LogCheckpoint).order_by(LogCheckpoint.size.desc()).limit(1)
        checkpoint = work.session.scalar(newest)
        states = {state.name: state for state in work.session.scalars(select(WitnessState))}
    if states.keys() - {each.name for each in known} - {SIGNING}:
        _forget(call, [each.name for each in known])
    for each in known:
        state = states.get(each.name)
        with suppress(Conflict):  # another worker has just noted the same
            if checkpoint is not None and _is_due(each, state, checkpoint.size, call.clock()):
                _leave(call, each, checkpoint)
            elif checkpoint is None and state is None:
                _note(call, each.name, 0, "")


def _is_due(witness: Witness, state: WitnessState | None, size: int, now: datetime) -> bool:
    """Whether ``witness`` is to have the checkpoint over ``size`` records now.

    One that failed has waited for longer than it has to, and so is due until it goes well. A last
    time that is still to come was written while the clock was wrong, and counts for nothing.
    """
    if state is None or state.left_at is None:
        return True
    waits = state.left_at <= now < state.left_at + witness.every
    return state.left_size < size and not waits


def _leave(call: Call, witness: Witness, checkpoint: LogCheckpoint) -> None:
    kept, problem = b"", ""
    try:
        kept = witness.leave(checkpoint.note, checkpoint.size, call.clock())
    except WitnessFailed as failed:
        problem = str(failed)[:_LONGEST]
    except Exception:
        # A mistake of ours with one of them must not keep the others from theirs.
        log.exception("a checkpoint could not be left")
        problem = UNEXPECTED
    _note(call, witness.name, checkpoint.size, problem, kept)


def _note(call: Call, name: str, size: int, problem: str, kept: bytes = b"") -> None:
    """Note how it went, and what came back: together, so that neither is known without the other.

    Whoever is stopped before asks again, and gets another one.
    """
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
        if kept and work.session.get(CheckpointStamp, (size, name)) is None:
            work.session.add(
                CheckpointStamp(size=size, witness=name, answer=kept, received_at=work.now)
            )
        work.commit()


def _forget(call: Call, names: list[str]) -> None:
    """Show no witness any more that the settings do not name."""
    with call.as_clock().change() as work:
        work.session.execute(
            delete(WitnessState).where(WitnessState.name.not_in([SIGNING, *names]))
        )
        work.commit()
