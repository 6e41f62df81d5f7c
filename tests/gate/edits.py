"""Requests as people write them, and the same again with some words changed."""

import json
import random
import re
from collections.abc import Sequence
from pathlib import Path

from screening.gate.case import Case, Earlier, read_case

CASES = Path(__file__).parent / "cases"
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_FEWEST = 12  # words of question and relevance together: what can be changed by a tenth


def real_cases() -> list[Case]:
    """Every case of the corpus with enough words to change some of them."""
    lines = [
        line for file in sorted(CASES.glob("*.jsonl")) for line in file.read_bytes().split(b"\n")
    ]
    cases = [read_case(json.loads(line)) for line in lines if line]
    return [case for case in cases if len(words_of([case])) >= _FEWEST]


def words_of(cases: Sequence[Case]) -> list[str]:
    """The words of every question and relevance."""
    return [
        word
        for case in cases
        for text in (case.request.question, case.request.relevance)
        for word in text.split()
    ]


def edited(text: str, share: float, vocabulary: Sequence[str], chance: random.Random) -> str:
    """``text`` with a ``share`` of its words replaced, dropped or added to, its sentences mixed."""
    sentences = [sentence.split() for sentence in _SENTENCE.split(text) if sentence]
    places = [(row, column) for row, words in enumerate(sentences) for column in range(len(words))]
    for row, column in chance.sample(places, round(len(places) * share)):
        word, other = sentences[row][column], chance.choice(vocabulary)
        sentences[row][column] = chance.choice((other, other, "", f"{word} {other}"))
    chance.shuffle(sentences)
    return " ".join(" ".join(words) for words in sentences)


def rewritten(
    case: Case, quote: str, share: float, vocabulary: Sequence[str], chance: random.Random
) -> Earlier:
    """The request of ``case``, a ``share`` of it changed, as made of one who claimed ``quote``."""
    return Earlier(
        candidate="C-99",
        quote=quote,
        question=edited(case.request.question, share, vocabulary, chance),
        relevance=edited(case.request.relevance, share, vocabulary, chance),
    )
