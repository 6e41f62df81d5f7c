"""How a candidate is called where no name is shown: ``C-07``."""

import re

_DIGITS = r"0*([0-9]{1,6})"
_CODE = re.compile(f"C-{_DIGITS}", re.IGNORECASE)
_TYPED = re.compile(f"(?:C-?)?{_DIGITS}", re.IGNORECASE)
_AMONG_WORDS = re.compile(rf"\bC-{_DIGITS}\b", re.IGNORECASE | re.ASCII)


def code_of(number: int) -> str:
    """The code of candidate ``number`` of a vacancy."""
    return f"C-{number:02d}"


def number_of(code: str) -> int | None:
    """The number in ``code``; None where it is none. A bare number is none: it may count rows."""
    return _number(_CODE.fullmatch(code))


def number_typed(text: str) -> int | None:
    """The number of the candidate looked for by ``text``, for which ``7`` and ``c7`` do as well."""
    return _number(_TYPED.fullmatch(text))


def number_among(words: str) -> int | None:
    """The number in the first code that stands among ``words``, if any does."""
    return _number(_AMONG_WORDS.search(words))


def _number(found: re.Match[str] | None) -> int | None:
    return int(found[1]) if found else None
