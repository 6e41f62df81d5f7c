"""Recycled wording: the same request made of one candidate after another.

Compared are the words that a request would share with a form letter: what belongs to the
single claim is taken out first, so that one standard applied to individual claims is no match.
The figures below were read off the development cases: no two of their 347 requests, each written
for itself, share more than 0.42 of their words, or 0.36 of those that carry meaning.
"""

from collections import Counter
from dataclasses import dataclass

from screening.gate.case import Case, Earlier
from screening.gate.wording import canonical, telling

_SAME = 0.6  # share of all telling words that two texts have in common
_CONTAINED = 0.85  # share of the shorter text's telling words that the longer has too
_TELLING = 4  # telling words below which only an identical text is the same
_SAME_WHOLE = 0.5  # share of all words of both texts of a request
_SAME_PART = 0.3  # share of one of them, if the whole is the same
_WORDS = 8  # words of a whole request below which that many in common may be chance

_MEANT = 2  # words with a meaning that come back; one may be the criterion's
_TWICE = 2  # earlier requests that must have a word before it belongs to the mould

Words = frozenset[str]


@dataclass(frozen=True)
class Recycled:
    """How many other candidates had the same question, and how many the same relevance."""

    questions: int
    relevances: int


def recycled(case: Case, *, elsewhere: bool = False) -> Recycled:
    """How often the words of ``case`` were used before, counted by candidate.

    Used on its own vacancy, or by the same person ``elsewhere``.
    """
    questions: set[str] = set()
    relevances: set[str] = set()
    for earlier in case.earlier:
        if earlier.elsewhere is not elsewhere:
            continue
        question, relevance = _recycled(case, earlier)
        if question:
            questions.add(earlier.candidate)
        if relevance:
            relevances.add(earlier.candidate)
    return Recycled(len(questions), len(relevances))


def mould_of(case: Case) -> Words:
    """The words that two or more of the earlier requests on the vacancy of ``case`` had."""
    before = Counter(
        word
        for earlier in case.earlier
        if not earlier.elsewhere
        for word in canonical(earlier.question, earlier.quote)
        | canonical(earlier.relevance, earlier.quote)
    )
    return frozenset(word for word, times in before.items() if times >= _TWICE)


def moulded(case: Case, mould: Words, share: float, fewest: int) -> bool:
    """Whether ``case`` was cast in the same ``mould`` as earlier requests on its vacancy.

    Reworded each time, none of them need be alike, and yet the same words come back in one after
    another. Counted are the words of the relevance, which must be individual: at least ``fewest``
    of them, and ``share`` of all, were in two or more of the earlier requests, so was that share
    of those that carry meaning, and half of it of the question.
    """
    if len(mould) < _MEANT:
        return False  # as where there is no earlier request
    question = canonical(case.request.question, case.claim.quote)
    relevance = canonical(case.request.relevance, case.claim.quote)
    meant = telling(case.request.relevance, case.claim.quote)
    return (
        len(relevance & mould) >= max(fewest, share * len(relevance))
        and len(meant & mould) >= max(_MEANT, share * len(meant))
        and 2 * len(question & mould) >= share * len(question)
    )


def same(text: str, other: str, quote: str = "", other_quote: str = "") -> bool:
    """Whether ``text`` is ``other`` in other words; each quote is the claim it is about."""
    left, right = telling(text), telling(other)
    if left == right:  # a criterion's code alone leaves no words: two reasons may well be "E1."
        return bool(left) or canonical(text) == canonical(other) != frozenset()
    left, right = telling(text, quote), telling(other, other_quote)
    fewest = min(len(left), len(right))
    if fewest < _TELLING:
        return False
    return _share(left, right) >= _SAME or len(left & right) >= _CONTAINED * fewest


def _recycled(case: Case, earlier: Earlier) -> list[bool]:
    """Whether the question, and whether the relevance, of ``case`` is that of ``earlier``.

    Texts too short to tell by themselves are told by the whole request.
    """
    quotes = case.claim.quote, earlier.quote
    texts = (
        (case.request.question, earlier.question),
        (case.request.relevance, earlier.relevance),
    )
    words = [(canonical(new, quotes[0]), canonical(old, quotes[1])) for new, old in texts]
    left, right = (frozenset().union(*part) for part in zip(*words, strict=True))
    whole = min(len(left), len(right)) >= _WORDS and _share(left, right) >= _SAME_WHOLE
    return [
        (whole and _share(*pair) >= _SAME_PART) or same(*text, *quotes)
        for text, pair in zip(texts, words, strict=True)
    ]


def _share(left: Words, right: Words) -> float:
    """The share of all words that two texts have in common (Jaccard)."""
    return len(left & right) / (len(left | right) or 1)
