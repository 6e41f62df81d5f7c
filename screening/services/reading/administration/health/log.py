"""The ledger: how far it is signed, with whom checkpoints are left, and what was lost."""

from datetime import timedelta

from sqlalchemy import select

from screening.domain.health import Group, Health, Line
from screening.domain.sentence import Value
from screening.domain.text import N_
from screening.services.checkpointing import EVERY
from screening.services.erasure.after_restoring import waits_since
from screening.services.reading.administration.losses import SHOWN_FOR, losses
from screening.store import checkpoints
from screening.store.tables.checkpoint import WitnessState
from screening.store.unit_of_work import UnitOfWork

LATE = EVERY + timedelta(minutes=10)
"""After how long without a checkpoint over new records something is wrong."""


def log(work: UnitOfWork) -> Group:
    """Checkpoints, witnesses, losses."""
    return Group(N_("Ledger"), (_signed(work), *_witnesses(work), *_lost(work)))


def _signed(work: UnitOfWork) -> Line:
    what = N_("Last checkpoint")
    stands, last = checkpoints.standing(work), checkpoints.newest(work)
    since = stands.size - stands.signed
    if last is None:
        said = N_("None yet. Records: %(since)s.")
        todo = N_("The worker makes the first one. See above whether one is at work.")
        health = Health.WATCH if since else Health.FINE
        return Line(what, health, said, {"since": since}, todo if since else "")
    values: dict[str, Value] = {"at": last.made_at, "size": stands.signed, "since": since}
    said = N_("On %(at)s, over %(size)s records. Records since: %(since)s.")
    late = since > 0 and work.now - last.made_at > LATE
    todo = N_("See above whether a worker is at work and whether the key can be read.")
    return Line(what, Health.FAULT if late else Health.FINE, said, values, todo if late else "")


def _witnesses(work: UnitOfWork) -> tuple[Line, ...]:
    rows = work.session.scalars(select(WitnessState).order_by(WitnessState.name)).all()
    if not rows:
        said = N_("With nobody outside this service.")
        todo = N_(
            "That the ledger was not rewritten can be shown only as far as somebody keeps a "
            "checkpoint. Name somebody: SCREENING_WITNESSES (docs/operations.md)."
        )
        return (Line(N_("Where checkpoints are left"), Health.WATCH, said, {}, todo),)
    return tuple(map(_witness, rows))


def _witness(row: WitnessState) -> Line:
    what = N_("Where checkpoints are left")
    values: dict[str, Value] = {"name": row.name, "size": row.left_size}
    if row.left_at:
        values["at"] = row.left_at
        said = N_("%(name)s: last on %(at)s, over %(size)s records.")
    else:
        said = N_("%(name)s: none yet.")
    if row.failing_since is None:
        return Line(what, Health.FINE, said, values)
    values |= {"problem": row.problem, "since": row.failing_since}
    failing = (
        N_("%(name)s: last on %(at)s, over %(size)s records. Failing since %(since)s: %(problem)s")
        if row.left_at
        else N_("%(name)s: none yet. Failing since %(since)s: %(problem)s")
    )
    todo = N_("Put right what it says. The worker tries again by itself.")
    return Line(what, Health.FAULT, failing, values, todo)


def _lost(work: UnitOfWork) -> tuple[Line, ...]:
    lines = []
    lately = [one for one in losses(work) if one.at > work.now - SHOWN_FOR]
    if lately:
        said = N_("An older copy of the database was put in use on %(at)s.")
        todo = N_("Your home page says which records were lost. Tell those who rely on them.")
        values: dict[str, Value] = {"at": lately[-1].at}
        lines.append(Line(N_("Lost records"), Health.WATCH, said, values, todo))
    if waits_since(work.session) is not None:
        said = N_("Nothing is erased until a data protection officer says that holds are back.")
        lines.append(
            Line(
                N_("Erasing"), Health.FAULT, said, {}, N_("Ask a data protection officer to do so.")
            )
        )
    return tuple(lines)
