"""Words of a file that are on no list of answers: whoever brings it in says which answer each is.

It is remembered for the next file. Of the words a fingerprint is kept, under a secret of the
organisation's, and neither whose they were nor how often they came.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.dialects import postgresql, sqlite

from screening.domain.monitoring import Question
from screening.domain.words import Retention
from screening.ledger.record import ORGANISATION
from screening.services.monitoring.reading_file import NOT_LISTED, Read
from screening.store.tables.monitoring import MonitoringValue
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

MOST_VALUES = 40
"""More are no other spelling of answers, but another column."""
_PURPOSE = "answers"
_KEY = KeyRef(ORGANISATION, Retention.ACCOUNT)


@dataclass(frozen=True)
class Value:
    """Words for ``question`` that are not on its list, and the ``answer`` that they are; empty
    until that is said. ``key`` stands for them; ``as_before``: it was said of an earlier file.
    """

    question: Question
    said: str
    key: str
    answer: str = ""
    as_before: bool = False


def values_in(
    work: UnitOfWork,
    lines: Sequence[Read],
    questions: Sequence[Question],
    chosen: Mapping[str, str],
) -> tuple[Value, ...]:
    """The values that ``lines`` have, by question. Each is what ``chosen`` says by its key, or else
    what was said last time; an answer that the policy does not know is none. None for too many.
    """
    said = {
        (question.name, words.casefold()): (question, words)
        for question in questions
        for line in reversed(lines)  # as it is spelled first
        if (words := line.unlisted.get(question.name))
    }
    if not said or len(said) > MOST_VALUES:
        return ()
    secret = work.vault.secret(_KEY, _PURPOSE)
    values = (
        Value(question, words, _fingerprint(secret, question.name, words))
        for question, words in said.values()
    )
    ordered = sorted(values, key=lambda value: value.said.casefold())
    asked = [question.name for question in questions]
    ordered.sort(key=lambda value: asked.index(value.question.name))
    return tuple(_answered(work, value, chosen) for value in ordered)


def resolved(line: Read, values: Iterable[Value]) -> Read:
    """``line`` with its values as answers; with a problem, where that is not said of one yet."""
    if not line.unlisted or line.problem:
        return line
    known = {(each.question.name, each.said.casefold()): each.answer for each in values}
    found = {name: known.get((name, words.casefold()), "") for name, words in line.unlisted.items()}
    problem = "" if all(found.values()) else NOT_LISTED
    return replace(line, answers={**line.answers, **found}, problem=problem, unlisted={})


def remember(work: UnitOfWork, values: Iterable[Value]) -> int:
    """Let ``values`` be proposed for the next file; how many were said of none before."""
    new = 0
    for value in values:
        row = {"value_key": value.key, "answer": value.answer}
        held = work.session.get(MonitoringValue, value.key)
        if held is not None and held.answer == value.answer:
            continue
        new += 1
        dialect = postgresql if work.session.get_bind().dialect.name == "postgresql" else sqlite
        work.session.execute(
            dialect.insert(MonitoringValue)
            .values(row)
            .on_conflict_do_update(index_elements=["value_key"], set_={"answer": value.answer})
        )
    return new


def _answered(work: UnitOfWork, value: Value, chosen: Mapping[str, str]) -> Value:
    answers = value.question.answers
    if value.key in chosen:
        answer = chosen[value.key]
        return replace(value, answer=answer if answer in answers else "")
    held = work.session.get(MonitoringValue, value.key)
    if held is None or held.answer not in answers:
        return value
    return replace(value, answer=held.answer, as_before=True)


def _fingerprint(secret: bytes, question: str, words: str) -> str:
    text = json.dumps([question, words.casefold()])
    return hashlib.blake2b(text.encode(), key=secret, digest_size=16).hexdigest()
