"""Telling people that something is there for them, in the transaction of what happened.

Whoever brought it about is not told. Who is follows ``people.MAY``: nobody is told to do what they
may not do. ``_OF_CHECKS`` says what each event of a check has told to whom.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from screening.domain.events import Event
from screening.domain.notifying import WAITING, Told
from screening.domain.people import Action, Actor, Ties, may
from screening.domain.words import Role, State
from screening.services.loading import ties_of
from screening.services.refs import new_ref
from screening.store.tables.account import Account, AccountRole
from screening.store.tables.check import Check
from screening.store.tables.outbox import Notification
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

Audience = Callable[[Session, Check, Ties], Collection[str]]

_TELL = {
    name: insert(Notification).on_conflict_do_nothing()
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}


def tell(
    work: UnitOfWork,
    kind: Told,
    accounts: Iterable[str],
    about: str,
    *,
    vacancy_ref: str | None = None,
    since: datetime | None = None,
) -> None:
    """Tell each of ``accounts``, but for the one that acts, of ``kind``, in this unit of work.

    ``about`` is the reference of what it is about, ``since`` when that began (None: now). The same
    of the same is told once, however often it is asked for. ``vacancy_ref``: where it is read, the
    vacancy's reference stands beside it, for readers who may see that vacancy then.
    """
    rows = [
        {
            "ref": new_ref(),
            "account_ref": account,
            "kind": kind,
            "vacancy_ref": vacancy_ref,
            "about": about,
            "since": since or work.now,
            "made_at": work.now,
        }
        for account in sorted(set(accounts) - {work.actor_ref})
    ]
    if rows:
        connection = work.session.connection()
        connection.execute(_TELL[connection.dialect.name], rows)


def no_longer(work: UnitOfWork, about: str, kinds: Collection[Told], *, account: str = "") -> None:
    """Mark as read what was told about ``about`` in these ways, to everybody or to ``account``: it
    waits no longer.
    """
    unread = [
        Notification.about == about,
        Notification.kind.in_(kinds),
        Notification.read_at.is_(None),
    ]
    if account:
        unread.append(Notification.account_ref == account)
    work.set_where(Notification, *unread, read_at=work.now)


def free(*where: ColumnElement[bool]) -> Select[str]:
    """The refs of notifications for which all of ``where`` holds and that nobody is changing now.

    What happens to a check marks all that was told of it, whoever was told. To go through all that
    somebody was told, and wait for one of them with others in hand, would let the two wait for each
    other. What is passed over is marked by whoever changes it, or found again the next time.
    """
    return select(Notification.ref).where(*where).with_for_update(skip_locked=True)


def tell_of_check(work: UnitOfWork, check: Check, event: Event) -> None:
    """Tell whoever has to know that ``event`` has just happened to ``check``.

    What waited on the check as it was waits for nobody any more.
    """
    no_longer(work, check.ref, WAITING)
    for kind, audience in _OF_CHECKS.get(event, ()):
        tell_audience(work, kind, check, check.state_since, audience)


def tell_audience(
    work: UnitOfWork, kind: Told, check: Check, since: datetime, *audiences: Audience
) -> None:
    """Tell everybody in ``audiences`` of ``kind`` about ``check``, which began at ``since``."""
    ties = ties_of(work.session, work.session.get_one(Vacancy, check.vacancy_ref), check)
    told = [one for each in audiences for one in each(work.session, check, ties)]
    tell(work, kind, told, check.ref, vacancy_ref=check.vacancy_ref, since=since)


def those_who_may(session: Session, action: Action, ties: Ties, *roles: Role) -> list[str]:
    """The open accounts with one of ``roles`` that may do ``action``, as things stand."""
    return [actor.ref for actor in _holders(session, roles) if may(actor, action, ties)]


def administrators(session: Session, apart: Collection[str] = ()) -> list[str]:
    """The accounts of those who look after the service, but for the persons ``apart``."""
    holders = _holders(session, (Role.ADMINISTRATOR,))
    return [one.ref for one in holders if one.person_ref not in apart]


def still_open(session: Session, account: str) -> list[str]:
    """That account, unless it is closed, or there is none: an operator has none."""
    found = select(Account.ref).where(Account.ref == account, Account.closed_at.is_(None))
    return list(session.scalars(found))


def deciders(session: Session, _check: Check, ties: Ties) -> list[str]:
    """Those in HR who may decide it."""
    return those_who_may(session, Action.DECIDE, ties, Role.HR)


def handlers(session: Session, _check: Check, ties: Ties) -> list[str]:
    """Those in HR who may deal with it."""
    return those_who_may(session, Action.HANDLE, ties, Role.HR)


def answerers(session: Session, _check: Check, ties: Ties) -> list[str]:
    """Those in HR who may deal with its candidate."""
    return those_who_may(session, Action.DEAL_WITH_CANDIDATE, ties, Role.HR)


def handlers_of_shortlist(session: Session, vacancy: Vacancy, searcher: str) -> list[str]:
    """Those in HR who may deal with what candidates say in a school's search by the person
    ``searcher``.
    """
    ties = replace(ties_of(session, vacancy), searcher=searcher)
    return those_who_may(session, Action.HANDLE_DUE_DILIGENCE, ties, Role.HR)


def searchers(session: Session, check: Check, ties: Ties) -> list[str]:
    """Whoever searches; HR where that is a third party."""
    if not check.searcher_person:
        return handlers(session, check, ties)
    return those_who_may(session, Action.SEARCH, ties, Role.MANAGER, Role.HR)


def _requester(session: Session, check: Check, _ties: Ties) -> list[str]:
    mine = (Account.person_ref == check.requester_person, Account.closed_at.is_(None))
    return list(session.scalars(select(Account.ref).where(*mine)))


def _searcher(session: Session, check: Check, ties: Ties) -> list[str]:
    """Whoever is to search. Nobody unless it may begin."""
    return searchers(session, check, ties) if check.state == State.READY else []


def _panel(session: Session, _check: Check, ties: Ties) -> list[str]:
    return those_who_may(session, Action.RECORD_INFLUENCE, ties, Role.MANAGER)


_OF_CHECKS: Mapping[Event, tuple[tuple[Told, Audience], ...]] = {
    Event.CHECK_SUBMITTED: ((Told.TO_DECIDE, deciders),),
    Event.CHECK_REFERRED: ((Told.TO_DECIDE, deciders),),
    Event.OVERTURN_PROPOSED: ((Told.TO_DECIDE, deciders),),
    Event.REFERRAL_OVERTURNED: ((Told.TO_DECIDE, deciders),),
    Event.REFERRAL_UPHELD: ((Told.RETURNED, _requester),),
    Event.CHECK_RETURNED: ((Told.RETURNED, _requester),),
    Event.CHECK_REJECTED: ((Told.DECIDED, _requester),),
    Event.CHECK_APPROVED: ((Told.NOTICE_TO_SEND, answerers), (Told.DECIDED, _requester)),
    Event.REPLY_PERIOD_OVER: ((Told.TO_SEARCH, _searcher),),
    Event.CANDIDATE_AGREED: ((Told.TO_SEARCH, _searcher),),
    Event.OBJECTION_RAISED: ((Told.OBJECTION, answerers),),
    Event.OBJECTION_NOT_UPHELD: ((Told.TO_SEARCH, _searcher),),
    Event.OUTCOME_RECORDED: ((Told.TO_HAND_OVER, handlers),),
    Event.HANDED_OVER: ((Told.HANDED_OVER, _panel),),
    Event.NOT_CARRIED_OUT: ((Told.ENDED, _requester),),
    Event.AUTHORISATION_LAPSED: ((Told.ENDED, _requester),),
    Event.WITHHELD: ((Told.ENDED, _requester),),
    Event.CHECK_CANCELLED: ((Told.ENDED, _requester),),
    Event.STOP_TOLD: ((Told.ENDED, _requester),),
    Event.CHECK_LAPSED: ((Told.ENDED, _requester),),
}
"""That an objection was raised or upheld is told to nobody who asked or sits on the panel: to them
the check ends as any other does, once the candidate's time to reply is over.
"""


def _holders(session: Session, roles: Collection[Role]) -> list[Actor]:
    """Everybody with an open account in one of ``roles``, with all roles that they have."""
    wanted = select(AccountRole.account_ref).where(AccountRole.role.in_(roles))
    found = session.execute(
        select(Account.ref, Account.person_ref, AccountRole.role)
        .join(AccountRole, AccountRole.account_ref == Account.ref)
        .where(Account.ref.in_(wanted), Account.closed_at.is_(None))
    ).all()
    held: dict[tuple[str, str], set[Role]] = {}
    for ref, person, role in found:
        held.setdefault((ref, person), set()).add(Role(role))
    return [Actor(ref, person, "", frozenset(own)) for (ref, person), own in held.items()]
