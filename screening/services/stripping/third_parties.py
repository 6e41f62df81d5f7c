"""Where a text about somebody may speak of other people: what a reader is pointed at, and no more.

Names are looked for as for an export of cases. What the person knows anyway is no other person's
detail: their own name, address and code, what they said themselves, what was advertised; nor are
the names of colleagues, who acted in their work.
"""

import re
from collections.abc import Collection, Iterable

from screening.domain.redaction import Span, merged
from screening.services.stripping.ordinary import letters
from screening.services.stripping.stripper import Stripper

KIN = frozenset(
    {"husband", "wife", "partner", "mother", "father", "mum", "mam", "dad", "parents", "son"}
    | {"daughter", "brother", "sister", "boyfriend", "girlfriend", "fiance", "uncle", "aunt"}
    | {"auntie", "cousin", "nephew", "niece", "gran", "nan", "grandmother", "grandfather"}
    | {"referee", "flatmate", "housemate", "ex"}
)
"""Words for people who are not named and can still be told by whoever knows the person."""

_WORD = re.compile(r"[^\W\d_]+")


class ThirdParties:
    """Points at other people in texts about one person.

    ``known`` is what that person knows anyway, ``others`` the words of other people's names: where
    two share one, it is pointed at.
    """

    def __init__(self, stripper: Stripper, known: Iterable[str], others: Collection[str]):
        self._stripper = stripper
        texts = [text.casefold() for text in known]
        words = {letters(word) for text in texts for word in (*text.split(), *_WORD.findall(text))}
        self._known = words - set(others)
        self._whole = {part for text in texts for part in (text, *text.split())}

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where ``text`` may speak of somebody else."""
        named = (span for span in self._stripper.spans(text) if not self._is_known(text, span))
        kin = (found.span() for found in _WORD.finditer(text) if letters(found.group()) in KIN)
        return merged([*named, *kin])

    def _is_known(self, text: str, span: Span) -> bool:
        """Whether the person knows it: a name or a word by its letters, all else as it stands."""
        found = text[slice(*span)].casefold()
        if not found.replace("'", "").replace("’", "").isalpha():
            return found in self._whole
        return letters(re.sub(r"['’]s$", "", found)) in self._known
