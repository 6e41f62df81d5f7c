"""What in an answer must not go to a panel as it stands: what names or reveals something
protected, or goes beyond the question.

Equality Act 2010 s.4 and s.136; section 6 of the policy: an outcome is about the claim. It reads
the text, with nothing said of whom it is about, and the same words always give the same marks.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from screening.domain.policy import Policy
from screening.domain.request import Request, Scope
from screening.domain.words import CriterionKind, Stage
from screening.gate.case import Case, Claim, Criterion, Vacancy
from screening.gate.first_person import in_third_person
from screening.gate.hits import Hit
from screening.gate.sayings import Sayings
from screening.gate.study import LOOKING_AT, Study

TEXT = LOOKING_AT
"""Where the text stands in the case by which it is read."""

_OF_ITSELF = frozenset({"turn", "attribute", "status", "topic", "proxy"})
_FAINT = frozenset({"sign", "hint"})
_SILENT = frozenset({"sign", "hint", "work", "waived", "knowing"})
_OF_SOMEBODY = frozenset({"turn", "attribute", "status"})
_ENOUGH = 2  # faint signs of one characteristic in one part of a sentence
_FORM = "form"  # ways of asking, which belong to no characteristic
_PERSONAL = ("aims.hunt", "aims.self", "aims.trouble", "aims.plain", "life", "sides.others")
_LEISURE = "homely.life"
_AGED = re.compile(
    r"\b(?:aged?|turn(?:ed|s|ing)|at|(?:he|she)(?:\s+is|['’]s|\s+was))\s+(?:1[6-9]|[2-9]\d)\b"
    r"(?=\s*(?:[,.:;!?]|$|he\b|she\b|they\b|and\b|years\b|still\b))"
    r"|\b\d\d[\s-]years?[\s-]old\b|\b(?:born|birth)\b[^.!?;\n]{0,20}\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)


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


LEFT_OUT = "[…]"
"""What stands where words were left out."""


class Held(NamedTuple):
    """Some words of a text, from ``start`` to ``end``, and why they are held back."""

    because: Because
    start: int
    end: int


def held_back(text: str, work: Work, policy: Policy) -> tuple[Held, ...]:
    """The words of ``text`` that must not go to a panel as they stand, in order, each once.

    A sensitive word that the claim, the criteria or the question bring belongs to the work, until
    it is said of the person. ``policy`` gives the word lists. Raises PolicyInvalid without them.
    """
    study = Study(_case(text, work), policy)
    sayings = Sayings(study, policy, TEXT)
    found = [*_protected(study, sayings), *_beyond(study, sayings)]
    return tuple(_each_once(found))


def held_back_of_reply(text: str, work: Work, policy: Policy) -> tuple[Held, ...]:
    """The same of what a candidate answers, who speaks of themselves.

    They may say what they think of the answer, and thank for it: a sentence about them that is not
    about the work is marked only where it tells something that is nobody's business.
    """
    turned = in_third_person(text)
    study = Study(_case(turned.text, work), policy)
    sayings = Sayings(study, policy, TEXT)
    found = _each_once([*_protected(study, sayings), *_told_beside(study, sayings)])
    return tuple(Held(one.because, *turned.back(one.start, one.end)) for one in found)


def without(text: str, held: Iterable[Held]) -> str:
    """``text`` with a sign for what is ``held``; one sign where such words touch or overlap."""
    pieces: list[str] = []
    place = 0
    for one in sorted(held, key=lambda each: each.start):
        if one.end <= place:
            continue
        between = text[place : one.start]
        if not pieces or between.strip():
            pieces += [between, LEFT_OUT]
        place = one.end
    return "".join([*pieces, text[place:]])


def _case(text: str, work: Work) -> Case:
    """``text`` where a request says what would be read, with all that the work brings."""
    criteria = tuple(Criterion("", CriterionKind.ESSENTIAL, line) for line in work.criteria)
    return Case(
        vacancy=Vacancy(work.title, 0, Stage.OFFERED, criteria),
        claim=Claim(None, f"{work.quote}\n{work.question}"),
        criterion="",
        request=Request(scope=Scope(looking_at=text)),
    )


def _protected(study: Study, sayings: Sayings) -> Iterator[Held]:
    """What names a protected characteristic, or lets it be guessed."""
    brought = _brought(study)
    faint: defaultdict[tuple[str, int], list[Hit]] = defaultdict(list)
    for hit in study.hits("protected", TEXT):
        group, kind = _group_and_kind(hit.concept)
        if kind in _OF_ITSELF and group != _FORM and _is_told(hit, kind, group in brought, sayings):
            yield _held(Because.PROTECTED, hit)
        elif kind in _FAINT and group not in brought and sayings.names_somebody(hit.start):
            faint[group, study.part_of(hit).start].append(hit)
    for hits in faint.values():
        several = len({hit.stems for hit in hits}) >= _ENOUGH
        for hit in hits:
            alone = hit.concept.endswith("_sign") and not study.part_of(hit).work - hit.stems
            if several or alone:
                yield _held(Because.PROTECTED, hit)
    for saying in sayings.revealing():
        if saying.of_somebody or saying.group not in brought:
            yield Held(Because.PROTECTED, saying.start, saying.end)
    for match in _AGED.finditer(study.original(TEXT)):
        yield Held(Because.PROTECTED, *match.span())


def _brought(study: Study) -> frozenset[str]:
    """The characteristics of which the work itself speaks."""
    pairs = map(_group_and_kind, (each for each in study.brought if each.startswith("protected.")))
    return frozenset(group for group, kind in pairs if kind not in _SILENT)


def _group_and_kind(concept: str) -> tuple[str, str]:
    group, _, kind = concept.removeprefix("protected.").rpartition("_")
    return group, kind


def _is_told(hit: Hit, kind: str, brought: bool, sayings: Sayings) -> bool:
    """Whether ``hit`` tells something of the person: what the work brings does where it is theirs,
    anything else does unless its whole sentence speaks of the work and of nobody.
    """
    if brought:
        return kind in _OF_SOMEBODY and (hit.owned or hit.asked)
    return sayings.names_somebody(hit.start) or not sayings.works(hit.start)


def _beyond(study: Study, sayings: Sayings) -> Iterator[Held]:
    """What does not answer the question: about the person, other people, or taste."""
    yield from _told_beside(study, sayings)
    for start, end in sayings.beside_the_work():
        yield Held(Because.BEYOND, start, end)


def _told_beside(study: Study, sayings: Sayings) -> Iterator[Held]:
    for saying in sayings.asides():
        yield Held(Because.BEYOND, saying.start, saying.end)
    for name in (*_PERSONAL, _LEISURE):
        for hit in study.hits(name, TEXT):
            part = study.part_of(hit)
            apart = not study.brings(hit) and not part.work - hit.stems
            if apart and hit.nearest is not None:
                yield _held(Because.BEYOND, hit)


def _held(because: Because, hit: Hit) -> Held:
    return Held(because, hit.start, hit.end)


def _each_once(found: Iterable[Held]) -> Iterator[Held]:
    """``found`` in order; what lies within words that are held for the same reason is left out,
    and so is what goes beyond the question where it is protected besides.
    """
    kept: list[Held] = []
    for one in sorted(set(found), key=lambda each: (each.start, -each.end, each.because)):
        within = [each for each in kept if each.start <= one.start and one.end <= each.end]
        if not any(one.because in (each.because, Because.BEYOND) for each in within):
            kept.append(one)
    yield from kept
