"""Recycled wording: the same request made of one candidate after another.

Compared are the words that a request would share with a form letter: what belongs to the
single claim is taken out first, so that one standard applied to individual claims is no match.
How alike is alike are limits of the policy.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from screening.gate.case import Case, Earlier
from screening.gate.wording import canonical, telling

Words = frozenset[str]
Limit = Callable[[str], float]
"""Gives the policy's limit of a name: how alike is alike is the policy's."""


@dataclass(frozen=True)
class Recycled:
    """How many other candidates had the same question, and how many the same relevance."""

    questions: int
    relevances: int


def recycled(case: Case, limit: Limit, *, elsewhere: bool = False) -> Recycled:
    """How often the words of ``case`` were used before, counted by candidate.

    Used on its own vacancy, or by the same person ``elsewhere``.
    """
    questions: set[str] = set()
    relevances: set[str] = set()
    for earlier in case.earlier:
        if earlier.elsewhere is not elsewhere:
            continue
        question, relevance = _recycled(case, earlier, limit)
        if question:
            questions.add(earlier.candidate)
        if relevance:
            relevances.add(earlier.candidate)
    return Recycled(len(questions), len(relevances))


def mould_of(case: Case, limit: Limit) -> Words:
    """The words that came back among the earlier requests on the vacancy of ``case``."""
    before = Counter(
        word
        for earlier in case.earlier
        if not earlier.elsewhere
        for word in canonical(earlier.question, earlier.quote)
        | canonical(earlier.relevance, earlier.quote)
    )
    return frozenset(word for word, times in before.items() if times >= limit("mould_times"))


def moulded(case: Case, mould: Words, share: float, limit: Limit) -> bool:
    """Whether ``case`` was cast in the same ``mould`` as earlier requests on its vacancy.

    Reworded each time, none of them need be alike, and yet the same words come back in one after
    another. Counted are the words of the relevance, which must be individual: some of them, and
    ``share`` of all, were in the mould, so was that share of those that carry meaning, and half of
    it of the question.
    """
    if len(mould) < limit("mould_meaning"):
        return False  # as where there is no earlier request
    question = canonical(case.request.question, case.claim.quote)
    relevance = canonical(case.request.relevance, case.claim.quote)
    meant = telling(case.request.relevance, case.claim.quote)
    return (
        len(relevance & mould) >= max(limit("mould_words"), share * len(relevance))
        and len(meant & mould) >= max(limit("mould_meaning"), share * len(meant))
        and 2 * len(question & mould) >= share * len(question)
    )


def same(text: str, other: str, limit: Limit, quote: str = "", other_quote: str = "") -> bool:
    """Whether ``text`` is ``other`` in other words; each quote is the claim it is about."""
    left, right = telling(text), telling(other)
    if left == right:  # a criterion's code alone leaves no words: two reasons may well be "E1."
        return bool(left) or canonical(text) == canonical(other) != frozenset()
    left, right = telling(text, quote), telling(other, other_quote)
    fewest = min(len(left), len(right))
    if fewest < limit("same_words"):
        return False
    contained = len(left & right) >= limit("contained_share") * fewest
    return contained or _share(left, right) >= limit("same_share")


def _recycled(case: Case, earlier: Earlier, limit: Limit) -> list[bool]:
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
    enough = min(len(left), len(right)) >= limit("request_words")
    whole = enough and _share(left, right) >= limit("request_share")
    return [
        (whole and _share(*pair) >= limit("text_share")) or same(*text, limit, *quotes)
        for text, pair in zip(texts, words, strict=True)
    ]


def _share(left: Words, right: Words) -> float:
    """The share of all words that two texts have in common (Jaccard)."""
    return len(left & right) / (len(left | right) or 1)
