"""The way in: who hears what, after how much work, and how often."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from pwdlib import PasswordHash

from screening.domain.errors import NotValid, TooMany
from screening.domain.events import Event
from screening.domain.words import Role
from screening.services.people import passwords
from screening.services.people.accounts import close_account, open_account
from screening.services.people.signing_in import Caller, change_password, sign_in
from screening.services.people.throttling import take_guess
from screening.store.tables.session import Guesses
from tests.accounts import HERE, PASSWORD, Council, address_of, newcomer
from tests.databases import on_both

CHOSEN = "meadow trumpet ladder"


def guess(council: Council, name: str = "mara", address: str = "192.0.2.1") -> None:
    """A wrong guess at that person's password; hears the neutral answer."""
    with pytest.raises(NotValid) as refused:
        council.sign_in(name, "not the password", Caller(address, ""))
    assert refused.value.fields == {"password": "The e-mail address or the password is wrong"}


@pytest.mark.parametrize("email", ["MARA@example.test", " mara@Example.TEST "])
def test_an_address_may_be_spelled_in_any_way(council: Council, email: str) -> None:
    assert council.who(sign_in(council.nobody, email, PASSWORD, HERE))


class Counting(PasswordHash):
    """Counts the work that is done."""

    calls: list[str] = []

    def verify(self, password: str | bytes, hash: str | bytes) -> bool:
        self.calls.append("verify")
        return super().verify(password, hash)

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        self.calls.append("hash")
        return super().hash(password, salt=salt)


