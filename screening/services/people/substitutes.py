"""Who in HR acts for whom while they are away, and for whom somebody acts when they decide.

A request that has waited for the policy's time of escalation is passed on to whoever stands in that
day. Standing in gives nobody a right: whoever decides is in HR, did not ask and sits on no panel,
and where an outside decider is named, nobody stands in for them.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import aliased

from screening.domain.errors import NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.people import Action, Actor, Ties, may
from screening.domain.text import N_
from screening.domain.words import Role
from screening.ledger.record import ORGANISATION
from screening.services.calendar import day_of, due
from screening.services.call import Call, once
from screening.services.people.roles import find_account, roles_held
from screening.services.refs import new_ref
from screening.store.tables.account import Account, AccountRole
from screening.store.tables.substitution import Substitution
from screening.store.unit_of_work import UnitOfWork

MAY_NAME = (Role.HR, Role.ADMINISTRATOR)


@once
def name_substitute(call: Call, absent: str, acting: str, first: date, last: date) -> None:
    """Let the account ``acting`` act for the account ``absent`` from ``first`` to ``last``.

    Both are in HR. Whoever is away names somebody themselves; an administrator does where they
    cannot. Raises NotValid for days that are over or the wrong way round, or for the same person.
    """
    with call.change(*MAY_NAME) as work:
        away = _in_hr(work, absent, "absent")
        stands_in = _in_hr(work, acting, "acting")
        _check_may_name(call.actor, away.person_ref)
        if stands_in.person_ref == away.person_ref:
            raise NotValid({"acting": N_("Choose somebody else: nobody stands in for themselves")})
        if last < first:
            raise NotValid({"last": N_("The last day cannot be before the first")})
        if last < day_of(work.now):
            raise NotValid({"last": N_("Give a last day that is not over yet")})
        named = Substitution(
            ref=new_ref(),
            absent=away.ref,
            absent_person=away.person_ref,
            acting=stands_in.ref,
            acting_person=stands_in.person_ref,
            first_day=first,
            last_day=last,
            named_by=call.actor.ref,
            named_at=work.now,
        )
        work.session.add(named)
        _record(work, named, Event.SUBSTITUTE_NAMED)
        work.commit()


@once
def end_substitution(call: Call, ref: str) -> None:
    """End it now, whatever its last day is. Whoever may name a substitute may."""
    with call.change(*MAY_NAME) as work:
        named = work.session.get(Substitution, ref)
        if named is None:
            raise NotFound(N_("There is nothing here."))
        _check_may_name(call.actor, named.absent_person)
        still = (
            Substitution.ref == ref,
            Substitution.ended_at.is_(None),
            Substitution.last_day >= day_of(work.now),
        )
        if not work.set_where(Substitution, *still, ended_at=work.now):
            raise NotPossible(N_("This is over already."))
        _record(work, named, Event.SUBSTITUTE_ENDED)
        work.commit()


def may_name_for(actor: Actor, person_ref: str) -> bool:
    """Whether ``actor`` may say who acts for that person."""
    own = actor.has(Role.HR) and actor.person_ref == person_ref
    return own or actor.has(Role.ADMINISTRATOR)


def standing_in(work: UnitOfWork) -> Sequence[Substitution]:
    """Everybody who stands in today; both people are in HR still."""
    today = day_of(work.now)
    running = select(Substitution).where(
        Substitution.first_day <= today,
        Substitution.last_day >= today,
        Substitution.ended_at.is_(None),
        _still_in_hr(Substitution.absent),
        _still_in_hr(Substitution.acting),
    )
    return work.session.scalars(running.order_by(Substitution.named_at, Substitution.ref)).all()


def passed_on_to(
    work: UnitOfWork, ties: Ties, since: datetime, running: Sequence[Substitution]
) -> tuple[Substitution, ...]:
    """Of those ``running``, by whom a request that has waited ``since`` is to be decided.

    None before the time of escalation, nor where a decider is named for the vacancy: they alone
    decide. Neither of the two may have asked or sit on the panel, so that nobody chooses who
    decides what they ask for.
    """
    if ties.outside_decider or work.now <= due(work.policy, "escalation", since):
        return ()
    return tuple(
        one
        for one in running
        if _could_decide(one.absent, one.absent_person, ties)
        and _could_decide(one.acting, one.acting_person, ties)
    )


def acted_for(work: UnitOfWork, actor: Actor, ties: Ties, since: datetime) -> str:
    """The names of those for whom ``actor`` acts in deciding what has waited ``since``, if any."""
    mine = [
        one.absent
        for one in passed_on_to(work, ties, since, standing_in(work))
        if one.acting_person == actor.person_ref
    ]
    names: Select[str] = select(Account.name).where(Account.ref.in_(mine)).order_by(Account.name)
    return ", ".join(work.session.scalars(names))


def _could_decide(account: str, person: str, ties: Ties) -> bool:
    return may(Actor(account, person, "", frozenset({Role.HR})), Action.DECIDE, ties)


def _still_in_hr(account: Any) -> Any:
    open_account = aliased(Account)
    return exists().where(
        AccountRole.account_ref == account,
        AccountRole.role == Role.HR,
        open_account.ref == account,
        open_account.closed_at.is_(None),
    )


def _in_hr(work: UnitOfWork, ref: str, field: str) -> Account:
    try:
        account = find_account(work.session, ref)
    except (NotFound, NotPossible) as error:
        raise NotValid({field: N_("Choose somebody in HR")}) from error
    if Role.HR not in roles_held(work.session, account.ref):
        raise NotValid({field: N_("Choose somebody in HR")})
    return account


def _check_may_name(actor: Actor, person_ref: str) -> None:
    if not may_name_for(actor, person_ref):
        raise NotAllowed(
            N_("You say who acts for you. For somebody else, an administrator says it.")
        )


def _record(work: UnitOfWork, named: Substitution, event: Event) -> None:
    work.record(
        event,
        vacancy_ref=ORGANISATION,
        payload={
            "absent": named.absent,
            "acting": named.acting,
            "first_day": named.first_day.isoformat(),
            "last_day": named.last_day.isoformat(),
        },
    )
