"""What can be known for what it is by its shape: addresses, numbers, codes, and words."""

import re

_INVISIBLE = "\u00ad\u0300-\u036f\u200b-\u200f\u2060-\u2064\ufeff"
_LETTER = rf"[^\W\d_{_INVISIBLE}]"
_WORD = rf"{_LETTER}(?:{_LETTER}|[{_INVISIBLE}]|['’](?={_LETTER}))*"
_PART = r"[^\s<>\"'’“”()\[\]{},;]"

TOKEN = re.compile(
    "|".join(
        (
            r"(?P<email>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})",
            rf"(?P<web>(?:https?://|www\.){_PART}{{1,2000}})",
            rf"(?P<host>(?:[\w-]{{1,63}}\.){{1,6}}[A-Za-z]{{2,24}}\b(?:[/?#:]{_PART}{{0,2000}})?)",
            r"(?P<handle>@[\w.]{2,64})",
            r"(?P<ref>\b[0-9a-f]{32}\b)",
            r"(?P<code>\bC-\d{2,6}\b)",
            r"(?P<postcode>\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b)",
            r"(?P<insurance>\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b)",
            r"(?P<phone>\+?\(?\d(?:[\s().-]{0,2}\d){6,17})",
            rf"(?P<mixed>\b(?=\w{{0,60}}[_\d])(?=\w{{0,60}}{_LETTER}{{3}})\w{{4,64}})",
            rf"(?P<word>{_WORD})",
        )
    )
)
"""One token after another; whatever is between them stays."""

_DATES = re.compile(r"(?:\d{4}(?:-\d\d?){0,2}|\d\d?[-.\s]\d\d?[-.\s](?:\d{4}|\d\d))(?:[\s.-]+|$)")
_SENTENCE_END = re.compile(r"[.!?:;\n•*]\W*$")


def is_number_of_somebody(digits: str) -> bool:
    """Whether ``digits`` may be a telephone or other number of a person's, and is no date."""
    rest = digits
    while found := _DATES.match(rest):
        rest = rest[found.end() :]
    return bool(rest.strip())


def begins_sentence(text: str, place: int) -> bool:
    """Whether the word at ``place`` in ``text`` is the first of a sentence."""
    before = text[max(0, place - 20) : place]
    return not before.strip(" \"'“”‘’([{\u2013\u2014-") or bool(_SENTENCE_END.search(before))
