"""A request, field by field: for reading it with what was found in it, and for comparing two."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from screening.domain.request import Place, Request
from screening.domain.words import Verdict
from screening.gate.assessment import Finding
from screening.gate.explain import Explained, render
from screening.services.filing import HR_SEARCHER
from screening.services.reading.check import AttemptShown
from screening.web.formats import long_date
from screening.web.wording import label

LABELS: Mapping[str, Any] = {
    "request.question": _l("What they want to know"),
    "request.relevance": _l("Why it bears on the job"),
    "request.places": _l("Where they would look"),
    "request.terms": _l("Search words"),
    "request.looking_at": _l("What would be read"),
    "request.from": _l("Period"),
    "request.minutes": _l("Minutes"),
    "request.alternatives": _l("Why they cannot just ask"),
    "request.why_not_supplied": _l("Why a place the candidate did not give"),
    "request.why_now": _l("Why now"),
    "request.searcher": _l("Who they would have search"),
}
"""The fields of a request in reading order, by the names that findings go by."""
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


@dataclass(frozen=True)
class Difference:
    """A field that was worded otherwise in the attempt before."""

    label: Any
    before: str
    after: str


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


def differences(before: Request, after: Request) -> tuple[Difference, ...]:
    """What ``after`` says otherwise than ``before``, in reading order."""
    old, new = as_read(before), as_read(after)
    return tuple(
        Difference(LABELS[name], old[name], new[name]) for name in LABELS if old[name] != new[name]
    )


def changes(attempts: Sequence[AttemptShown]) -> dict[int, tuple[Difference, ...]]:
    """By number of the attempt, what it changed; attempts that were erased are left out."""
    pairs = zip(attempts, attempts[1:], strict=False)
    return {
        after.number: differences(before.request, after.request)
        for before, after in pairs
        if before.request is not None and after.request is not None
    }


def place_text(place: Place) -> str:
    """A place on one line: the address, what it is, and who gave it."""
    where = " – ".join(part for part in (place.platform, place.address) if part)
    return f"{where} ({label(place.supplied_by)})"


def day(written: str) -> date | None:
    """The day of an ISO date; None where a period is open."""
    return date.fromisoformat(written) if written else None


def period(first: str, last: str) -> str:
    """The days from ``first`` to ``last`` (ISO dates, empty where open), in words."""
    days = {
        "first": long_date(date.fromisoformat(first)) if first else "",
        "last": long_date(date.fromisoformat(last)) if last else "",
    }
    if first and last:
        return str(gettext("%(first)s to %(last)s", **days))
    if first:
        return str(gettext("From %(first)s on", **days))
    return str(gettext("Up to %(last)s", **days) if last else gettext("Any time"))


def as_read(request: Request) -> dict[str, str]:
    """What ``request`` says in each field of ``LABELS``."""
    scope = request.scope
    searcher = label(request.searcher_kind)
    if request.searcher_name not in {"", searcher, HR_SEARCHER}:
        searcher = f"{searcher}: {request.searcher_name}"
    return {
        "request.question": request.question,
        "request.relevance": request.relevance,
        "request.places": "\n".join(place_text(place) for place in scope.places),
        "request.terms": "\n".join(scope.terms),
        "request.looking_at": scope.looking_at,
        "request.from": period(scope.from_date, scope.to_date),
        "request.minutes": str(scope.minutes),
        "request.alternatives": request.alternatives,
        "request.why_not_supplied": request.why_not_supplied,
        "request.why_now": request.why_now,
        "request.searcher": searcher,
    }


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
