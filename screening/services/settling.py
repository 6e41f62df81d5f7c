"""What an officer does with what was asked: satisfied, asked again, given more time, or withdrawn.

Each of these is for any equality officer off the vacancy's panel, so that nothing waits for one who
is away; but for nobody who was asked or answered: they would end what waits for themselves.
"""

from datetime import date
from typing import Any

from sqlalchemy import select

from screening.domain.entry import LONG, answer_given, check_storable, tidy
from screening.domain.errors import Conflict, NotAllowed, NotFound
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import Action, Actor, Ties
from screening.domain.text import N_
from screening.domain.words import FollowUpState, Role
from screening.services.call import Call, once
from screening.services.following_up import TO_ANSWER, check_day, note, tell_whom_asked
from screening.services.loading import find_vacancy
from screening.services.outbox.telling import no_longer
from screening.store.tables.account import Account, AccountRole
from screening.store.tables.follow_up import FollowUp
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

NOT_ANSWERED = {"answered_at": None, "answered_by": ""}


@once
def satisfied(call: Call, follow_up_ref: str, words: str = "") -> None:
    """The answer is enough: this ends it. ``words`` are remarks, and may be empty.

    Conflict unless it is answered by now; NotAllowed for whoever was asked or answered.
    """
    words = tidy(words)
    check_storable({"words": (words, LONG, False)})
    with call.change(Role.EQUALITY) as work:
        asked = _find(work, call.actor, follow_up_ref)
        _move(work, asked, FollowUpState.ANSWERED, state=FollowUpState.SATISFIED)
        note(work, asked, Event.FOLLOW_UP_SATISFIED, {"words": words} if words else {})
        _ended(work, asked)
        work.commit()


@once
def ask_again(call: Call, follow_up_ref: str, words: str, due: date) -> None:
    """The answer is not enough: ``words`` say what is missing, to be there by the day ``due``."""
    words = answer_given("words", words)
    with call.change(Role.EQUALITY) as work:
        asked = _find(work, call.actor, follow_up_ref)
        check_day(work, due)
        again = {"state": FollowUpState.ASKED, "due": due, "again_at": work.now} | NOT_ANSWERED
        _move(work, asked, FollowUpState.ANSWERED, **again)
        said = {"due": due.isoformat(), "words": words}
        note(work, asked, Event.FOLLOW_UP_ASKED_AGAIN, said)
        no_longer(work, asked.ref, (Told.ANSWERED,))
        tell_whom_asked(work, asked, Told.ASKED_AGAIN)
        work.commit()


@once
def give_more_time(call: Call, follow_up_ref: str, words: str, due: date) -> None:
    """Until the day ``due`` instead; ``words`` say why. Conflict where it is answered by now."""
    words = answer_given("words", words)
    with call.change(Role.EQUALITY) as work:
        asked = _find(work, call.actor, follow_up_ref)
        check_day(work, due)
        _move(work, asked, FollowUpState.ASKED, due=due, again_at=work.now)
        said = {"due": due.isoformat(), "words": words}
        note(work, asked, Event.FOLLOW_UP_EXTENDED, said)
        no_longer(work, asked.ref, (Told.FOLLOW_UP_OVER, Told.UNANSWERED))
        tell_whom_asked(work, asked, Told.MORE_TIME)
        work.commit()


@once
def withdraw(call: Call, follow_up_ref: str, words: str) -> None:
    """It is needed no more; ``words`` say why. Conflict where it is answered by now."""
    words = answer_given("words", words)
    with call.change(Role.EQUALITY) as work:
        asked = _find(work, call.actor, follow_up_ref)
        _move(work, asked, FollowUpState.ASKED, state=FollowUpState.WITHDRAWN)
        note(work, asked, Event.FOLLOW_UP_WITHDRAWN, {"words": words})
        _ended(work, asked)
        work.commit()


def find_to_settle(work: UnitOfWork, actor: Actor, ref: str) -> tuple[FollowUp, Vacancy, Ties]:
    """What was asked, with its vacancy, for officers who may read the trail of that. Or
    NotFound.
    """
    asked = work.session.get(FollowUp, ref)
    if asked is None:
        raise NotFound(N_("There is nothing here."))
    return asked, *find_vacancy(work.session, actor, asked.vacancy_ref, Action.READ_TRAIL)


def why_not_settle(work: UnitOfWork, actor: Actor, asked: FollowUp) -> str:
    """Why ``actor``, off the panel, leaves what becomes of ``asked`` to others; or empty.

    By person: whoever is in HR with another account is asked too, where all of HR is.
    """
    theirs = Account.person_ref == actor.person_ref
    if work.session.scalar(select(Account.ref).where(theirs, Account.ref == asked.answered_by)):
        return N_("You answered this yourself. Another equality officer looks at it.")
    in_hr = select(AccountRole.role).join(Account, Account.ref == AccountRole.account_ref)
    in_hr = in_hr.where(theirs, Account.closed_at.is_(None), AccountRole.role == Role.HR)
    if asked.owner_person == actor.person_ref or (
        not asked.owner_person and work.session.scalar(in_hr.limit(1)) is not None
    ):
        return N_("This is asked of you. Another equality officer says what becomes of it.")
    return ""


def _find(work: UnitOfWork, actor: Actor, ref: str) -> FollowUp:
    """The same, to say what becomes of it. NotAllowed for whoever was asked or answered."""
    asked, _vacancy, _ties = find_to_settle(work, actor, ref)
    if why := why_not_settle(work, actor, asked):
        raise NotAllowed(why)
    return asked


def _move(work: UnitOfWork, asked: FollowUp, stands: FollowUpState, /, **columns: Any) -> None:
    still = (FollowUp.ref == asked.ref, FollowUp.state == stands)
    if not work.set_where(FollowUp, *still, **columns):
        raise Conflict(N_("Something else was done about this since you opened the page."))


def _ended(work: UnitOfWork, asked: FollowUp) -> None:
    """Tell whoever was asked that nothing waits for them any more."""
    no_longer(work, asked.ref, (*TO_ANSWER, Told.ANSWERED))
    tell_whom_asked(work, asked, Told.ASKED_NO_MORE)
