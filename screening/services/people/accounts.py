"""Accounts: who can sign in. Opened by administrators; the first ones by the operator.

A person may have several accounts; they share a ``person_ref``, and every rule that keeps people
apart goes by that. An e-mail address is compared in its folded form, worked out here, so that
SQLite and PostgreSQL agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from screening.domain.emails import LONGEST, fold_email, is_email
from screening.domain.entry import SHORT, check_storable, tidy
from screening.domain.errors import NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.people import OPERATOR, Actor
from screening.domain.text import N_
from screening.domain.words import Role
from screening.ledger.record import ORGANISATION
from screening.services.call import Call, once
from screening.services.people.passwords import keep, problem_with_password
from screening.services.people.roles import (
    PRIVILEGED,
    administering,
    ask,
    check_not_last_administrator,
    find_account,
    hold,
    is_administered,
    roles_held,
)
from screening.services.people.sessions import revoke
from screening.services.refs import new_ref
from screening.store.tables.account import Account, AccountRole, RoleAsked, TemporaryPassword
from screening.store.tables.importing import ImportFile
from screening.store.tables.session import KeptForm
from screening.store.unit_of_work import ActorRef, UnitOfWork


@dataclass(frozen=True)
class NewAccount:
    """Someone to let in. ``same_person_as``: another account's ref, when it is the same human."""

    email: str
    name: str
    roles: frozenset[Role]
    password: str = field(repr=False)
    same_person_as: str = ""

    @property
    def take_two(self) -> frozenset[Role]:
        """The roles that one administrator alone cannot give them (``roles.takes_two``)."""
        return self.roles if self.same_person_as else self.roles & PRIVILEGED

    def tidied(self) -> "NewAccount":
        """The same, as it is stored. Raises NotValid when it cannot be."""
        clean = replace(self, email=tidy(self.email), name=tidy(self.name))
        check_storable({"name": (clean.name, SHORT, True), "email": (clean.email, LONGEST, True)})
        if not is_email(clean.email):
            raise NotValid({"email": N_("Give an e-mail address, such as name@example.org")})
        if problem := problem_with_password(clean.password, (clean.email, clean.name)):
            raise NotValid({"password": problem})
        return clean


@dataclass(frozen=True)
class Opened:
    """An account just opened, and the roles that still wait for an administrator."""

    ref: str
    waiting: frozenset[Role]


@once
def open_account(call: Call, new: NewAccount) -> str:
    """Let someone in; the answer is the account's ref. Roles that take two are only asked for.

    The administrator knows the password, so the person has to choose another at first.
    """
    new = new.tidied()
    kept = keep(new.password)
    with administering(call) as work:
        account = _open(work, new, kept)
        work.session.add(
            TemporaryPassword(account_ref=account.ref, set_by=call.actor.ref, set_at=work.now)
        )
        for role in sorted(new.take_two):
            ask(work, account, role, call.actor.ref)
        work.commit(account.ref)
    return account.ref


def open_by_operator(call: Call, new: NewAccount) -> Opened:
    """Let someone in from the command line.

    While there is no administrator at all every role is held at once; later those that take two
    are asked for, and an administrator grants them.
    """
    new = new.tidied()
    kept = keep(new.password)
    with _as_operator(call) as work:
        waiting = new.take_two if is_administered(work.session) else frozenset()
        account = _open(work, new, kept, directly=new.roles - waiting)
        for role in sorted(waiting):
            ask(work, account, role, OPERATOR.ref)
        work.commit()
    return Opened(account.ref, frozenset(waiting))


