"""Whether somebody else can judge, from what is written, why this look is needed.

A question or a reason made only of words that any request could hold ("to verify", "due
diligence"), or one that goes round in a circle, leaves HR to guess.
"""

from collections import Counter
from collections.abc import Iterator

from screening.domain.text import N_
from screening.gate.rule import Mark, Rule, Signal, mark
from screening.gate.study import LOOKING_AT, QUESTION, RELEVANCE, Study
from screening.gate.subject import stem, substance, tests, words_of

_LONG = 12  # words after which a reason has had room to say something
_FEW = 2  # words of substance with which a question is thin
_BRIEF = 9  # words; a longer question says how it is meant, if only by its turns
_SPECIFIC = 4  # new words in what will be read that show what a loose question means


def look(study: Study) -> Iterator[Mark]:
    """Mark a question or relevance without substance, or that only repeats the criterion."""
    asked = substance(study.original(QUESTION))
    if not asked:
        yield _whole("no-question", QUESTION, study)
    elif (words := _words_of_test(study.original(QUESTION))) <= _FEW:
        yield _whole("bare-question" if words < _FEW else "thin-question", QUESTION, study)
    if len(substance(study.original(LOOKING_AT)) - study.subject - asked) < _SPECIFIC:
        for hit in study.hits("vague.question", QUESTION):
            if asked and len(asked) <= _FEW + 1:
                yield mark("vague-question", hit)
    yield from _reason(study, asked)


def _words_of_test(question: str) -> int:
    """How many words of a brief ``question`` say what is tested."""
    if len(words_of(question)) > _BRIEF:
        return _FEW + 1
    return len(substance(question) | tests(question))


def _reason(study: Study, asked: frozenset[str]) -> Iterator[Mark]:
    reason = study.original(RELEVANCE)
    said = substance(reason)
    codes = {line.code.lower() for line in study.case.vacancy.criteria}
    if not any(code in reason.lower() for code in codes) and len(said) <= _FEW:
        yield _whole("thin-reason" if said else "no-reason", RELEVANCE, study)
    elif not said - study.subject - asked and _goes_round(reason):
        yield _whole("circular", RELEVANCE, study)


def _goes_round(reason: str) -> bool:
    """Whether ``reason`` says some word of substance again, having had room for another."""
    words = [stem(word) for word in words_of(reason)]
    repeated = Counter(word for word in words if word in substance(reason))
    return len(words) >= _LONG and any(count > 1 for count in repeated.values())


def _whole(signal: str, field: str, study: Study) -> Mark:
    return Mark(signal, field, 0, len(study.original(field)))


_LITTLE = N_("The question says very little of what the check is to establish.")
_SHARPER = N_("Write a question whose answer would show the claim to be true or not.")

RULE = Rule(
    name="unexplained",
    title=N_("Not explained"),
    basis=N_(
        "Section 6 cannot be applied to a request that does not say what is to be learnt and why."
    ),
    signals={
        "no-question": Signal(
            N_("The question does not say what the check is to establish."),
            N_("Write a question whose answer would show the claim to be true or not."),
        ),
        "vague-question": Signal(
            N_("“%(excerpt)s” could be answered by anything that is found."),
            N_("Name what you would look for: a number, a date, a quality of the work."),
        ),
        "bare-question": Signal(_LITTLE, _SHARPER),
        "thin-question": Signal(_LITTLE, _SHARPER),
        "thin-reason": Signal(
            N_("The relevance says very little, and names no criterion."),
            N_("Say which criterion it is and what the answer would tell you about it."),
        ),
        "no-reason": Signal(
            N_("Nothing says how the answer bears on the claim and on the criterion."),
            N_("Say which criterion it is and what the answer would tell you about it."),
        ),
        "circular": Signal(
            N_("The relevance only says the claim or the criterion again."),
            N_("Say what you would learn that the application does not already show."),
        ),
    },
    look=look,
)
