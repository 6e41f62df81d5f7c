"""Which passwords may be chosen, and how they are kept."""

import pytest
from pwdlib import PasswordHash

from screening.services.people import passwords
from screening.services.people.passwords import is_right, keep, problem_with_password

IN_PRODUCTION = passwords.hasher
OWN = ("m.quill@example.test", "Mara Quill")

pytestmark = pytest.mark.usefixtures("cheap_passwords")


@pytest.mark.parametrize(
    "password",
    ["harbour lantern quince", "v9$kQz!mPw3x", "ŵyneb hapus iawn", "correct horse battery staple"],
)
def test_a_long_one_will_do(password: str) -> None:
    assert problem_with_password(password, OWN) == ""


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("", "at least 12"),
        ("eleven char", "at least 12"),
        ("x" * 201, "at most 200"),
        ("password1234", "harder to guess"),
        ("Passwordpassword", "harder to guess"),
        ("aaaaaaaaaaaaaaa", "harder to guess"),
        ("abababababababab", "harder to guess"),
        ("maraquill1234!", "harder to guess"),
        ("MARA-QUILL-2026", "harder to guess"),
        ("council1234567890", "harder to guess"),
    ],
)
def test_what_somebody_would_try_first_will_not(password: str, problem: str) -> None:
    assert problem in problem_with_password(password, OWN)


def test_a_password_is_kept_salted(cheap_passwords: PasswordHash) -> None:
    kept = keep("harbour lantern quince")
    assert kept.startswith("$argon2id$")
    assert kept != keep("harbour lantern quince")
    assert is_right("harbour lantern quince", kept)
    assert not is_right("harbour lantern quinces", kept)


def test_a_password_is_the_same_on_every_keyboard() -> None:
    assert is_right("caf\u00e9 lantern quince", keep("cafe\u0301 lantern quince"))


@pytest.mark.parametrize("kept", ["", "no hash at all", "$argon2id$v=19$m=8"])
def test_nothing_is_right_where_there_is_no_password(kept: str) -> None:
    assert not is_right("nobody has this password", kept)
    assert not is_right("", kept)


def test_what_is_far_too_long_is_wrong() -> None:
    assert not is_right("x" * 500_000, keep("harbour lantern quince"))


def test_the_work_in_production_is_what_owasp_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "hasher", IN_PRODUCTION)
    assert "m=65536,t=3,p=4" in keep("harbour lantern quince")
