"""Accounts as an administrator sees them: people, roles, who asked for what. No candidate."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from screening.domain.errors import NotFound
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Role
from screening.services.call import Call
from screening.services.people.policy_reading import WHO_READS
from screening.services.people.roles import PRIVILEGED
from screening.services.reading.people import names_of
from screening.store.tables.account import Account, AccountRole, RoleAsked
from screening.store.tables.policy import PolicyRead
from screening.store.unit_of_work import UnitOfWork


class Reading(StrEnum):
    """Whether whoever files or decides has said that they read the policy in force."""

    STILL_TO_READ = "still-to-read"
    HAS_READ = "has-read"


@dataclass(frozen=True)
class AccountLine:
    """One account in a list. ``waiting``: roles asked for and not granted yet; ``reading``: None
    where the policy need not be read, and once the account is closed; ``read_at`` is when it was.
    """

    ref: str
    name: str
    email: str
    roles: tuple[Role, ...]
    waiting: tuple[Role, ...]
    is_closed: bool
    reading: Reading | None
    read_at: datetime | None


@dataclass(frozen=True)
class People:
    """The accounts that were asked for, and of how many the ``version`` of the policy that is in
    force is still to be read.
    """

    rows: tuple[AccountLine, ...]
    version: str
    unread: int


@dataclass(frozen=True)
class Asked:
    """A role that waits for a second administrator, and whether the reader may be that one."""

    role: Role
    by: str
    at: datetime
    may_grant: bool


@dataclass(frozen=True)
class AccountShown:
    """One account on a page of its own. ``others`` belong to the same person.

    ``policy_read_at``: when this person said that they read the policy in force.
    """

    ref: str
    name: str
    email: str
    opened_at: datetime
    closed_at: datetime | None
    roles: tuple[Role, ...]
    asked: tuple[Asked, ...]
    others: tuple[AccountLine, ...]
    policy_read_at: datetime | None

    @property
    def has_to_read(self) -> bool:
        """Whether its roles are such that the policy has to be read first."""
        return not frozenset(WHO_READS).isdisjoint(self.roles)

    @property
    def free(self) -> tuple[Role, ...]:
        """Roles that the account neither holds nor waits for."""
        taken = {*self.roles, *(asked.role for asked in self.asked)}
        return tuple(role for role in Role if role not in taken)

    def takes_two(self, role: Role) -> bool:
        """Whether one administrator alone cannot give ``role``."""
        return role in PRIVILEGED or bool(self.others)


@dataclass(frozen=True)
class RoleWaiting:
    """A role that was asked for somebody and not granted yet."""

    account_ref: str
    name: str
    asked: Asked


def list_roles_waiting(call: Call) -> tuple[RoleWaiting, ...]:
    """Every role that waits for a second administrator, the longest waiting first."""
    check_may(call.actor, Action.ADMINISTER)
    with call.look() as work:
        accounts = work.session.scalars(
            select(Account).where(
                Account.closed_at.is_(None), Account.ref.in_(select(RoleAsked.account_ref))
            )
        )
        waiting = [
            RoleWaiting(account.ref, account.name, asked)
            for account in accounts
            for asked in _asked(work.session, call, account)
        ]
    return tuple(sorted(waiting, key=lambda one: (one.asked.at, one.account_ref)))


def list_without_roles(call: Call) -> tuple[AccountLine, ...]:
    """Open accounts that can do nothing: no role is held, and none is asked for."""
    lines = list_accounts(call)
    return tuple(one for one in lines if not (one.roles or one.waiting or one.is_closed))


def list_accounts(call: Call) -> tuple[AccountLine, ...]:
    """Every account, open ones first, by name."""
    check_may(call.actor, Action.ADMINISTER)
    with call.look() as work:
        return _all(work)


def read_people(call: Call, reading: Reading | None = None) -> People:
    """As ``list_accounts``, those alone with whom the reading of the policy stands so."""
    check_may(call.actor, Action.ADMINISTER)
    with call.look() as work:
        lines, version = _all(work), work.policy.version
    return People(
        rows=tuple(one for one in lines if reading in (None, one.reading)),
        version=version,
        unread=sum(one.reading is Reading.STILL_TO_READ for one in lines),
    )


def read_account(call: Call, ref: str) -> AccountShown:
    """One account. Raises NotFound."""
    check_may(call.actor, Action.ADMINISTER)
    with call.look() as work:
        account = work.session.get(Account, ref)
        if account is None:
            raise NotFound(N_("There is nothing here."))
        family = work.session.scalars(
            select(Account)
            .where(Account.person_ref == account.person_ref)
            .order_by(Account.opened_at, Account.ref)
        ).all()
        lines = {line.ref: line for line in _lines(work, family)}
        read = work.session.get(PolicyRead, (account.person_ref, work.policy.digest))
        return AccountShown(
            ref=account.ref,
            name=account.name,
            email=account.email,
            opened_at=account.opened_at,
            closed_at=account.closed_at,
            roles=lines[ref].roles,
            asked=_asked(work.session, call, account),
            others=tuple(line for line in lines.values() if line.ref != ref),
            policy_read_at=read.read_at if read else None,
        )


def _all(work: UnitOfWork) -> tuple[AccountLine, ...]:
    lines = _lines(work, work.session.scalars(select(Account)).all())
    return tuple(sorted(lines, key=lambda one: (one.is_closed, one.name.casefold(), one.email)))


def _lines(work: UnitOfWork, accounts: Iterable[Account]) -> list[AccountLine]:
    held, waiting = _roles(work.session, AccountRole), _roles(work.session, RoleAsked)
    said = select(PolicyRead.person_ref, PolicyRead.read_at)
    by_person = work.session.execute(said.where(PolicyRead.digest == work.policy.digest))
    read_at = dict(by_person.all())
    return [
        _line(account, held[account.ref], waiting[account.ref], read_at.get(account.person_ref))
        for account in accounts
    ]


def _line(
    account: Account,
    held: tuple[Role, ...],
    waiting: tuple[Role, ...],
    read_at: datetime | None,
) -> AccountLine:
    has_to = account.closed_at is None and not frozenset(WHO_READS).isdisjoint(held)
    reading = Reading.HAS_READ if read_at else Reading.STILL_TO_READ
    return AccountLine(
        ref=account.ref,
        name=account.name,
        email=account.email,
        roles=held,
        waiting=waiting,
        is_closed=account.closed_at is not None,
        reading=reading if has_to else None,
        read_at=read_at if has_to else None,
    )


def _roles(
    session: Session, table: type[AccountRole] | type[RoleAsked]
) -> defaultdict[str, tuple[Role, ...]]:
    """The roles in ``table`` by account, in the order in which the product names them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for account_ref, role in session.execute(select(table.account_ref, table.role)):
        found[account_ref].add(role)
    ordered = {ref: tuple(role for role in Role if role in roles) for ref, roles in found.items()}
    return defaultdict(tuple, ordered)


def _asked(session: Session, call: Call, account: Account) -> tuple[Asked, ...]:
    rows = session.execute(
        select(RoleAsked, Account.person_ref)
        .outerjoin(Account, Account.ref == RoleAsked.asked_by)
        .where(RoleAsked.account_ref == account.ref)
        .order_by(RoleAsked.asked_at, RoleAsked.role)
    )
    asked = rows.all()
    names = names_of(session, [row.asked_by for row, _person in asked])
    return tuple(
        Asked(
            role=Role(row.role),
            by=names[row.asked_by],
            at=row.asked_at,
            may_grant=call.actor.person_ref not in {person, account.person_ref},
        )
        for row, person in asked
    )
