"""Signing in, and choosing another password.

Whoever does not exist, whose account is closed, and whose password is wrong, hears the same after
the same work: nobody learns here who has an account.
"""

import logging
from dataclasses import dataclass

from sqlalchemy import select, update

from screening.domain.emails import fold_email
from screening.domain.entry import tidy
from screening.domain.errors import NotValid
from screening.domain.events import Event
from screening.domain.text import N_
from screening.domain.words import Role
from screening.ledger.record import ORGANISATION
from screening.services.call import Call
from screening.services.people.kept_forms import forget_kept_forms
from screening.services.people.passwords import is_right, keep, problem_with_password
from screening.services.people.sessions import begin, forget_sessions, revoke
from screening.services.people.throttling import forget_guesses, give_back, take_guess
from screening.store.tables.account import Account, TemporaryPassword
from screening.store.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

_WRONG = N_("The e-mail address or the password is wrong")


@dataclass(frozen=True)
class Caller:
    """Where a request comes from: the network ``address``, and the ``device`` in a few words."""

    address: str
    device: str


def sign_in(call: Call, email: str, password: str, caller: Caller) -> str:
    """Let someone in; the answer is the token of a new session.

    Raises NotValid when there is no such account or the password is not its own, and TooMany
    after too many guesses. ``call`` is made by nobody yet.
    """
    folded = fold_email(tidy(email))
    take_guess(call, folded, caller.address)
    with call.look() as work:
        account = work.session.scalar(select(Account).where(Account.email_folded == folded))
    if not is_right(password, account.password_hash if account else "") or account is None:
        log.warning("sign-in refused for account %s", account.ref if account else "unknown")
        raise NotValid({"password": _WRONG})
    with call.as_clock().change() as work:
        _check_unchanged(work, account)
        give_back(work, folded, caller.address)
        token = begin(work, account.ref, caller.device)
        work.commit()
    log.info("signed in to account %s", account.ref)
    _forget_old(call)
    return token


def change_password(call: Call, present: str, chosen: str, caller: Caller) -> str:
    """Choose another password. Every session ends; the answer is the token of a new one.

    Raises NotValid when ``present`` is not the password or ``chosen`` cannot be it, and TooMany.
    """
    with call.look() as work:
        account = work.session.get_one(Account, call.actor.ref)
    if problem := _problem_with_choice(account, present, chosen):
        raise NotValid({"chosen_password": problem})
    take_guess(call, account.email_folded, caller.address)
    if not is_right(present, account.password_hash):
        raise NotValid({"present_password": N_("This is not your present password")})
    kept = keep(chosen)
    with call.each_time().change(*Role) as work:
        _check_unchanged(work, account)
        give_back(work, account.email_folded, caller.address)
        token = _set_password(work, account, kept, caller.device)
        work.commit()
    return token


def _problem_with_choice(account: Account, present: str, chosen: str) -> str:
    if chosen == present:
        return N_("Choose a password that differs from the present one")
    return problem_with_password(chosen, (account.email, account.name))


def _set_password(work: UnitOfWork, account: Account, kept: str, device: str) -> str:
    work.session.execute(
        update(Account).where(Account.ref == account.ref).values(password_hash=kept)
    )
    temporary = work.session.get(TemporaryPassword, account.ref)
    if temporary is not None:
        work.session.delete(temporary)
    revoke(work, account.ref)
    work.record(Event.PASSWORD_CHANGED, vacancy_ref=ORGANISATION, payload={"account": account.ref})
    return begin(work, account.ref, device)


def _check_unchanged(work: UnitOfWork, seen: Account) -> None:
    """Raise NotValid if the account was closed, or its password changed, while it was checked."""
    account = work.session.get_one(Account, seen.ref, with_for_update=True)
    if account.closed_at is not None or account.password_hash != seen.password_hash:
        raise NotValid({"password": _WRONG})


def _forget_old(call: Call) -> None:
    with call.as_clock().change() as work:
        forget_guesses(work)
        forget_sessions(work)
        forget_kept_forms(work)
        work.commit()
