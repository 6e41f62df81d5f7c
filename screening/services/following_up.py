"""What an equality officer asks of colleagues about a vacancy, and what they answer.

A query is asked of all of HR, or of one person there; an action has one owner, in HR or on the
panel, and so has a condition, which is asked with a sign-off. Who and when stands in a row of its
own; the words are in the records, as sign-offs are. ``settling`` says how it ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from screening.domain.entry import answer_given
from screening.domain.errors import Conflict, NotFound, NotValid
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import Action, Actor, Ties, may
from screening.domain.text import N_
from screening.domain.words import FollowUpKind, FollowUpState, Role
from screening.services.calendar import day_of
from screening.services.call import Call, once
from screening.services.loading import find_vacancy, next_number, ties_of
from screening.services.outbox.telling import no_longer, still_open, tell, those_who_may
from screening.services.refs import new_ref
from screening.store.tables.account import Account, AccountRole
from screening.store.tables.check import Check
from screening.store.tables.follow_up import FollowUp
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

OPEN_STATES = (FollowUpState.ASKED, FollowUpState.ANSWERED)
"""What waits for a colleague's answer, or for an officer's word on it."""
LONGEST = timedelta(days=366)
_WAS_ANSWERED = N_("This has been answered already.")
_WHY_NOT = {
    FollowUpState.ASKED: _WAS_ANSWERED,  # by somebody else, since it was looked at
    FollowUpState.ANSWERED: _WAS_ANSWERED,
    FollowUpState.SATISFIED: _WAS_ANSWERED,
    FollowUpState.WITHDRAWN: N_("This was withdrawn. It needs no answer any more."),
}
ASKED = {
    FollowUpKind.QUERY: Event.QUERY_ASKED,
    FollowUpKind.ACTION: Event.ACTION_SET,
    FollowUpKind.CONDITION: Event.CONDITION_SET,
}
ANSWERED = {
    FollowUpKind.QUERY: Event.QUERY_ANSWERED,
    FollowUpKind.ACTION: Event.ACTION_DONE,
    FollowUpKind.CONDITION: Event.CONDITION_DONE,
}
_TOLD = {
    FollowUpKind.QUERY: Told.QUERY,
    FollowUpKind.ACTION: Told.ACTION,
    FollowUpKind.CONDITION: Told.CONDITION,
}
TO_ANSWER = (
    *_TOLD.values(),
    Told.ASKED_AGAIN,
    Told.MORE_TIME,
    Told.FOLLOW_UP_OVER,
    Told.UNANSWERED,
)
"""What waits for an answer, and so waits no more once there is one."""


@dataclass(frozen=True)
class Asking:
    """What is asked, until when. ``owner`` is an account, empty for all of HR; ``check`` is the
    number of a check, 0 where it is about no one check.
    """

    kind: FollowUpKind
    words: str
    due: date
    owner: str = ""
    check: int = 0


@once
def ask(call: Call, vacancy_ref: str, asking: Asking) -> str:
    """Ask a query, or for an action; its ref comes out. For equality officers off the panel.

    Raises NotValid for a day that is over, an owner who cannot be asked, or a check that is not
    there. A condition is asked with a sign-off, and not by itself.
    """
    if asking.kind is FollowUpKind.CONDITION:
        raise NotValid({"kind": N_("A condition belongs to a sign-off")})
    with call.change(Role.EQUALITY) as work:
        vacancy, _ties = find_vacancy(work.session, call.actor, vacancy_ref, Action.READ_TRAIL)
        asked = put_down(work, call.actor, vacancy, asking)
        work.commit(asked.ref)
    return asked.ref


def put_down(
    work: UnitOfWork,
    actor: Actor,
    vacancy: Vacancy,
    asking: Asking,
    sign_off_seq: int | None = None,
) -> FollowUp:
    """Put ``asking`` down and tell whom it is asked of, in this unit of work. Raises as ``ask``."""
    words = answer_given("words", asking.words)
    owner = _owner(work, actor, vacancy, asking)
    check_day(work, asking.due)
    _check_there(work, vacancy, asking.check)
    asked = FollowUp(
        ref=new_ref(),
        vacancy_ref=vacancy.ref,
        number=next_number(work.session, FollowUp, vacancy),
        kind=asking.kind,
        check_number=asking.check,
        owner=owner.ref if owner else "",
        owner_person=owner.person_ref if owner else "",
        due=asking.due,
        state=FollowUpState.ASKED,
        sign_off_seq=sign_off_seq,
        asked_at=work.now,
        asked_by=actor.ref,
    )
    work.session.add(asked)
    said = {
        "owner": owner.name if owner else "",
        "due": asking.due.isoformat(),
        "check": str(asking.check) if asking.check else "",
        "words": words,
    }
    note(work, asked, ASKED[asking.kind], said)
    tell_whom_asked(work, asked, _TOLD[asking.kind])
    return asked


def check_day(work: UnitOfWork, due: date) -> None:
    """Raise NotValid unless something can be asked for until ``due``."""
    today = day_of(work.now)
    if not today <= due <= today + LONGEST:
        raise NotValid({"due": N_("Give a day between today and a year from now")})


@once
def answer(call: Call, follow_up_ref: str, words: str) -> None:
    """Answer a query, or say that an action is done or a condition met, and how. Only once, until
    it is asked again: Conflict after that.

    Whoever was asked may; where all of HR was, anybody there who neither sits nor sat on the
    panel. For everybody else it is not there.
    """
    words = answer_given("words", words)
    with call.change(Role.HR, Role.MANAGER) as work:
        asked, _vacancy = find_asked(work, call.actor, follow_up_ref)
        still = (FollowUp.ref == asked.ref, FollowUp.state == FollowUpState.ASKED)
        answer = {"answered_at": work.now, "answered_by": call.actor.ref}
        if not work.set_where(FollowUp, *still, state=FollowUpState.ANSWERED, **answer):
            raise Conflict(_WHY_NOT[FollowUpState(asked.state)])
        note(work, asked, ANSWERED[FollowUpKind(asked.kind)], {"words": words})
        officer = still_open(work.session, asked.asked_by)
        tell(work, Told.ANSWERED, officer, asked.ref, vacancy_ref=asked.vacancy_ref)
        no_longer(work, asked.ref, TO_ANSWER)
        work.commit()


def tell_whom_asked(
    work: UnitOfWork, asked: FollowUp, kind: Told, since: datetime | None = None
) -> None:
    """Tell whoever may answer ``asked``: its owner, or those in HR off the panel."""
    owner = still_open(work.session, asked.owner)
    if not asked.owner:
        vacancy = work.session.get_one(Vacancy, asked.vacancy_ref)
        ties = ties_of(work.session, vacancy)
        owner = those_who_may(work.session, Action.ANSWER_QUERY, ties, Role.HR)
    tell(work, kind, owner, asked.ref, vacancy_ref=asked.vacancy_ref, since=since)


def find_asked(work: UnitOfWork, actor: Actor, ref: str) -> tuple[FollowUp, Vacancy]:
    """The query or action ``ref`` for whoever may answer it, with its vacancy. Or NotFound."""
    asked = work.session.get(FollowUp, ref)
    vacancy = work.session.get_one(Vacancy, asked.vacancy_ref) if asked else None
    if (
        asked is None
        or vacancy is None
        or not may_answer(actor, asked, ties_of(work.session, vacancy))
    ):
        raise NotFound(N_("There is nothing here."))
    return asked, vacancy


def may_answer(actor: Actor, asked: FollowUp, ties: Ties) -> bool:
    """Whether ``actor`` is who was asked. ``ties`` are those of the vacancy."""
    if asked.owner_person:
        return actor.person_ref == asked.owner_person and actor.has(Role.HR, Role.MANAGER)
    return may(actor, Action.ANSWER_QUERY, ties)


def possible_owners(
    work: UnitOfWork, actor: Actor, vacancy: Vacancy, kind: FollowUpKind
) -> Sequence[Account]:
    """Whom ``actor`` can ask: HR, and for all but queries the panel too; never themselves."""
    asks_hr = kind is FollowUpKind.QUERY
    panel: frozenset[str] = frozenset() if asks_hr else ties_of(work.session, vacancy).panel
    found = (
        select(Account)
        .join(AccountRole, AccountRole.account_ref == Account.ref)
        .where(
            Account.closed_at.is_(None),
            Account.person_ref != actor.person_ref,
            (AccountRole.role == Role.HR)
            | ((AccountRole.role == Role.MANAGER) & Account.person_ref.in_(panel)),
        )
        .order_by(Account.opened_at, Account.ref)
    )
    return work.session.scalars(found).unique().all()


def _owner(work: UnitOfWork, actor: Actor, vacancy: Vacancy, asking: Asking) -> Account | None:
    if not asking.owner and asking.kind is FollowUpKind.QUERY:
        return None
    for account in possible_owners(work, actor, vacancy, asking.kind):
        if account.ref == asking.owner:
            return account
    raise NotValid({"owner": N_("Choose whom you ask")})


def _check_there(work: UnitOfWork, vacancy: Vacancy, number: int) -> None:
    there = select(Check.ref).where(Check.vacancy_ref == vacancy.ref, Check.number == number)
    if number and work.session.scalar(there) is None:
        raise NotValid({"check": N_("Choose a check of this vacancy, or none")})


def note(work: UnitOfWork, asked: FollowUp, event: Event, said: dict[str, str]) -> None:
    """Record ``event`` of what was asked, with what was ``said``."""
    work.record(
        event,
        vacancy_ref=asked.vacancy_ref,
        payload={"follow_up": asked.ref, "number": str(asked.number), **said},
    )