def found(call: Call, people: Sequence[NewAccount]) -> list[str]:
    """Let the first people in, in all their roles, together; the answer is their accounts' refs.

    ``same_person_as`` may be the e-mail address of one who stands earlier in ``people``. Raises
    NotPossible once there is an administrator: from then on a second person has to agree.
    """
    tidied = [(new, keep(new.password)) for new in [new.tidied() for new in people]]
    refs: dict[str, str] = {}
    with _as_operator(call) as work:
        if is_administered(work.session):
            raise NotPossible(N_("There is an administrator already: ask them for an account."))
        for new, kept in tidied:
            same = refs.get(fold_email(new.same_person_as), new.same_person_as)
            account = _open(work, replace(new, same_person_as=same), kept, directly=new.roles)
            refs[account.email_folded] = account.ref
        work.commit()
    return list(refs.values())


@once
def close_account(call: Call, account_ref: str) -> None:
    """Let someone in no more: from this moment on, wherever they are signed in.

    The e-mail address is free again. Whoever forgot their password gets another account as the
    same person, and with it their roles as everybody does: by two administrators.
    """
    with administering(call) as work:
        account = find_account(work.session, account_ref)
        check_not_last_administrator(work.session, account.ref)
        before = roles_held(work.session, account.ref)
        account.closed_at = work.now
        account.email_folded = account.ref  # which is no e-mail address, and nobody else's
        revoke(work, account.ref)
        for table in (AccountRole, RoleAsked, TemporaryPassword, KeptForm, ImportFile):
            work.session.execute(delete(table).where(table.account_ref == account.ref))
        work.record(
            Event.ACCOUNT_CLOSED,
            vacancy_ref=ORGANISATION,
            payload={"account": account.ref, "roles": sorted(before)},
        )
        work.commit()


def ref_of_email(call: Call, email: str) -> str:
    """The ref of the open account with that e-mail address. Raises NotFound."""
    with call.look() as work:
        wanted = select(Account.ref).where(Account.email_folded == fold_email(tidy(email)))
        ref = work.session.scalar(wanted)
    if ref is None:
        raise NotFound(N_("Nobody has an account with that e-mail address."))
    return ref


def anybody(call: Call) -> bool:
    """Whether there is any account at all."""
    with call.look() as work:
        return work.session.scalar(select(Account.ref).limit(1)) is not None


def actor_of(call: Call, account_ref: str) -> Actor:
    """The person behind an account, in the roles it holds now. Raises NotFound."""
    with call.look() as work:
        account = find_account(work.session, account_ref)
        roles = roles_held(work.session, account.ref)
        return Actor(account.ref, account.person_ref, account.name, frozenset(roles))


def _open(
    work: UnitOfWork, new: NewAccount, kept: str, directly: frozenset[Role] | None = None
) -> Account:
    """The account's rows and record. ``directly``: the roles held at once, those that may be."""
    held = new.roles - new.take_two if directly is None else directly
    folded = fold_email(new.email)
    if work.session.scalar(select(exists().where(Account.email_folded == folded))):
        raise NotValid({"email": N_("Somebody has an account with this e-mail address")})
    account = Account(
        ref=new_ref(),
        person_ref=_person_of(work.session, new.same_person_as),
        email=new.email,
        email_folded=folded,
        name=new.name,
        password_hash=kept,
        opened_at=work.now,
    )
    work.session.add(account)
    work.session.flush()
    for role in sorted(held):
        hold(work, account.ref, role)
    work.record(
        Event.ACCOUNT_OPENED,
        vacancy_ref=ORGANISATION,
        payload={
            "account": account.ref,
            "person": account.person_ref,
            "name": account.name,
            "email": account.email,
            "roles": sorted(held),
        },
    )
    return account


def _person_of(session: Session, account_ref: str) -> str:
    if not account_ref:
        return new_ref()
    account = session.get(Account, account_ref)
    if account is None:
        raise NotValid({"same_person_as": N_("Choose someone who has an account")})
    return account.person_ref


def _as_operator(call: Call) -> UnitOfWork:
    """A unit of work by whoever has the command line, and no account of their own."""
    operator = ActorRef(OPERATOR.ref, OPERATOR.name)
    return call.store.unit_of_work(operator, call.clock)
