"""Hiding the words of candidates' names in what people wrote, for whoever works by reference.

Names are known, so that nothing is guessed: a word is hidden because it is a word of a name. In
what is about one candidate, their own words are hidden however they are written; those of others,
and those that are ordinary words too ("Will", "May", "de"), where they begin with a capital, or
stand beside another word of the same name. Names run together, as in the handle of an account, are
hidden in it; and so is, in what is about one candidate, how their names begin ("Ben" of Benjamin),
what of their name a handle begins or ends with, and "Anns" for Ann's. Every letter of a script
without capitals counts as one, and words there are found within others: no space parts them. What
was recorded is never touched: this is how it is printed.

Of somebody who was erased no name is known. Where it stands in a text was kept, by a digest of that
text, and is hidden with the rest.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import permutations

from screening.domain.name_folding import LETTERS, Word, folded, has_no_case, plain, words_in
from screening.domain.sourcing import TITLES

HIDDEN = "[name]"
"""What stands in the place of a name. It is the same in every language."""

_OF_NAME = re.compile(r"[^\W_]+")
"""A word of a name; one with a digit in it is none of a text."""
_GAP = 3
"""As much between two words of one name, as in "Example, Ann", is hidden with them."""
_SHORTEST = 2
_SHORT_FORM = 3
_SURNAME = 4  # from so many letters on "aexample" is taken for the handle of Ann Example
_MOST_WORDS = 8
"""So many words of one name count where two are looked for: candidates choose their names."""
_ORDINARY = frozenset(
    word
    for words in (
        "a al all am an and any ap ar are as at be bin but by can da de del der des di did do dos",
        "du el for from get had has have he her his how i if in is it its la le los man may me men",
        "more my new no nor not now of off old on one or our out own per pro see she so some than",
        "that the their them then they this to too un up us use van via von was we were what when",
        "where who why will with y yes yet yn you your",
    )
    for word in words.split()
)
"""Words of names that ordinary texts are full of."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Names:
    """The names that the candidates of a vacancy have or had, by the candidate's ref; and ``kept``:
    where names stand that nobody knows any more, by the ``digest_of`` each text.
    """

    by_candidate: Mapping[str, Sequence[str]]
    kept: Mapping[str, Sequence[Span]] = field(default_factory=dict)

    def hide(self, text: str, about: str = "") -> str:
        """``text`` without names; ``about``: the ref of the candidate whom it is about, if any."""
        shown, end = [], 0
        for start, stop in self.spans(text, about):
            shown += [text[end:start], HIDDEN]
            end = stop
        return "".join([*shown, text[end:]])

    def spans(self, text: str, about: str = "") -> list[Span]:
        """Where ``hide`` would put something else in ``text``."""
        known = self._known_in(text, about) if self._words else []
        kept = self.kept.get(digest_of(text)) if self.kept else None
        return _joined(sorted([*known, *kept]), text) if kept else known

    def _known_in(self, text: str, about: str) -> list[Span]:
        read = folded(text)
        words = list(words_in(read))
        names = self.by_candidate.get(about, ())
        own = frozenset(word for name in names for word in self._by_name[name])
        hidden = [
            (word.start + first, word.start + last)
            for at, word in enumerate(words)
            for first, last in self._hidden_in(word, own, _beside(words, at))
        ]
        return [
            (read.places[start], read.places[stop]) for start, stop in _joined(hidden, read.text)
        ]

    def _hidden_in(self, word: Word, own: frozenset[str], near: Sequence[str]) -> Sequence[Span]:
        """What of ``word`` is a name. ``own``: the words of whom it is about."""
        if self._stands_alone(word, own, near):
            return [(0, len(word.text))]
        owned = word.text.removesuffix("s")
        if owned in own and (word.capital or self._is_beside(owned, near)):
            return [(0, len(owned))]
        if word.text in self._handles:
            return [(0, len(word.text))]
        return self._run_together(word.text) or (
            _in_handle(word.text, own) if word.in_address else []
        )

    def _stands_alone(self, word: Word, own: frozenset[str], near: Sequence[str]) -> bool:
        text = word.text
        if text not in self._words:
            return word.capital and _is_short_form(text, own)
        ordinary = text in _ORDINARY
        return word.capital or (text in own and not ordinary) or self._is_beside(text, near)

    def _is_beside(self, word: str, near: Sequence[str]) -> bool:
        """Whether another word of a name with ``word`` in it stands next to it."""
        return any((word, other) in self._pairs for other in near)

    def _run_together(self, word: str) -> Sequence[Span]:
        """Where words of a name stand in ``word`` without a space."""
        if word not in self._found:
            self._found[word] = tuple(self._runs_in(word))
        return self._found[word]

    def _runs_in(self, word: str) -> Iterator[Span]:
        at = 0
        while at < len(word):
            ends = (at + size for size in self._sizes if at + size <= len(word))
            end = next((end for end in ends if word[at:end] in self._runs), 0)
            if end:
                yield at, end
            at = end or at + 1

    @cached_property
    def _found(self) -> dict[str, Sequence[Span]]:
        """By word, what was found to be run together in it: the same words come again and again."""
        return {}

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[str]]:
        """The words of each name, in order."""
        return {name: _words_of(name) for names in self.by_candidate.values() for name in names}

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for words in self._by_name.values() for word in words)

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        """Two words of one name, in either order."""
        every = self._by_name.values()
        return frozenset(pair for words in every for pair in permutations(words[:_MOST_WORDS], 2))

    @cached_property
    def _telling(self) -> Sequence[tuple[str, str]]:
        return [pair for pair in self._pairs if _ORDINARY.isdisjoint(pair)]

    @cached_property
    def _runs(self) -> frozenset[str]:
        """What is looked for within words: two words of one name run together, if so long that
        they stand in no other word, and words of scripts in which no space parts them.
        """
        together = {one + other for one, other in self._telling}
        alone = (word for word in self._words if has_no_case(word) and _is_long(word))
        return frozenset(alone).union(
            run for run in together if len(run) > _SURNAME or has_no_case(run)
        )

    @cached_property
    def _sizes(self) -> Sequence[int]:
        """How long those are, the longest first."""
        return sorted({len(run) for run in self._runs}, reverse=True)

    @cached_property
    def _handles(self) -> frozenset[str]:
        """Two words of a name, and the first letter of one before another."""
        return frozenset(
            handle
            for one, other in self._telling
            for handle in (one + other, *([one[0] + other] if len(other) >= _SURNAME else ()))
        )