def test_the_same_is_said_and_done_for_people_who_do_not_exist(
    council: Council, cheap_passwords: PasswordHash, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_account(council.call("ann"), council.refs["hugh"])
    counting = Counting(cheap_passwords.hashers)
    monkeypatch.setattr(passwords, "hasher", counting)
    guess(council, "eve")  # makes, once in a process, what nobody's password is compared with
    work = {}
    for name in ("mara", "eve", "hugh"):
        counting.calls.clear()
        guess(council, name)
        work[name] = list(counting.calls)
    assert work == dict.fromkeys(("mara", "eve", "hugh"), ["verify"])


def test_logs_name_nobody(council: Council, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    for name in ("mara", "eve"):
        guess(council, name)
    council.sign_in("mara")
    assert "refused for account unknown" in caplog.text
    for secret in ("mara", "eve", "example.test", "not the password", PASSWORD, "192.0.2"):
        assert secret not in caplog.text


def test_a_closed_account_hears_nothing_else_with_its_own_password(council: Council) -> None:
    close_account(council.call("ann"), council.refs["mara"])
    with pytest.raises(NotValid) as refused:
        council.sign_in("mara")
    assert refused.value.fields == {"password": "The e-mail address or the password is wrong"}


def test_ten_guesses_in_five_minutes_at_one_account(council: Council) -> None:
    for number in range(10):
        guess(council, address=f"192.0.2.{number}")
    with pytest.raises(TooMany) as refused:
        council.sign_in("mara", PASSWORD, Caller("192.0.2.99", ""))
    assert refused.value.retry_after == 300
    assert council.sign_in("hugh"), "others are not locked out"


@pytest.mark.parametrize("pause", [1, 29, 31, 61])
def test_never_more_than_ten_in_any_five_minutes(council: Council, pause: int) -> None:
    made = []
    for number in range(60):
        try:
            guess(council, address=f"192.0.2.{number}")
        except TooMany:
            pass
        else:
            made.append(council.now)
        council.wait(seconds=pause)
    window = timedelta(minutes=5)
    for start in made:
        assert sum(start <= moment < start + window for moment in made) <= 10


@on_both
def test_guesses_at_the_same_moment_are_counted_one_by_one(council: Council) -> None:
    def try_it(number: int) -> bool:
        try:
            take_guess(council.nobody, address_of("mara"), f"192.0.2.{number}")
        except TooMany:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(try_it, range(24))) == 10


def test_who_waits_as_long_as_they_are_told_gets_in(council: Council) -> None:
    for _ in range(10):
        guess(council)
        council.wait(seconds=10)
    with pytest.raises(TooMany) as refused:
        council.sign_in("mara")
    council.wait(seconds=refused.value.retry_after)
    assert council.sign_in("mara")


def test_a_spray_from_one_address_is_stopped_at_twenty(council: Council) -> None:
    for number in range(20):
        guess(council, f"person{number}")
    with pytest.raises(TooMany):
        council.sign_in("mara")
    assert council.sign_in("mara", PASSWORD, replace(HERE, address="198.51.100.1"))


def test_people_who_do_not_exist_are_guessed_at_as_slowly(council: Council) -> None:
    for number in range(10):
        guess(council, "eve", f"192.0.2.{number}")
    with pytest.raises(TooMany):
        council.sign_in("eve")


@pytest.mark.parametrize(
    ("addresses", "stopped"),
    [
        ([f"2001:db8:0:1::{n:x}" for n in range(1, 21)], True),
        ([f"2001:db8:0:{n:x}::1" for n in range(1, 21)], False),
        ([f"::ffff:192.0.2.{n}" for n in range(1, 21)], False),
    ],
)
def test_one_network_is_one_address(council: Council, addresses: list[str], stopped: bool) -> None:
    for number, address in enumerate(addresses):
        guess(council, f"person{number}", address)
    last = Caller(addresses[-1][:-1] + "f", "")
    if stopped:
        with pytest.raises(TooMany):
            council.sign_in("mara", PASSWORD, last)
    else:
        assert council.sign_in("mara", PASSWORD, Caller(addresses[-1], ""))


def test_a_whole_office_may_sign_in_from_one_address(council: Council) -> None:
    for _ in range(30):
        council.sign_in("mara")
        council.sign_in("hugh")


def test_signing_in_does_not_give_back_wrong_guesses(council: Council) -> None:
    for _ in range(9):
        guess(council)
    assert council.sign_in("mara")
    guess(council)
    with pytest.raises(TooMany):
        council.sign_in("mara")


@on_both
def test_guesses_are_forgotten(council: Council) -> None:
    guess(council, "eve")
    council.wait(minutes=6)
    council.sign_in("mara")
    with council.nobody.look() as work:
        rows = work.session.query(Guesses).all()
    assert all(row.recent == "" for row in rows)
    assert len(rows) == 2, "mara's account and her address, to be forgotten next time"


def test_a_new_password_ends_every_session_and_begins_one(council: Council) -> None:
    tokens = [council.sign_in("mara") for _ in range(2)]
    fresh = change_password(council.call("mara"), PASSWORD, CHOSEN, HERE)
    assert not any(council.who(token) for token in tokens)
    assert council.who(fresh)
    guess(council)
    with pytest.raises(NotValid):
        council.sign_in("mara", PASSWORD)
    assert council.sign_in("mara", CHOSEN)
    (record,) = council.records(Event.PASSWORD_CHANGED)
    assert (record.actor_ref, record.actor_role) == (council.refs["mara"], "manager")
    assert record.payload == {"account": council.refs["mara"]}


@pytest.mark.parametrize(
    ("present", "chosen", "field"),
    [
        ("wrong", CHOSEN, "present_password"),
        (PASSWORD, PASSWORD, "chosen_password"),
        (PASSWORD, "short", "chosen_password"),
    ],
)
def test_a_password_that_cannot_be_chosen(
    council: Council, present: str, chosen: str, field: str
) -> None:
    token = council.sign_in("mara")
    with pytest.raises(NotValid) as refused:
        change_password(council.call("mara"), present, chosen, HERE)
    assert set(refused.value.fields) == {field}
    assert council.who(token)
    assert not council.records(Event.PASSWORD_CHANGED)


def test_a_stolen_session_cannot_guess_the_password(council: Council) -> None:
    for _ in range(10):
        with pytest.raises(NotValid):
            change_password(council.call("mara"), "wrong", CHOSEN, HERE)
    with pytest.raises(TooMany):
        change_password(council.call("mara"), PASSWORD, CHOSEN, HERE)


@on_both
def test_who_was_given_a_password_has_to_choose_another(council: Council) -> None:
    council.refs["eve"] = open_account(council.call("ann"), newcomer("eve", Role.MANAGER))
    guest = council.who(council.sign_in("eve"))
    assert guest is not None
    assert guest.must_choose_password
    token = change_password(council.call("eve"), PASSWORD, CHOSEN, HERE)
    guest = council.who(token)
    assert guest is not None
    assert not guest.must_choose_password


@on_both
def test_a_password_changed_while_it_was_checked_lets_nobody_in(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_right = passwords.is_right

    def slow(password: str, kept: str) -> bool:
        monkeypatch.undo()
        monkeypatch.setattr(passwords, "hasher", hasher)
        change_password(council.call("mara"), PASSWORD, CHOSEN, HERE)
        return is_right(password, kept)

    hasher = passwords.hasher
    monkeypatch.setattr("screening.services.people.signing_in.is_right", slow)
    with pytest.raises(NotValid):
        sign_in(council.nobody, address_of("mara"), PASSWORD, HERE)
