"""What the gate found in a request, worded, beside the field that it stands in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from screening.domain.request import QUOTE, texts_read
from screening.domain.words import Verdict
from screening.gate.assessment import Finding
from screening.gate.explain import Explained, render
from screening.services.checks.disputing import rule_titles
from screening.services.reading.checks.check import AttemptShown
from screening.services.reading.checks.disputes import DisputeShown
from screening.web.wording_request import LABELS, as_read


@dataclass(frozen=True)
class FoundHere:
    """One finding, worded, with the text it is about (empty: about what is absent) and where.

    ``number`` counts the findings of its attempt from 1; ``disputes`` are the marks on it that the
    reader may see. ``protected``: it is about what the law protects.
    """

    number: int

    explained: Explained
    caution: bool
    text: str
    spans: tuple[tuple[int, int], ...]
    disputes: tuple[DisputeShown, ...] = ()
    protected: bool = False


@dataclass(frozen=True)
class Answer:
    """One field of a request, by its name in ``LABELS``, as it reads, and what was found in it."""

    name: str
    label: Any
    text: str
    findings: tuple[FoundHere, ...]


class MissedHere(NamedTuple):
    """What somebody says that the gate missed: where, which rule, the words, and their mark."""

    label: str
    title: str
    words: str
    dispute: DisputeShown


def missed_in(attempt: AttemptShown, quote: str) -> tuple[MissedHere, ...]:
    """What was marked as missed in ``attempt``, as far as the reader may see it."""
    if attempt.request is None:
        return ()
    texts = texts_read(attempt.request, quote)
    titles = rule_titles()
    return tuple(
        MissedHere(
            label=part_named(one.field),
            title=gettext(titles.get(one.rule, one.rule)),
            words=texts.get(one.field, "")[one.start : one.end],
            dispute=one,
        )
        for one in attempt.disputes
        if one.missed
    )


def part_named(name: str) -> str:
    """What a reader calls the field that findings call ``name``."""
    field = _field_of(name)
    return str(LABELS[field]) if field in LABELS else str(gettext("The claim itself"))


def answers(attempt: AttemptShown, quote: str) -> tuple[Answer, ...]:
    """The fields of ``attempt`` that hold or lack something, with its findings beside them.

    What the law protects comes first: of rules that stop the same words a manager is told of one.
    What was found in the claim itself (``quote``) comes last. Empty once erased.
    """
    if attempt.request is None:
        return ()
    texts = texts_read(attempt.request, quote)
    found: dict[str, list[FoundHere]] = {}
    numbered = enumerate(attempt.findings, start=1)
    for number, finding in sorted(numbered, key=lambda pair: pair[1].rule != "protected"):
        here = _found(number, finding, texts, attempt.disputes)
        found.setdefault(_field_of(finding.field), []).append(here)
    shown = as_read(attempt.request)
    rows = [
        Answer(name, LABELS[name], shown[name], tuple(found.pop(name, ())))
        for name in LABELS
        if shown[name] or name in found
    ]
    rest = tuple(one for several in found.values() for one in several)
    return (*rows, Answer(QUOTE, _l("The claim itself"), quote, rest)) if rest else tuple(rows)


def found_at(attempt: AttemptShown, quote: str, number: int) -> tuple[Any, FoundHere]:
    """Finding ``number`` of ``attempt``, which it has, and what its field is called."""
    return next(
        (answer.label, finding)
        for answer in answers(attempt, quote)
        for finding in answer.findings
        if finding.number == number
    )


def _found(
    number: int,
    finding: Finding,
    texts: Mapping[str, str],
    disputes: Sequence[DisputeShown],
) -> FoundHere:
    pointed_at = finding.end > finding.start
    return FoundHere(
        number=number,
        explained=render(finding, gettext),
        caution=finding.verdict is not Verdict.BLOCK,
        text=texts.get(finding.field, finding.excerpt) if pointed_at else "",
        spans=((finding.start, finding.end),) if pointed_at else (),
        disputes=tuple(one for one in disputes if one.is_about(finding)),
        protected=finding.rule == "protected",
    )


def _field_of(name: str) -> str:
    """The field of ``LABELS`` that ``name`` lies in: ``request.terms[2]`` lies in the terms."""
    whole = name.partition("[")[0]
    if whole in {"request.to", "request.period"}:
        return "request.from"
    return "request.searcher" if whole.startswith("request.searcher") else whole
