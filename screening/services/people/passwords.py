"""Passwords: which may be chosen, and how they are kept (argon2id).

The rules follow OWASP ASVS 5.0 V6.2: length counts, mixtures of signs do not, and nothing that
somebody who knows the person would try first.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

from screening.domain.text import N_

SHORTEST = 12
LONGEST = 200
"""Characters. Longer ones are refused before any work is done on them."""

_REMAINING = 8
_DIFFERENT = 6
_OWN_WORD = 4
_PREDICTABLE = (
    "password", "passwort", "passphrase", "letmein", "welcome", "iloveyou", "qwertyuiop", "qwerty",
    "asdfghjkl", "asdfgh", "zxcvbnm", "administrator", "admin", "changeme", "secret", "monkey",
    "dragon", "sunshine", "football", "princess", "whatever", "liverpool", "summer", "winter",
    "spring", "autumn", "monday", "council", "screening", "abcdef", "1234567890", "123456789",
    "12345678", "1234567", "123456", "12345", "1234", "987654321", "87654321", "654321", "4321",
)  # fmt: skip

hasher = PasswordHash((Argon2Hasher(),))
"""What turns passwords into what is kept. Tests put one with the cheapest parameters here."""


def problem_with_password(password: str, own_words: Iterable[str]) -> str:
    """What to mend in ``password`` before it can be chosen, or an empty string.

    ``own_words`` is what everybody knows of the person: the name, the e-mail address.
    """
    if len(password) < SHORTEST:
        return N_("Choose a password of at least 12 characters, three words for instance")
    if len(password) > LONGEST:
        return N_("Choose a password of at most 200 characters")
    left = _unpredictable_part(password, own_words)
    if len(left) < _REMAINING or len(set(left)) < _DIFFERENT:
        return N_("Choose a password that is harder to guess, three unrelated words for instance")
    return ""


def keep(password: str) -> str:
    """What is stored of ``password``: argon2id with a salt of its own."""
    return hasher.hash(_plain(password))


def is_right(password: str, kept: str) -> bool:
    """Whether ``password`` is the one that ``kept`` was made from.

    ``kept`` is empty for someone who does not exist: the same work is done then, and the answer
    is no, so that the time it takes says nothing.
    """
    if len(password) > LONGEST:
        password, kept = "", ""
    try:
        return hasher.verify(_plain(password), kept or _decoy(hasher)) and bool(kept)
    except UnknownHashError:
        return is_right(password, "")


@cache
def _decoy(making: PasswordHash) -> str:
    return making.hash("nobody has this password")


def _plain(password: str) -> str:
    """One spelling, whichever keyboard it was typed on."""
    return unicodedata.normalize("NFKC", password)


def _unpredictable_part(password: str, own_words: Iterable[str]) -> str:
    left = _plain(password).casefold()
    own = re.findall(r"\w+", " ".join(own_words).casefold())
    for word in (*_PREDICTABLE, *(word for word in own if len(word) >= _OWN_WORD)):
        left = left.replace(word, "")
    return left
