"""Whether somebody else can judge, from what is written, why this look is needed.

A question or a reason made only of words that any request could hold ("to verify", "due
diligence"), or one that goes round in a circle, leaves HR to guess.
"""

from collections import Counter
from collections.abc import Iterator

from screening.gate.rule import Mark, Rule, mark
from screening.gate.study import LOOKING_AT, QUESTION, RELEVANCE, Study
from screening.gate.subject import stem, words_of


def look(study: Study) -> Iterator[Mark]:
    """Mark a question or relevance without substance, or that only repeats the criterion."""
    substance, thin = study.vocabulary.substance, study.limit("thin_words")
    asked = substance(study.original(QUESTION))
    if not asked:
        yield _whole("no-question", QUESTION, study)
    elif (words := _words_of_test(study)) <= thin:
        yield _whole("bare-question" if words < thin else "thin-question", QUESTION, study)
    added = substance(study.original(LOOKING_AT)) - study.subject - asked
    if len(added) < study.limit("specific_words"):
        for hit in study.hits("vague.question", QUESTION):
            if asked and len(asked) <= thin + 1:
                yield mark("vague-question", hit)
    if asked and len(words_of(study.original(QUESTION))) <= study.limit("loose_question_words"):
        for hit in study.hits("vague.loose", QUESTION):
            yield mark("loose-question", hit)
    yield from _reason(study, asked)


def _words_of_test(study: Study) -> float:
    """How many words of a brief question say what is tested; of a longer one, more than few."""
    question, words = study.original(QUESTION), study.vocabulary
    if len(words_of(question)) > study.limit("brief_question_words"):
        return study.limit("thin_words") + 1
    return len(words.substance(question) | words.tests(question))


def _reason(study: Study, asked: frozenset[str]) -> Iterator[Mark]:
    reason = study.original(RELEVANCE)
    if not words_of(reason):
        yield Mark("absent-reason", RELEVANCE)
        return
    said = study.vocabulary.substance(reason)
    codes = {line.code.lower() for line in study.case.vacancy.criteria}
    if any(code in reason.lower() for code in codes):
        if not said:
            yield _whole("code-alone", RELEVANCE, study)
    elif len(said) <= study.limit("thin_words"):
        yield _whole("thin-reason" if said else "no-reason", RELEVANCE, study)
    elif not said - study.subject - asked and _goes_round(said, study):
        yield _whole("circular", RELEVANCE, study)


def _goes_round(said: frozenset[str], study: Study) -> bool:
    """Whether the reason says some word of substance again, having had room for another."""
    words = [stem(word) for word in words_of(study.original(RELEVANCE))]
    repeated = Counter(word for word in words if word in said)
    had_room = len(words) >= study.limit("round_reason_words")
    return had_room and any(count > 1 for count in repeated.values())


def _whole(signal: str, field: str, study: Study) -> Mark:
    return Mark(signal, field, 0, len(study.original(field)))


RULE = Rule(
    name="unexplained",
    signals=frozenset(
        {
            "no-question",
            "vague-question",
            "loose-question",
            "bare-question",
            "thin-question",
            "thin-reason",
            "no-reason",
            "code-alone",
            "absent-reason",
            "circular",
        }
    ),
    look=look,
)
