"""People with real accounts, and a clock that obeys, for tests of signing in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from screening.domain.events import Event
from screening.domain.people import CLOCK, Actor
from screening.domain.words import Role
from screening.ledger.record import ORGANISATION
from screening.services.call import Call
from screening.services.people import passwords
from screening.services.people.accounts import NewAccount, found
from screening.services.people.sessions import Guest, resume
from screening.services.people.signing_in import Caller, sign_in
from screening.services.reading.administration.accounts import read_account
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.store import Store
from screening.store.tables.account import Account

PASSWORD = "harbour lantern quince"
HERE = Caller("192.0.2.1", "Firefox on Linux")
FIRST = {
    "ann": {Role.ADMINISTRATOR},
    "bob": {Role.ADMINISTRATOR},
    "mara": {Role.MANAGER},
    "hugh": {Role.HR},
}
CHEAP = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
"""Argon2 with the least work there can be."""


@pytest.fixture
def cheap_passwords() -> Iterator[PasswordHash]:
    """Passwords that cost a test next to nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hasher", CHEAP)
        yield CHEAP


def address_of(name: str) -> str:
    return f"{name}@example.test"


def newcomer(name: str, *roles: Role, same_person_as: str = "") -> NewAccount:
    """Someone to let in."""
    return NewAccount(
        address_of(name), name.capitalize(), frozenset(roles), PASSWORD, same_person_as
    )


@dataclass
class Council:
    """An organisation whose first people are in, and the moment it is for all of them."""

    store: Store
    now: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    refs: dict[str, str] = field(default_factory=dict)

    def clock(self) -> datetime:
        return self.now

    def wait(self, **period: float) -> None:
        self.now += timedelta(**period)

    @property
    def nobody(self) -> Call:
        """A call before anybody is signed in."""
        return Call(self.store, CLOCK, self.clock)

    def call(self, name: str, key: str = "") -> Call:
        """A call by the person of that name, with the roles they hold now."""
        with self.nobody.look() as work:
            account = work.session.get_one(Account, self.refs[name])
        roles = frozenset(self.roles(name))
        actor = Actor(account.ref, account.person_ref, account.name, roles)
        return Call(self.store, actor, self.clock, key)

    def roles(self, name: str) -> set[Role]:
        """The roles that account holds now."""
        reader = Actor("f" * 32, "f" * 32, "Reader", frozenset({Role.ADMINISTRATOR}))
        return set(read_account(Call(self.store, reader, self.clock), self.refs[name]).roles)

    def sign_in(self, name: str, password: str = PASSWORD, caller: Caller = HERE) -> str:
        """The token of a new session."""
        return sign_in(self.nobody, address_of(name), password, caller)

    def who(self, token: str) -> Guest | None:
        """Who is signed in with ``token``."""
        return resume(self.nobody, token)

    def records(self, *events: Event) -> list[OpenedRecord]:
        """What the organisation's chain says happened, of ``events`` or of everything."""
        with self.nobody.look() as work:
            every = open_records(work.session, work.vault, vacancy_ref=ORGANISATION)
        return [record for record in every if not events or record.event in events]


@pytest.fixture
def council(store: Store, cheap_passwords: PasswordHash) -> Council:
    """The first people: two administrators, a manager and someone in HR."""
    return founded(store)


def founded(store: Store) -> Council:
    """``store`` with its first people in it."""
    council = Council(store)
    people = [newcomer(name, *roles) for name, roles in FIRST.items()]
    council.refs = dict(zip(FIRST, found(council.nobody, people), strict=True))
    return council