NOBODY = Names({})
"""For whoever reads names: nothing is hidden."""


def together(several: Iterable[Names]) -> Names:
    """The names of the candidates of several vacancies."""
    known: dict[str, Sequence[str]] = {}
    kept: dict[str, Sequence[Span]] = {}
    for each in several:
        known |= each.by_candidate
        kept |= {text: [*kept.get(text, ()), *spans] for text, spans in each.kept.items()}
    return Names(known, kept)


def digest_of(text: str) -> str:
    """By what a text is known again in which something was hidden."""
    return hashlib.sha256(text.encode()).hexdigest()


def moved(offset: int, spans: Iterable[Span]) -> int:
    """Where ``offset`` of a text comes to stand once ``spans`` of it are hidden."""
    shift = 0
    for start, stop in spans:
        if offset <= start:
            break
        if offset < stop:
            return start + shift + len(HIDDEN)
        shift += len(HIDDEN) - (stop - start)
    return offset + shift


def as_written(shown: Span, spans: Iterable[Span]) -> Span:
    """Where a stretch of a text of which ``spans`` are hidden stands in the text as it was written.
    Of what is hidden all is in it where any is.
    """
    start, end = shown
    shift, first, last = 0, start, end
    for begins, ends in spans:
        at = begins + shift
        until = at + len(HIDDEN)
        shift += len(HIDDEN) - (ends - begins)
        if at < start:
            first = begins if start < until else start - shift
        if at < end:
            last = ends if end < until else end - shift
    return first, last


def _words_of(name: str) -> Sequence[str]:
    """The words of ``name``, each once; O'Brien is written Obrien too."""
    whole = re.sub("['’]", "", name)
    found = _OF_NAME.findall(plain(name))
    if whole != name:
        found += _OF_NAME.findall(plain(whole))
    return [
        word
        for word in dict.fromkeys(found)
        if word not in TITLES and (_is_long(word) or has_no_case(word))
    ]


def _is_long(word: str) -> bool:
    """Whether ``word`` has letters enough; a Korean one is folded to several, and counts as one."""
    return len(unicodedata.normalize("NFC", word)) >= _SHORTEST


def _beside(words: Sequence[Word], at: int) -> Sequence[str]:
    """The words next to word ``at``, but for those that are far off."""
    before = words[max(at - 1, 0) : at]
    after = words[at + 1 : at + 2]
    return [one.text for one in before if words[at].start - one.stop <= _GAP] + [
        one.text for one in after if one.start - words[at].stop <= _GAP
    ]


def _is_short_form(word: str, own: Iterable[str]) -> bool:
    """Whether a name may begin with ``word``: Benjamin is Ben to some."""
    if len(word) < _SHORT_FORM or word in _ORDINARY:
        return False
    return any(one.startswith(word) for one in own)


def _in_handle(word: str, own: Iterable[str]) -> Sequence[Span]:
    """Where ``word``, of an address, begins or ends with one of the candidate's own."""
    for one in own:
        if len(one) >= _SURNAME and one not in _ORDINARY:
            if word.startswith(one):
                return [(0, len(one))]
            if word.endswith(one):
                return [(len(word) - len(one), len(word))]
    return []


def _joined(spans: Iterable[Span], text: str) -> list[Span]:
    """``spans``, which are in order, as one where no more than a gap without letters lies between
    them.
    """
    found: list[Span] = []
    for start, stop in spans:
        last = found[-1][1] if found else None
        if last is not None and start - last <= _GAP and not LETTERS.search(text, last, start):
            found[-1] = (found[-1][0], max(found[-1][1], stop))
        else:
            found.append((start, stop))
    return found
