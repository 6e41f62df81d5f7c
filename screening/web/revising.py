"""What a request has to change, beside the fields it rests on and in the order of the form."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from screening.gate.explain import Explained
from screening.services.reading.checks.check import AttemptShown, CheckShown
from screening.web.findings import Answer, FoundHere, answers
from screening.web.steps import STEP_OF, STEPS, Step


@dataclass(frozen=True)
class Passage:
    """A text with every place marked that some finding points at, and what each of them says."""

    text: str
    spans: tuple[tuple[int, int], ...]
    advice: tuple["Advice", ...]


@dataclass(frozen=True)
class Advice:
    """How to mend something, what that rests on, and each thing noticed that it would mend."""

    messages: tuple[str, ...]
    mend: str
    basis: str
    caution: bool


@dataclass(frozen=True)
class ToChange:
    """One field with its passages; ``step`` is the page on which it is changed, if there is one."""

    label: Any
    step: Step | None
    passages: tuple[Passage, ...]


def to_change(check: CheckShown) -> tuple[ToChange, ...]:
    """What was found in the newest attempt at ``check``; empty when nothing was."""
    return changes_in(check.newest, check.claim.quote) if check.newest else ()


def changes_in(attempt: AttemptShown, quote: str) -> tuple[ToChange, ...]:
    """What was found in ``attempt``, a request about the claim ``quote``."""
    found = [answer for answer in answers(attempt, quote) if answer.findings]
    return tuple(_field(answer) for answer in sorted(found, key=_place_in_form))


def findings_on(step: Step, check: CheckShown) -> tuple[Passage, ...]:
    """What the newest attempt has to change on the page ``step``."""
    here = [field for field in to_change(check) if field.step is step]
    return tuple(passage for field in here for passage in field.passages)


def passages(findings: Sequence[FoundHere]) -> Iterator[Passage]:
    """``findings`` by the text they point at; those with the same advice say it once."""
    texts = dict.fromkeys(finding.text for finding in findings)
    for text in texts:
        here = list(_one_change(finding for finding in findings if finding.text == text))
        spans = tuple(span for finding in here for span in finding.spans)
        yield Passage(text, spans, tuple(_advice(here)))


def _one_change(findings: Iterable[FoundHere]) -> Iterator[FoundHere]:
    """``findings`` without those that stop words which another one stops, alone or with more.

    Whoever changes these words mends them all; but what the law protects is always named, whatever
    else is said of more words around it. HR and officers see every one on the check's page.
    """
    stopped: list[tuple[int, int]] = []
    for finding in sorted(findings, key=_protected_and_widest_first):
        again = all(any(_holds(wide, span) for wide in stopped) for span in finding.spans)
        if finding.caution or not finding.spans or not again:
            yield finding
        if not finding.caution:
            stopped += finding.spans


def _protected_and_widest_first(finding: FoundHere) -> tuple[bool, list[tuple[int, int]]]:
    return not finding.protected, [(start, -end) for start, end in finding.spans]


def _holds(wide: tuple[int, int], span: tuple[int, int]) -> bool:
    return wide[0] <= span[0] and span[1] <= wide[1]


def _advice(findings: Sequence[FoundHere]) -> Iterator[Advice]:
    kinds = dict.fromkeys((_kind(finding.explained), finding.caution) for finding in findings)
    for (mend, basis), caution in kinds:
        alike = [
            finding
            for finding in findings
            if (_kind(finding.explained), finding.caution) == ((mend, basis), caution)
        ]
        yield Advice(tuple(dict.fromkeys(_messages(alike))), mend, basis, caution)


def _messages(findings: Sequence[FoundHere]) -> Iterator[str]:
    """What each finding says, but for one that begins within words already spoken of."""
    spoken_of = 0
    for finding in sorted(findings, key=lambda one: one.spans):
        start, end = finding.spans[0] if finding.spans else (spoken_of, spoken_of)
        if start >= spoken_of:
            spoken_of = end
            yield finding.explained.message


def _kind(explained: Explained) -> tuple[str, str]:
    return explained.mend, explained.basis


def _field(answer: Answer) -> ToChange:
    step = STEP_OF.get(answer.name)
    label = step.title if step else answer.label
    return ToChange(label, step, tuple(passages(answer.findings)))


def _place_in_form(answer: Answer) -> int:
    step = STEP_OF.get(answer.name)
    return list(STEPS.values()).index(step) if step else -1
