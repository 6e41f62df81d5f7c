"""`user add`: who may be added from the command line, and with which exit status."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pwdlib import PasswordHash

from screening.cli.main import MISUSED, NO, YES, main
from screening.domain.people import Actor
from screening.domain.words import Role
from screening.services.call import Call
from screening.services.opening import open_store, system_clock
from screening.services.people.accounts import ref_of_email
from screening.services.reading.administration.accounts import AccountShown, read_account
from screening.services.settings import read_settings
from tests.accounts import PASSWORD

Add = Callable[..., int]


@pytest.fixture(autouse=True)
def prepared(instance: Path, cheap_passwords: PasswordHash) -> None:
    """An instance with nobody in it."""


@pytest.fixture
def add(monkeypatch: pytest.MonkeyPatch) -> Add:
    """Runs `user add`; the answer is its exit status."""

    def run(email: str, *roles: Role, password: str = PASSWORD, person: str = "") -> int:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\nsecond line\n"))
        words = ["user", "add", "--email", email, "--name", email.partition("@")[0].title()]
        for role in roles:
            words += ["--role", role.value]
        return main([*words, "--person", person] if person else words)

    return run


def shown(email: str) -> AccountShown:
    """The account with that address, as an administrator sees it."""
    store = open_store(read_settings())
    reader = Actor("f" * 32, "f" * 32, "Reader", frozenset({Role.ADMINISTRATOR}))
    call = Call(store, reader, system_clock)
    found = read_account(call, ref_of_email(call, email))
    store.close()
    return found


def test_the_first_people_hold_their_roles_at_once(
    add: Add, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add("hugh@example.test", Role.HR, Role.MANAGER) == YES
    assert add("ann@example.test", Role.ADMINISTRATOR) == YES
    assert shown("hugh@example.test").roles == (Role.MANAGER, Role.HR)
    assert shown("ann@example.test").roles == (Role.ADMINISTRATOR,)
    said = capsys.readouterr().out
    assert "Hugh may sign in as hugh@example.test." in said
    assert "Asked for" not in said
    assert PASSWORD not in said


def test_later_a_privileged_role_is_asked_for(add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    add("ann@example.test", Role.ADMINISTRATOR)
    assert add("eve@example.test", Role.HR, Role.MANAGER) == YES
    assert "Holds: manager.\nAsked for: hr. An administrator grants it" in capsys.readouterr().out
    account = shown("eve@example.test")
    assert account.roles == (Role.MANAGER,)
    assert [asked.role for asked in account.asked] == [Role.HR]


def test_one_person_may_have_two_accounts(add: Add) -> None:
    add("ann@example.test", Role.HR)
    assert add("ann2@example.test", Role.MANAGER, person="Ann@Example.test") == YES
    assert [other.email for other in shown("ann2@example.test").others] == ["ann@example.test"]


def test_a_person_who_is_not_there(add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    assert add("ann2@example.test", Role.MANAGER, person="nobody@example.test") == NO
    assert "Nobody has an account" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("email", "password"), [("nobody", PASSWORD), ("ann@example.test", "short"), ("", PASSWORD)]
)
def test_what_cannot_be_stored_is_misuse(add: Add, email: str, password: str) -> None:
    assert add(email, Role.MANAGER, password=password) == MISUSED


def test_an_address_is_taken_once(add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    assert add("ann@example.test", Role.HR) == YES
    assert add("ANN@example.test", Role.HR) == MISUSED
    assert "Somebody has an account" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["user"],
        ["user", "add"],
        ["user", "add", "--email", "a@b", "--name", "A"],
        ["user", "add", "--email", "a@b", "--name", "A", "--role", "king"],
    ],
)
def test_used_wrongly(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == MISUSED
    assert "usage: python -m screening user" in capsys.readouterr().err


def test_help_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["user", "add", "--help"])
    assert ended.value.code == YES
    assert "--person EMAIL" in capsys.readouterr().out
