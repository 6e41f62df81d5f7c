"""That erasing waits after a copy was put in use, since when, and what would go once it goes on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from screening.domain.candidate_codes import code_of
from screening.domain.people import Action, check_may, may
from screening.ledger.record import decode, instant
from screening.services.call import Call
from screening.services.erasure.after_restoring import PUTTING_IN_USE, waits_since
from screening.services.erasure.erasing import confirmed
from screening.services.erasure.retention import due
from screening.store.tables.candidate import Candidate
from screening.store.tables.record import record
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class WouldGo:
    """Somebody who is erased once erasing goes on; ``decided`` by two people, or by the clock."""

    vacancy_ref: str
    vacancy_reference: str
    code: str
    decided: bool


@dataclass(frozen=True)
class ErasingWaits:
    """``record`` is the one since which it waits, and ``since`` its moment; ``up_to`` that of the
    last record of the copy that was put in use. ``mine``: the reader may say that it goes on, and
    is told who ``would_go``, by vacancy.
    """

    record: int
    since: datetime
    up_to: datetime
    would_go: tuple[WouldGo, ...]
    mine: bool


def list_waits(call: Call) -> tuple[ErasingWaits, ...]:
    """That erasing waits, where it does, for whoever is to see to it."""
    check_may(call.actor, Action.SEE_THAT_ERASING_WAITS)
    found = _read(call)
    return (found,) if found else ()


def read_waits(call: Call) -> ErasingWaits | None:
    """The same for the page on which it is ended; None where erasing does not wait."""
    check_may(call.actor, Action.HOLD)
    return _read(call)


def _read(call: Call) -> ErasingWaits | None:
    with call.look() as work:
        seq = waits_since(work.session)
        if seq is None:
            return None
        mine = may(call.actor, Action.HOLD)
        of_the_copy = (record.c.seq < seq) & record.c.event_type.not_in(PUTTING_IN_USE)
        since, up_to = (_last(work, each) for each in (record.c.seq == seq, of_the_copy))
        would_go = _people(work, confirmed(work.session), due(work)) if mine else ()
        return ErasingWaits(seq, since, up_to, would_go, mine)


def _last(work: UnitOfWork, which: ColumnElement[bool]) -> datetime:
    """The moment of the newest record of ``which``."""
    wanted = select(record.c.canonical).where(which).order_by(record.c.seq.desc()).limit(1)
    return instant(decode(work.session.scalars(wanted).one()).occurred_at)


def _people(
    work: UnitOfWork, decided: Collection[str], over: Collection[str]
) -> tuple[WouldGo, ...]:
    found = work.session.execute(
        select(Candidate, Vacancy.reference)
        .join(Vacancy, Vacancy.ref == Candidate.vacancy_ref)
        .where(Candidate.ref.in_({*decided, *over}))
        .order_by(Vacancy.closed_at, Vacancy.ref, Candidate.number)
    )
    return tuple(
        WouldGo(one.vacancy_ref, reference, code_of(one.number), one.ref in decided)
        for one, reference in found
    )
