"""Names of colleagues, by the references that records hold."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from screening.domain.list_words import folded, words_wanted
from screening.domain.people import CANDIDATE, CLOCK, OPERATOR, Action, check_may
from screening.domain.text import N_
from screening.domain.words import Role
from screening.services.call import Call
from screening.services.loading import holders_of
from screening.store.tables.account import Account

BY_ITSELF = N_("By itself, when its time came")
AN_OPERATOR = N_("operator at the command line")
BY_OWN_LINK = N_("the candidate, by their own link")


def names_of(session: Session, account_refs: Iterable[str]) -> dict[str, str]:
    """The names behind ``account_refs``; clock, operator and candidate have one too."""
    found = session.execute(
        select(Account.ref, Account.name).where(Account.ref.in_(set(account_refs)))
    )
    nobodys = {CLOCK.ref: BY_ITSELF, OPERATOR.ref: AN_OPERATOR, CANDIDATE.ref: BY_OWN_LINK}
    return nobodys | dict(found.all())


def names_of_persons(session: Session, persons: Iterable[str]) -> dict[str, str]:
    """The names of ``persons``, each that of their oldest account."""
    found = select(Account.person_ref, Account.name).where(Account.person_ref.in_(set(persons)))
    return dict(session.execute(found.order_by(Account.opened_at.desc())).all())


def persons_called(session: Session, text: str) -> frozenset[str]:
    """The persons in whose name each of the words in ``text`` stands somewhere."""
    words = words_wanted(text)
    accounts = session.execute(select(Account.person_ref, Account.name)).all()
    named = ((person, folded(name)) for person, name in accounts)
    return frozenset(person for person, name in named if all(word in name for word in words))


@dataclass(frozen=True)
class Colleague:
    """Somebody with an open account, to be chosen from a list."""

    ref: str
    name: str
    email: str


def as_colleague(account: Account) -> Colleague:
    """Whose ``account`` is, to be chosen."""
    return Colleague(account.ref, account.name, account.email)


def colleagues(call: Call, role: Role) -> tuple[Colleague, ...]:
    """Everybody who holds ``role`` now, for HR to choose from, by name."""
    check_may(call.actor, Action.SET_UP)
    with call.look() as work:
        people = [as_colleague(one) for one in work.session.scalars(holders_of(role))]
    return tuple(sorted(people, key=lambda one: (one.name.casefold(), one.email, one.ref)))
