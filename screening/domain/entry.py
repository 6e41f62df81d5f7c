"""What can be stored at all. Anything else about a text is the gate's business, or nobody's."""

import unicodedata
from collections.abc import Mapping

from screening.domain.errors import NotValid
from screening.domain.text import N_

SHORT = 200
"""Characters in a name, a title or a reference."""
LINE = 1000
"""Characters in an address or a search wording."""
LONG = 5000
"""Characters in an answer of any length."""
MOST_PLACES = 20
MOST_TERMS = 40
MOST_MINUTES = 6000

_ALLOWED_CONTROLS = "\n\t"


def tidy(text: str) -> str:
    """``text`` as it is stored: NFC, line feeds only, no white space around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def storable(text: str) -> bool:
    """Whether every character of ``text`` can be stored and shown again."""
    return not any(
        unicodedata.category(character) in ("Cc", "Cs") and character not in _ALLOWED_CONTROLS
        for character in text
    )


def problem_with(text: str, most: int, *, required: bool = True) -> str:
    """What to mend in ``text`` before it can be stored, or an empty string."""
    if required and not text:
        return N_("Fill this in")
    if len(text) > most:
        return N_("This is too long. Shorten it and send it again")
    if not storable(text):
        return N_("This holds a character that cannot be stored. Type it again without it")
    return ""


def answer_given(field: str, text: str) -> str:
    """``text``, the answer in ``field``, as it is stored. Raises NotValid: it has to be given."""
    answer = tidy(text)
    check_storable({field: (answer, LONG, True)})
    return answer


def check_storable(fields: Mapping[str, tuple[str, int, bool]]) -> None:
    """Raise NotValid unless each field of ``fields`` (text, most characters, required) is fine."""
    problems = {
        name: problem
        for name, (text, most, required) in fields.items()
        if (problem := problem_with(text, most, required=required))
    }
    if problems:
        raise NotValid(problems)
