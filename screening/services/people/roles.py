"""Who holds which role, and the two administrators it takes to give most of them.

Managing recruitment is given by one administrator. Every other role lets someone see or decide
what others may not, so one administrator asks for it and a second grants it: neither the one who
asked nor the person it is for. So it is with any role of a second account of the same person, since
panels go by person: whoever opens it would sit there too. A change of roles ends every session of
the account.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from screening.domain.errors import NotAllowed, NotFound, NotPossible
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.text import N_
from screening.domain.words import Role
from screening.ledger.record import ORGANISATION
from screening.services.call import Call, once
from screening.services.outbox.telling import administrators, no_longer, still_open, tell
from screening.services.people.sessions import revoke
from screening.store.engine import writes
from screening.store.tables.account import Account, AccountRole, RoleAsked
from screening.store.unit_of_work import UnitOfWork

PRIVILEGED = frozenset(Role) - {Role.MANAGER}
"""Roles that one administrator alone cannot give."""


@contextmanager
def administering(call: Call) -> Iterator[UnitOfWork]:
    """A unit of work for an administrator, who is one still at this very moment."""
    with call.change(Role.ADMINISTRATOR) as work:
        if Role.ADMINISTRATOR not in roles_held(work.session, call.actor.ref):
            raise NotAllowed(N_("Your role does not allow this."))
        yield work


def find_account(session: Session, ref: str) -> Account:
    """The open account ``ref``; where something is to be changed, nobody else does meanwhile."""
    account = session.get(Account, ref, with_for_update=writes(session.connection()) or None)
    if account is None:
        raise NotFound(N_("There is nothing here."))
    if account.closed_at is not None:
        raise NotPossible(N_("This account is closed."))
    return account


@once
def give_role(call: Call, account_ref: str, role: Role) -> None:
    """Give ``role`` to an account; one that takes two administrators is asked for."""
    with administering(call) as work:
        account = find_account(work.session, account_ref)
        if takes_two(work.session, account, role):
            ask(work, account, role, call.actor.ref)
        else:
            before = roles_held(work.session, account.ref)
            hold(work, account.ref, role)
            _changed(work, account, before, {"role": role, "how": "given"})
            tell(work, Told.ROLE_GIVEN, [account.ref], account.ref)
        work.commit()


@once
def grant_role(call: Call, account_ref: str, role: Role) -> None:
    """Grant what another administrator, or the operator, asked for."""
    with administering(call) as work:
        account = find_account(work.session, account_ref)
        asked = _asked(work.session, account_ref, role)
        if call.actor.person_ref in {account.person_ref, _person(work.session, asked.asked_by)}:
            raise NotAllowed(
                N_(
                    "A second administrator has to grant this role: not the one who asked for it, "
                    "and not the person it is for."
                )
            )
        before = roles_held(work.session, account.ref)
        work.session.delete(asked)
        hold(work, account.ref, role)
        _changed(
            work, account, before, {"role": role, "how": "granted", "asked_by": asked.asked_by}
        )
        _tell_decided(work, account, asked)
        tell(work, Told.ROLE_GIVEN, [account.ref], account.ref)
        work.commit()


@once
def decline_role(call: Call, account_ref: str, role: Role) -> None:
    """Withdraw or decline what was asked for; any administrator may."""
    with administering(call) as work:
        account = find_account(work.session, account_ref)
        asked = _asked(work.session, account_ref, role)
        before = roles_held(work.session, account.ref)
        work.session.delete(asked)
        _changed(
            work, account, before, {"role": role, "how": "declined", "asked_by": asked.asked_by}
        )
        _tell_decided(work, account, asked)
        work.commit()


@once
def remove_role(call: Call, account_ref: str, role: Role) -> None:
    """Take ``role`` away. Needs no second administrator: nobody gains by it."""
    with administering(call) as work:
        account = find_account(work.session, account_ref)
        if role is Role.ADMINISTRATOR:
            check_not_last_administrator(work.session, account.ref)
        before = roles_held(work.session, account.ref)
        held = work.session.get(AccountRole, (account.ref, role))
        if held is None:
            raise NotPossible(N_("This account does not hold that role."))
        work.session.delete(held)
        _changed(work, account, before, {"role": role, "how": "removed"})
        work.commit()


def takes_two(session: Session, account: Account, role: Role) -> bool:
    """Whether one administrator alone cannot give ``role`` to ``account``."""
    others = exists().where(Account.person_ref == account.person_ref, Account.ref != account.ref)
    return role in PRIVILEGED or bool(session.scalar(select(others)))


def ask(work: UnitOfWork, account: Account, role: Role, asked_by: str) -> None:
    """Ask for ``role``, within a unit of work that may do something else besides."""
    _check_not_held(work.session, account.ref, role)
    if work.session.get(RoleAsked, (account.ref, role)) is not None:
        raise NotPossible(N_("This role has been asked for; a second administrator can grant it."))
    work.session.add(
        RoleAsked(account_ref=account.ref, role=role, asked_by=asked_by, asked_at=work.now)
    )
    work.record(
        Event.ROLE_ASKED,
        vacancy_ref=ORGANISATION,
        payload={"account": account.ref, "role": role},
    )
    apart = (account.person_ref, _person(work.session, asked_by))
    tell(work, Told.ROLE_ASKED, administrators(work.session, apart), account.ref)


def hold(work: UnitOfWork, account_ref: str, role: Role) -> None:
    """Let the account, which is locked or new, hold ``role`` from now on."""
    _check_not_held(work.session, account_ref, role)
    work.session.add(AccountRole(account_ref=account_ref, role=role))


def roles_held(session: Session, account_ref: str) -> frozenset[Role]:
    """The roles of an account now."""
    held = session.scalars(select(AccountRole.role).where(AccountRole.account_ref == account_ref))
    return frozenset(map(Role, held))


def is_administered(session: Session) -> bool:
    """Whether there is anybody who can administer."""
    administrator = exists().where(AccountRole.role == Role.ADMINISTRATOR)
    return bool(session.scalar(select(administrator)))


def check_not_last_administrator(session: Session, account_ref: str) -> None:
    """Raise NotPossible when, without ``account_ref``, nobody could administer any more.

    Locks the administrators' rows: two of them cannot remove each other at once.
    """
    administrators = session.scalars(
        select(AccountRole.account_ref)
        .where(AccountRole.role == Role.ADMINISTRATOR)
        .order_by(AccountRole.account_ref)
        .with_for_update()
    ).all()
    if administrators == [account_ref]:
        raise NotPossible(N_("This is the only administrator: there has to be another one first."))


def _check_not_held(session: Session, account_ref: str, role: Role) -> None:
    if role in roles_held(session, account_ref):
        raise NotPossible(N_("This account holds that role already."))


def _asked(session: Session, account_ref: str, role: Role) -> RoleAsked:
    asked = session.get(RoleAsked, (account_ref, role))
    if asked is None:
        raise NotPossible(N_("Nobody is asking for this role any more."))
    return asked


def _person(session: Session, account_ref: str) -> str:
    """The person behind an account; empty for the operator, who has none."""
    account = session.get(Account, account_ref)
    return account.person_ref if account else ""


def _tell_decided(work: UnitOfWork, account: Account, asked: RoleAsked) -> None:
    """Tell who asked, unless they decided themselves. Another role may wait for the account."""
    others = exists().where(RoleAsked.account_ref == account.ref, RoleAsked.role != asked.role)
    if not work.session.scalar(select(others)):
        no_longer(work, account.ref, (Told.ROLE_ASKED,))
    tell(work, Told.ROLE_DECIDED, still_open(work.session, asked.asked_by), account.ref)


def _changed(
    work: UnitOfWork, account: Account, before: frozenset[Role], how: dict[str, str]
) -> None:
    revoke(work, account.ref)
    after = roles_held(work.session, account.ref)
    work.record(
        Event.ROLES_CHANGED,
        vacancy_ref=ORGANISATION,
        payload={"account": account.ref, "before": sorted(before), "after": sorted(after), **how},
    )
