"""What the gate found in a request, worded, beside the field that it stands in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from screening.domain.request import Request
from screening.domain.words import Verdict
from screening.gate.assessment import Finding
from screening.gate.explain import Explained, render
from screening.services.reading.check import AttemptShown
from screening.web.wording_request import LABELS, as_read

_QUOTE = "claim.quote"


@dataclass(frozen=True)
class FoundHere:
    """One finding, worded, with the text it is about (empty: about what is absent) and where."""

    explained: Explained
    caution: bool
    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Answer:
    """One field of a request, by its name in ``LABELS``, as it reads, and what was found in it."""

    name: str
    label: Any
    text: str
    findings: tuple[FoundHere, ...]


def answers(attempt: AttemptShown, quote: str) -> tuple[Answer, ...]:
    """The fields of ``attempt`` that hold or lack something, with its findings beside them.

    What was found in the claim itself (``quote``) comes last. Empty once erased.
    """
    if attempt.request is None:
        return ()
    texts = {**_texts(attempt.request), _QUOTE: quote}
    found: dict[str, list[FoundHere]] = {}
    for finding in attempt.findings:
        found.setdefault(_field_of(finding.field), []).append(_found(finding, texts))
    shown = as_read(attempt.request)
    rows = [
        Answer(name, LABELS[name], shown[name], tuple(found.pop(name, ())))
        for name in LABELS
        if shown[name] or name in found
    ]
    rest = tuple(one for several in found.values() for one in several)
    return (*rows, Answer(_QUOTE, _l("The claim itself"), quote, rest)) if rest else tuple(rows)


def _texts(request: Request) -> dict[str, str]:
    """Each text by the name that a finding gives it."""
    named = dict(_named(request))
    return {f"request.{name}": text for name, text in named.items()}


def _named(request: Request) -> Iterator[tuple[str, str]]:
    for name in ("question", "relevance", "alternatives", "why_not_supplied", "why_now"):
        yield name, getattr(request, name)
    yield "looking_at", request.scope.looking_at
    yield "searcher.name", request.searcher_name
    for number, term in enumerate(request.scope.terms):
        yield f"terms[{number}]", term
    for number, place in enumerate(request.scope.places):
        yield f"places[{number}].platform", place.platform
        yield f"places[{number}].address", place.address


def _found(finding: Finding, texts: Mapping[str, str]) -> FoundHere:
    pointed_at = finding.end > finding.start
    return FoundHere(
        explained=render(finding, gettext),
        caution=finding.verdict is not Verdict.BLOCK,
        text=texts.get(finding.field, finding.excerpt) if pointed_at else "",
        spans=((finding.start, finding.end),) if pointed_at else (),
    )


def _field_of(name: str) -> str:
    """The field of ``LABELS`` that ``name`` lies in: ``request.terms[2]`` lies in the terms."""
    whole = name.partition("[")[0]
    if whole in {"request.to", "request.period"}:
        return "request.from"
    return "request.searcher" if whole.startswith("request.searcher") else whole
