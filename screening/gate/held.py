"""What in an answer must not go to a panel: what names or reveals something protected, or goes
beyond the question.

Pure: the same words give the same marks. It judges the text, and never whom it is about.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from screening.domain.policy import Policy
from screening.domain.request import Request, Scope
from screening.domain.words import CriterionKind, Stage
from screening.gate.aside import means_somebody
from screening.gate.case import Case, Claim, Criterion, Vacancy
from screening.gate.foreign import SENTENCE
from screening.gate.hits import Hit
from screening.gate.lexicon import load
from screening.gate.parts import Part
from screening.gate.phrases import Phrases
from screening.gate.study import LOOKING_AT, Study


class Because(StrEnum):
    """Why words are held back."""

    PROTECTED = "protected"
    BEYOND = "beyond"


@dataclass(frozen=True)
class Work:
    """What an answer may speak of: the job, what it asks for, the claim and the question."""

    title: str
    criteria: tuple[str, ...]
    quote: str
    question: str


class Held(NamedTuple):
    """Some words of a text, from ``start`` to ``end``, and why they are held back.

    ``group``: which characteristic, or empty: beyond the question.
    """

    because: Because
    group: str
    start: int
    end: int


_OF_ITSELF = frozenset({"attribute", "status", "topic", "proxy"})
_BESIDE = frozenset({"sign", "hint", "work", "waived", "knowing"})
_OWN = "revealing"
_ENOUGH = 2
_AGED = re.compile(
    r"\b(?:aged?|turn(?:ed|s|ing)|at|(?:he|she)(?:\s+is|'s|’s|\s+was))\s+(?:1[6-9]|[2-9]\d)\b"
    r"(?!\s*(?:%|per|[-–]|posts?|members?|pages?|reviews?|o'clock))(?=\s*(?:,|\.|$|he|she|they|and|years|still))"
    r"|\b\d\d[\s-]years?[\s-]old\b|\b(?:born|birth)\b[^.!?;\n]{0,20}\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)


def held_back(text: str, work: Work, policy: Policy) -> tuple[Held, ...]:
    """The words of ``text`` that must not go to a panel as they stand, in order.

    A sensitive word that the claim, the criteria or the question bring belongs to the work, until
    it is said of the person. Read with the words of ``policy``.
    """
    study = Study(_case(text, work), policy)
    found = [*_protected(study), *_aged(text), *_beyond(study)]
    return tuple(_apart(found))


def _case(text: str, work: Work) -> Case:
    """``text`` where a request says what would be read, with all that the work brings."""
    criteria = tuple(Criterion("", CriterionKind.ESSENTIAL, line) for line in work.criteria)
    return Case(
        vacancy=Vacancy(work.title, 0, Stage.OFFERED, criteria),
        claim=Claim(None, f"{work.quote}\n{work.question}"),
        criterion="",
        request=Request(scope=Scope(looking_at=text)),
    )


def _protected(study: Study) -> Iterator[Held]:
    brought = _brought(study)
    signs: defaultdict[tuple[str, int], set[frozenset[str]]] = defaultdict(set)
    faint: list[tuple[str, Hit, Part]] = []
    for hit in study.hits("protected", LOOKING_AT):
        group, _, kind = hit.concept.removeprefix("protected.").rpartition("_")
        part = study.part_of(hit)
        theirs = hit.owned or hit.asked
        somebody = hit.nearest is not None or means_somebody(part, study)
        if group == "form":
            continue
        if kind == "turn" or (kind in _OF_ITSELF and _is_revealed(hit, part, somebody, study)):
            if group not in brought or (theirs and kind in {"status", "attribute", "turn"}):
                yield _of(hit, group)
        elif kind in ("sign", "hint") and group not in brought and somebody:
            signs[group, part.start].add(hit.stems)
            faint.append((group, hit, part))
    for group, hit, part in faint:
        several = len(signs[group, part.start]) >= _ENOUGH
        if several or (hit.concept.endswith("_sign") and not part.work - hit.stems):
            yield _of(hit, group)
    yield from _revealing(study, brought)


def _is_revealed(hit: Hit, part: Part, somebody: bool, study: Study) -> bool:
    return somebody or not (part.work - hit.stems) and not study.brings(hit)


def _brought(study: Study) -> frozenset[str]:
    """The characteristics of which the work itself speaks."""
    found = set()
    for concept in study.brought:
        if concept.startswith("protected."):
            group, _, kind = concept.removeprefix("protected.").rpartition("_")
            if kind not in _BESIDE:
                found.add(group)
    return frozenset(found)


def _revealing(study: Study, brought: frozenset[str]) -> Iterator[Held]:
    passage = study.passages[LOOKING_AT]
    for span in sorted(set(_phrases_of(study).find(passage.words))):
        group = span.concept
        first, last = passage.words[span.first], passage.words[span.last]
        start, end = min(first.start, last.start), max(first.end, last.end)
        if group in ("aside", "themselves"):
            continue
        yield Held(Because.PROTECTED, group, start, end)


def _beyond(study: Study) -> Iterator[Held]:
    passage = study.passages[LOOKING_AT]
    for span in sorted(set(_phrases_of(study).find(passage.words))):
        if span.concept == "aside":
            yield Held(Because.BEYOND, "", passage.words[span.first].start, passage.words[span.last].end)
    for name in ("aims.hunt", "aims.self", "aims.trouble", "aims.plain", "life", "sides.others", "homely.life"):
        for hit in study.hits(name, LOOKING_AT):
            part = study.part_of(hit)
            if not study.brings(hit) and not (part.work - hit.stems) and hit.nearest is not None:
                yield _of(hit, "", Because.BEYOND)
    for start, end in _beside_the_work(study):
        yield Held(Because.BEYOND, "", start, end)


def _beside_the_work(study: Study) -> Iterator[tuple[int, int]]:
    """The sentences that speak of the person, and of nothing that the work is about."""
    text = study.original(LOOKING_AT)
    parts = study.parts[LOOKING_AT]
    for match in SENTENCE.finditer(text):
        inside = [part for part in parts if match.start() <= part.start < match.end()]
        if (
            inside
            and not any(part.work for part in inside)
            and any(means_somebody(part, study) for part in inside)
        ):
            yield inside[0].start, inside[-1].end


def _aged(text: str) -> Iterator[Held]:
    for match in _AGED.finditer(text):
        yield Held(Because.PROTECTED, "age", *match.span())


@lru_cache(maxsize=4)
def _phrases(classes: tuple[tuple[str, tuple[str, ...]], ...]) -> Phrases:
    return Phrases({k: v["phrases"] for k, v in load(_OWN).items()}, dict(classes))


def _phrases_of(study: Study) -> Phrases:
    lexicon = study._policy.gate["lexicon"]["classes"]
    return _phrases(tuple((k, tuple(v["words"])) for k, v in lexicon.items()))


def _of(hit: Hit, group: str, because: Because = Because.PROTECTED) -> Held:
    return Held(because, group, hit.start, hit.end)


def _apart(found: Sequence[Held]) -> Iterator[Held]:
    """``found`` in order, without what lies within another mark."""
    for one in sorted(set(found), key=lambda each: (each.start, -each.end, each.because != "protected")):
        yield one
