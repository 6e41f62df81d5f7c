"""The names that this installation knows, ready to be looked for in what people typed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from screening.services.stripping.ordinary import Known, folded, letters

SHORT = 2  # letters; such a part counts only with a capital: Bo, Li
ANYWHERE = 4  # letters; such a part is a name wherever it stands in an address
LONG = 5  # letters; such a part is known again with another ending
_ENDING = 3  # letters that a language may hang on to a name, beyond its last one
_HR = "hr"  # a kind of searcher, whatever an account may be called
_SPLIT = re.compile(r"[\W\d_]+")
_PLURALS = ("'s", "s'", "'", "es", "s")


@dataclass(frozen=True)
class KnownNames:
    """Names as they are compared.

    ``parts`` are words of people's names, ``pairs`` two of them that follow one another, ``whole``
    whole names as one run of letters, ``references`` what vacancies go by.
    """

    parts: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    whole: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()

    def part_in(self, word: str, *, capital: bool) -> str:
        """The part of a name that the folded ``word`` is, in some form; empty if it is none.

        Another ending than a genitive or plural is taken for one after a ``capital`` alone:
        Kowalskiego, but not the marine of a Marina.
        """
        bare = word.replace("'", "")
        endings = (word.removesuffix(end) for end in _PLURALS if word.endswith(end))
        for form in (word, *endings, bare):
            if form in self.parts and (capital or len(form) > SHORT):
                return form
        return self._inflected(bare) if capital else ""

    @cached_property
    def _stems(self) -> dict[str, str]:
        return {part[:-1]: part for part in sorted(self.parts) if len(part) > LONG}

    def _inflected(self, word: str) -> str:
        for cut in range(1, _ENDING + 2):
            beginning = word[:-cut]
            if len(beginning) < LONG:
                break
            if beginning in self.parts:
                return beginning
            if beginning in self._stems:
                return self._stems[beginning]
        return ""

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(name) for name in self.whole if len(name) > 2 * ANYWHERE}))

    def can_be_read_in(self, text: str) -> bool:
        """Whether somebody's whole name shows once all but letters is taken out of ``text``."""
        run = letters(text)
        return any(
            run[start : start + length] in self.whole
            for length in self._lengths
            for start in range(len(run) - length + 1)
        )


def known_names(
    people: Iterable[str],
    contacts: Iterable[str],
    references: Iterable[str],
    organisation: str,
    is_ordinary: Known,
) -> KnownNames:
    """The names of ``people``, what their ``contacts`` say of them, and whose service this is.

    Of the organisation's name and of addresses only what is not an ordinary word counts.
    """
    names = [_parts(name) for name in people]
    others = [word for contact in contacts for word in _parts(contact.partition("@")[0])]
    others += _parts(organisation)
    parts = {part for row in names for part in (*row, *_joined(row)) if len(part) >= SHORT}
    parts |= {word for word in others if len(word) >= ANYWHERE and not is_ordinary(word)}
    return KnownNames(
        parts=frozenset(parts) - {_HR},
        pairs=frozenset(pair for row in names for pair in pairwise(row)),
        whole=frozenset("".join(row) for row in names if len(row) > 1),
        references=frozenset(filter(None, map(folded, references))),
    )


def _parts(name: str) -> list[str]:
    return [part for part in _SPLIT.split(folded(name)) if part]


def _joined(row: list[str]) -> Iterable[str]:
    """O'Brien as obrien: a short part and the next, as people run them together."""
    return (first + second for first, second in pairwise(row) if len(first) <= SHORT)
