"""Words that are held back from the panel, as a page shows them: why, how to mend it, and where."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from screening.gate.held import Because
from screening.services.reading.checks.holding_back import HeldShown


class Marks(NamedTuple):
    """All marks in a text for one reason."""

    message: Any
    mend: Any
    basis: Any
    text: str
    spans: tuple[tuple[int, int], ...]


_SAID: Mapping[Because, tuple[Any, Any, Any]] = {
    Because.PROTECTED: (
        _l("These words name or reveal something that the law protects."),
        _l("Take them out, and whatever lets a reader guess the same."),
        _l(
            "Equality Act 2010 sections 4 and 136: who decides must be able to say that it "
            "played no part"
        ),
    ),
    Because.BEYOND: (
        _l("These words go beyond the question: they are about the person, or about others."),
        _l("Say only what answers the question."),
        _l("Section 6 of the policy: a search is about the claim, and so is its outcome"),
    ),
}


def marked(shown: HeldShown) -> tuple[Marks, ...]:
    """The marks in the text of ``shown``, those of what is protected first."""
    spans = {
        because: tuple((one.start, one.end) for one in shown.held if one.because is because)
        for because in Because
    }
    found = (because for because in Because if spans[because])
    return tuple(Marks(*_SAID[because], shown.text, spans[because]) for because in found)
