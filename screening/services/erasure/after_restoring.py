"""Once a copy of the database was put in use nothing is begun to be erased, until holds are back.

A hold that was put on since the copy was made is not in it: what it stood in the way of would be
erased within a minute, and nobody can undo that. So neither two people nor the clock begin anything
before somebody has looked and says so. What was erased before goes again all the same.

That erasing waits, and that it goes on, are records of the organisation's chain and stand nowhere
else: the newest of them says how it is. The one that has it wait says nothing, so that it needs no
key of a vault that may have been lost.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from screening.domain.entry import answer_given
from screening.domain.errors import Conflict, NotPossible
from screening.domain.events import Event
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Role
from screening.ledger.record import ORGANISATION
from screening.services.call import Call, once
from screening.store import checkpoints
from screening.store.seen import seen, why_older
from screening.store.tables.record import record
from screening.store.unit_of_work import UnitOfWork

PUTTING_IN_USE = (Event.OLDER_ACCEPTED, Event.ERASING_WAITS)
"""Records that are written as a copy is put in use, and were not in it."""


def waits_since(session: Session) -> int | None:
    """The number of the record since which erasing waits; None where it does not."""
    newest = session.execute(
        select(record.c.seq, record.c.event_type)
        .where(record.c.event_type.in_((Event.ERASING_WAITS, Event.ERASING_WENT_ON)))
        .order_by(record.c.seq.desc())
        .limit(1)
    ).first()
    return newest.seq if newest and newest.event_type == Event.ERASING_WAITS else None


def check_goes_on(work: UnitOfWork) -> None:
    """Raise NotPossible while erasing waits; and where an older database was put in the place of
    the newest under a service that was not stopped for it, so that it has not come to wait yet.

    ``work`` may write: then the vault cannot know of a checkpoint that is not there yet.
    """
    known = seen(work.vault)
    if known is not None and why_older(known, work.session):
        raise NotPossible(
            N_(
                "The database is not the newest that is known of, and holds may be missing from "
                "it. Nothing is erased. Whoever runs the service has to stop it, and then run: "
                "python -m screening check"
            )
        )
    if waits_since(work.session) is not None:
        raise NotPossible(
            N_(
                "A copy of the database was put in use, and holds may be missing from it. Nothing "
                "is erased until a data protection officer has put them back and said so."
            )
        )


def have_erasing_wait(call: Call) -> None:
    """Have erasing wait, from the record that says so on; nothing where that is the newest one.

    A copy that was made while it waited has it wait anew: what was said of the one before is not
    said of this. Nor is there anything to wait for where the copy held no record at all: then
    there is nobody to be erased.
    """
    of_the_copy = select(record.c.seq).where(record.c.event_type.not_in(PUTTING_IN_USE)).limit(1)
    with call.each_time().change(Role.DATA_PROTECTION) as work:
        checkpoints.hold_log(work)
        if work.session.scalar(of_the_copy) is None:
            return
        if waits_since(work.session) != checkpoints.standing(work).size - 1:
            work.record(Event.ERASING_WAITS, vacancy_ref=ORGANISATION, payload={})
            work.commit()


@once
def go_on(call: Call, read: int, words: str) -> None:
    """Say that holds are back, or that there were none, in ``words``: erasing goes on.

    ``read`` is the record since which it waits. Conflict when it waits since another one, or since
    none any more. NotAllowed for anybody but a data protection officer, or an operator.
    """
    check_may(call.actor, Action.HOLD)
    words = answer_given("words", words)
    with call.change(Role.DATA_PROTECTION) as work:
        checkpoints.hold_log(work)
        if waits_since(work.session) != read:
            raise Conflict(N_("Somebody else has said so already, or another copy was put in use."))
        work.record(Event.ERASING_WENT_ON, vacancy_ref=ORGANISATION, payload={"words": words})
        work.commit()
