"""Whether the gate can read what is written.

It reads English and Welsh, and in some other languages only the words that decide. What it
cannot read it must not let pass in silence.
"""

from collections.abc import Iterator

from screening.gate.rule import Mark, Rule
from screening.gate.study import LOOKING_AT, QUESTION, RELEVANCE, Study
from screening.gate.subject import word_set, words_of

_ENOUGH = 6  # words from which the share of known ones tells something
_SHARE = 0.12  # of function words; English and Welsh prose have a third or more


def look(study: Study) -> Iterator[Mark]:
    """Mark a field that is too long, or mostly in no language that the gate knows."""
    for field in study.unread:
        yield Mark("too-long", field)
    common = word_set("common", "words")
    for field in (QUESTION, RELEVANCE, LOOKING_AT):
        words = words_of(study.original(field))
        known = sum(word in common for word in words)
        if len(words) >= _ENOUGH and known < _SHARE * len(words):
            yield Mark("language", field, 0, len(study.original(field)))


RULE = Rule(
    name="unreadable",
    signals=frozenset({"too-long", "language"}),
    look=look,
)
