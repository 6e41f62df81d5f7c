"""Whether the gate can read what is written.

It reads English and Welsh, and in some other languages only the words that decide. A sentence in
one of those may stand beside an English or Welsh one; a whole answer may not, and neither may a
sentence in a language that it does not know at all. What it cannot read it must not let pass in
silence.
"""

import re
from collections.abc import Iterator

from screening.gate.foreign import SENTENCE, most_of_a_tongue, telling_words
from screening.gate.rule import Mark, Rule
from screening.gate.study import LOOKING_AT, QUESTION, RELEVANCE, Study
from screening.gate.subject import EVERYDAY, stem, word_set

_ENGLISH = ("ing", "ed", "ous", "ly", "ness", "ful", "ings", "ght", "wn", "th")
_OF_BOTH_LANGUAGES = EVERYDAY | word_set("common", "welsh_alike")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{6,}")


def look(study: Study) -> Iterator[Mark]:
    """Mark a field that is too long, or in no language that the gate knows."""
    # Of a list the first that was not read to its end stands for all.
    first = {field.partition("[")[0]: field for field in reversed(study.unread)}
    for field in first.values():
        yield Mark("too-long", field)
    signal = "language"
    for field in (QUESTION, RELEVANCE, LOOKING_AT):
        if place := _unread(study.original(field), study):
            yield Mark(signal, field, *place)
            signal = "language-too"  # three unread fields are still a caution


def _unread(text: str, study: Study) -> tuple[int, int] | None:
    """Where the first stretch of ``text`` is that cannot be read; all of it, if none can."""
    sentences = list(SENTENCE.finditer(text))
    for match in sentences:
        if not (_is_read(match.group(), study) or _is_known(match.group(), study)):
            return match.span()
    if not any(_says_something(each.group(), study) for each in sentences) and not _is_read(
        text, study
    ):
        return 0, len(text)
    unspaced = None if text.isascii() else _UNSPACED.search(text)
    quote = study.case.claim.quote
    return unspaced.span() if unspaced and unspaced.group() not in quote else None


def _is_read(text: str, study: Study) -> bool:
    """Whether ``text`` is short, English or Welsh, or a list of things that are spoken of."""
    words = telling_words(text)
    if len(words) < study.limit("language_words"):
        return True
    known = sum(map(_OF_BOTH_LANGUAGES.__contains__, words))
    if known >= max(study.limit("language_share") * len(words), most_of_a_tongue(words)):
        return True
    if text.count(",") * study.limit("list_words") >= len(words):
        return True
    own = sum(_is_own(word, study) for word in words)
    return own >= study.limit("own_words_share") * len(words)


def _says_something(sentence: str, study: Study) -> bool:
    """Whether ``sentence`` is more likely English or Welsh than another language."""
    words = telling_words(sentence)
    known = sum(map(EVERYDAY.__contains__, words))
    return known >= study.limit("language_known") and known > most_of_a_tongue(words)


def _is_own(word: str, study: Study) -> bool:
    """Whether the claim or the job has ``word``, any request could, or it ends as English does."""
    words = study.vocabulary
    spoken_of = stem(word) in study.subject or stem(word) in words.work
    return spoken_of or not words.substance(word) or word.endswith(_ENGLISH)


def _is_known(text: str, study: Study) -> bool:
    """Whether ``text`` is in a language in which the words that decide are known."""
    words = telling_words(text)
    return most_of_a_tongue(words) >= study.limit("language_share") * len(words)


RULE = Rule(
    name="unreadable",
    signals=frozenset({"too-long", "language", "language-too"}),
    look=look,
)
