"""Recycled wording: the same request made of one candidate after another.

Compared are the words that a request would share with a form letter: what belongs to the
single claim is taken out first, so that one standard applied to individual claims is no match.
"""

from dataclasses import dataclass
from functools import cache

from screening.gate.case import Case
from screening.gate.lexicon import load
from screening.gate.subject import content, stem, words_of

_SAME = 0.6  # share of all words that two texts have in common
_CONTAINED = 0.85  # share of the shorter text's words that the longer has too
_FEWEST = 4  # words below which only an identical text is the same
_CODE = 2  # letters: E1 and C-03 leave an e and a c behind


@dataclass(frozen=True)
class Recycled:
    """How many other candidates had the same question, the same relevance, and both."""

    questions: int
    relevances: int
    both: int


def recycled(case: Case) -> Recycled:
    """How often the words of ``case`` were used before, counted by candidate."""
    questions: set[str] = set()
    relevances: set[str] = set()
    quote = case.claim.quote
    for earlier in case.earlier:
        if _same(case.request.question, quote, earlier.question, earlier.quote):
            questions.add(earlier.candidate)
        if _same(case.request.relevance, quote, earlier.relevance, earlier.quote):
            relevances.add(earlier.candidate)
    return Recycled(len(questions), len(relevances), len(questions & relevances))


def _same(text: str, quote: str, other: str, other_quote: str) -> bool:
    left, right = _bag(text), _bag(other)
    if left == right:
        return bool(left) or words_of(text) == words_of(other) != []
    left, right = left - _own(quote), right - _own(other_quote)
    shared, fewest = len(left & right), min(len(left), len(right))
    if fewest < _FEWEST:
        return False
    return shared >= _SAME * len(left | right) or shared >= _CONTAINED * fewest


def _own(quote: str) -> frozenset[str]:
    return content(quote)


def _bag(text: str) -> frozenset[str]:
    """The meaning-bearing words of ``text``, in the form that the thesaurus prefers."""
    preferred = _thesaurus()
    return frozenset(preferred.get(word, word) for word in content(text) if len(word) > _CODE)


@cache
def _thesaurus() -> dict[str, str]:
    groups = load("thesaurus")["same"]["groups"]
    return {stem(word): stem(group[0]) for group in groups for word in group}
