"""Whether somebody else can judge, from what is written, why this look is needed.

A question or a reason made only of words that any request could hold ("to verify", "due
diligence"), or one that goes round in a circle, leaves HR to guess.
"""

from collections import Counter
from collections.abc import Iterator

from screening.gate.rule import Mark, Rule, mark
from screening.gate.study import LOOKING_AT, QUESTION, RELEVANCE, Study
from screening.gate.subject import stem, words_of

_LONG = 12  # words after which a reason has had room to say something
_FEW = 2  # words of substance with which a question is thin
_SHORT = 8  # words of a question that has no room to say what "good" means
_BRIEF = 9  # words; a longer question says how it is meant, if only by its turns
_SPECIFIC = 4  # new words in what will be read that show what a loose question means


def look(study: Study) -> Iterator[Mark]:
    """Mark a question or relevance without substance, or that only repeats the criterion."""
    substance = study.vocabulary.substance
    asked = substance(study.original(QUESTION))
    if not asked:
        yield _whole("no-question", QUESTION, study)
    elif (words := _words_of_test(study)) <= _FEW:
        yield _whole("bare-question" if words < _FEW else "thin-question", QUESTION, study)
    if len(substance(study.original(LOOKING_AT)) - study.subject - asked) < _SPECIFIC:
        for hit in study.hits("vague.question", QUESTION):
            if asked and len(asked) <= _FEW + 1:
                yield mark("vague-question", hit)
    if asked and len(words_of(study.original(QUESTION))) <= _SHORT:
        for hit in study.hits("vague.loose", QUESTION):
            yield mark("loose-question", hit)
    yield from _reason(study, asked)


def _words_of_test(study: Study) -> int:
    """How many words of a brief question say what is tested; of a longer one, more than few."""
    question, words = study.original(QUESTION), study.vocabulary
    if len(words_of(question)) > _BRIEF:
        return _FEW + 1
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
    elif len(said) <= _FEW:
        yield _whole("thin-reason" if said else "no-reason", RELEVANCE, study)
    elif not said - study.subject - asked and _goes_round(reason, said):
        yield _whole("circular", RELEVANCE, study)


def _goes_round(reason: str, said: frozenset[str]) -> bool:
    """Whether ``reason`` says some word of substance again, having had room for another."""
    words = [stem(word) for word in words_of(reason)]
    repeated = Counter(word for word in words if word in said)
    return len(words) >= _LONG and any(count > 1 for count in repeated.values())


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
