"""Searches to find people: exempt under section 6, and what shows that one is something else.

The exemption is for finding candidates, such as people who put their details up for employers. A
search for one who has applied is a check, whatever it is called. These signs only ask: nothing is
refused for them.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from screening.domain.platforms import host_of


class Sign(StrEnum):
    """Why an entry looks like a check of somebody who has applied."""

    NAME = "name"
    ADDRESS = "address"
    PURPOSE = "purpose"


class FoundBy(StrEnum):
    """What shows that a search is about somebody who applied: that they were noted by this name or
    address, or that the entry itself names them.
    """

    NAME = "name"
    ADDRESS = "address"
    WORDS = "words"


class Handling(StrEnum):
    """What HR says that a search was which was asked about."""

    SOURCING = "sourcing"
    CHECK = "check"


_WORD = re.compile(r"[^\W_]+")
TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof"})
_FEWEST = 2  # words of a name, else "May" or "Grace" would be found everywhere
_PURPOSES: tuple[tuple[str, ...], ...] = (
    # What is done to applicants only, and what asks what somebody is like.
    ("applicant",),
    ("applicants",),
    ("has", "applied"),
    ("have", "applied"),
    ("who", "applied"),
    ("shortlist",),
    ("shortlisted",),
    ("interviewee",),
    ("interviewees",),
    ("background", "check"),
    ("vet",),
    ("vetting",),
    ("red", "flags"),
    ("red", "flag"),
    ("verify",),
    ("check", "out"),
    ("check", "up"),
)


def words_of(text: str) -> list[str]:
    """The words of ``text``, folded, without accents, so that spellings of one name agree."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).casefold()
    return _WORD.findall("".join(each for each in plain if not unicodedata.combining(each)))


def name_form(name: str) -> str:
    """``name`` as it is compared: its words without titles, in one order; empty for one word."""
    found = sorted(word for word in words_of(name) if word not in TITLES)
    return " ".join(found) if len(found) >= _FEWEST else ""


def address_form(address: str) -> str:
    """``address`` (of a page, or for mail) as it is compared: without scheme, ``www.``, what
    follows a question mark, and the last slash. Empty where it is none.
    """
    text = address.strip().casefold()
    if "@" in text and "/" not in text:
        return text
    host = host_of(text)
    if "." not in host:
        return ""
    path = text.split("//", 1)[-1].partition("/")[2]
    for mark in "?#":
        path = path.partition(mark)[0]
    return f"{host}/{path}".rstrip("/")


def speaks_of_applicants(purpose: str) -> bool:
    """Whether ``purpose`` says that somebody who applied is to be looked at."""
    words = words_of(purpose)
    return any(_stands_in(phrase, words) for phrase in _PURPOSES)


def holds_name(text: str, name: str) -> bool:
    """Whether all words of ``name`` stand in ``text``."""
    return bool(form := name_form(name)) and set(form.split()) <= set(words_of(text))


def holds_address(texts: Iterable[str], address: str) -> bool:
    """Whether one of ``texts`` is, or holds as a word, the same address."""
    wanted = address_form(address)
    pieces = (piece.strip(".,;()<>\"'") for text in texts for piece in text.split())
    return bool(wanted) and any(address_form(piece) == wanted for piece in pieces)


def _stands_in(phrase: tuple[str, ...], words: list[str]) -> bool:
    size = len(phrase)
    return any(tuple(words[at : at + size]) == phrase for at in range(len(words) - size + 1))
