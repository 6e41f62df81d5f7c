"""Whether somebody else can judge, from what is written, why this look is needed.

A question or a reason made only of words that any request could hold ("to verify", "due
diligence"), or a question that only says the criterion or the claim again, leaves HR to guess.
"""

from collections.abc import Iterator, Sequence

from screening.gate.rule import ALIKE, Mark, Rule, mark
from screening.gate.study import LOOKING_AT, QUESTION, QUOTE, RELEVANCE, Study
from screening.gate.subject import stem, words_of


def look(study: Study) -> Iterator[Mark]:
    """Mark a question or relevance without substance, or that only repeats something."""
    substance, thin = study.vocabulary.substance, study.limit("thin_words")
    asked = substance(study.original(QUESTION))
    if _asks_nothing(study, asked):
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
    yield from _repeated(study, asked)
    yield from _reason(study)


def _asks_nothing(study: Study, asked: frozenset[str]) -> bool:
    """Whether the question names no matter, no quality and no number: "to verify"."""
    question = study.original(QUESTION)
    tested = study.vocabulary.tests(question) or any(map(str.isdigit, question))
    return not (asked or tested)


def _words_of_test(study: Study) -> float:
    """How many words of a brief question say what is tested; of a longer one, more than few."""
    question, words = study.original(QUESTION), study.vocabulary
    if len(words_of(question)) > study.limit("brief_question_words"):
        return study.limit("thin_words") + 1
    return len(words.substance(question) | words.tests(question))


def _repeated(study: Study, asked: frozenset[str]) -> Iterator[Mark]:
    """Mark a question that only says the criterion again, or what the candidate said."""
    question = study.original(QUESTION)
    criterion = study.criterion
    words = [stem(word) for word in words_of(question)]
    if len(words) < study.limit("repeated_words"):
        return
    if asked and asked <= study.vocabulary.substance(criterion):
        room = len(asked) > study.limit("thin_words")
        if room or _share(words, criterion) >= study.limit("repeated_criterion_share"):
            yield _whole("repeats-criterion", QUESTION, study)
    quote = study.original(QUOTE)
    if "?" not in question and _share(words, quote) >= study.limit("repeated_claim_share"):
        yield _whole("repeats-claim", QUESTION, study)


def _share(words: Sequence[str], text: str) -> float:
    """How large a share of ``words`` stands in ``text``."""
    known = frozenset(map(stem, words_of(text)))
    return sum(word in known for word in words) / len(words)


def _reason(study: Study) -> Iterator[Mark]:
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


def _whole(signal: str, field: str, study: Study) -> Mark:
    return Mark(signal, field, 0, len(study.original(field)))


RULE = Rule(
    name="unexplained",
    signals=frozenset(
        {
            ALIKE,
            "no-question",
            "vague-question",
            "loose-question",
            "bare-question",
            "thin-question",
            "thin-reason",
            "no-reason",
            "code-alone",
            "absent-reason",
            "repeats-criterion",
            "repeats-claim",
        }
    ),
    look=look,
)
