"""E-mail addresses: what is taken for one, and when two are the same."""

import re
import unicodedata

LONGEST = 254
"""Characters: RFC 5321, 4.5.3.1.3. Those before the @ are at most 64: 4.5.3.1.1."""

_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(
    rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_LABEL}(?P<outside>(?:\.{_LABEL})+)?"
)


def is_email(text: str) -> bool:
    """Whether ``text`` is one e-mail address, also of a server within the house: ``hr@mail``.

    In ASCII, which is what every mail server and GOV.UK Notify take.
    """
    return len(text) <= LONGEST and _EMAIL.fullmatch(text) is not None


def is_email_outside(text: str) -> bool:
    """Whether ``text`` is one that mail can reach from anywhere: one of a domain with a dot."""
    found = _EMAIL.fullmatch(text)
    return len(text) <= LONGEST and found is not None and found["outside"] is not None


def fold_email(email: str) -> str:
    """How ``email`` is compared: compatible letters alike, capitals and small letters alike."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", email).casefold()).strip()
