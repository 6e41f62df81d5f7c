"""Signs that turn the direction of a text, and how a text that holds them is shown.

An override (U+202E) makes words read as nobody wrote them, and what stands beside them too, up to
the end of the line. Nothing that is typed here needs one. It is stored as it was typed, and the
gate judges what it does; but wherever it is shown the sign is written out, as ``⟨U+202E⟩``, so that
it turns nothing and everybody sees it. Hebrew and Arabic keep their letters and their marks
(U+200E, U+200F, U+061C): a text that holds them is set apart, so that it moves nothing beside it.
"""

import re

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200e\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)  # the marks, and the blocks of scripts that are written from the right
_FIRST_STRONG, _END = "\u2068", "\u2069"  # an isolate, and what ends it
_SET_APART = re.compile(
    f"({_FIRST_STRONG}[^\u202a-\u202e\u2066-\u2069<]*{_END})|[\u202a-\u202e\u2066-\u2069]"
)
_NO_TEXT = re.compile(r'(<textarea\b.*?</textarea>|<[^>]*>|="[^"]*")', re.DOTALL)


def written_out(text: str) -> str:
    """``text`` with each sign that turns its direction written out."""
    return _TURNING.sub(lambda sign: f"⟨U+{ord(sign.group()):04X}⟩", text)


def set_apart(text: str) -> str:
    """``text`` as it is shown beside others: signs written out, and isolated if it needs that."""
    if text.isascii():  # as most are, and it is known without a look at them
        return text
    shown = written_out(text)
    return f"{_FIRST_STRONG}{shown}{_END}" if _RIGHT_TO_LEFT.search(shown) else shown


def written_out_in(page: str) -> str:
    """The same for the text of ``page``, a piece of HTML, but for what isolates what was set apart.

    Tags and attributes stay as they are, and what is in a box to type in: it is sent as it stands.
    A quote that somebody typed is escaped by now, so that it is none of an attribute's.
    """
    if page.isascii() or not _TURNING.search(page):
        return page
    parts = _NO_TEXT.split(page)
    return "".join(part if at % 2 else _unpaired(part) for at, part in enumerate(parts))


def _unpaired(text: str) -> str:
    """``text`` with the signs written out, but for pairs that ``set_apart`` made."""
    return _SET_APART.sub(lambda found: found.group(1) or written_out(found.group()), text)
