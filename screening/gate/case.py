"""One proposed check as the gate reads it, and the reading of one from plain data.

The labels a development case may carry are never looked at here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from screening.domain.errors import CaseInvalid
from screening.domain.request import Place, Request, Scope
from screening.domain.words import CriterionKind, SearcherKind, Source, Stage, SuppliedBy

LONGEST_TEXT = 200_000  # characters; far above any honest field, so that nothing goes unread
LONGEST_LIST = 200  # places, search words, criteria, earlier or stopped requests
NO_SOURCE = "none"
_Code = TypeVar("_Code", bound=StrEnum)


@dataclass(frozen=True)
class Criterion:
    """One line of what the job asks for."""

    code: str
    kind: CriterionKind
    text: str


@dataclass(frozen=True)
class Vacancy:
    """The job. ``applicants`` is how many applied."""

    title: str
    applicants: int
    stage: Stage
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Claim:
    """What the candidate said. ``source`` is None when nothing is pointed to."""

    source: Source | None
    quote: str


@dataclass(frozen=True)
class Earlier:
    """An earlier request about somebody else: one on the same vacancy, or, ``elsewhere``, one of
    the same requester on another. ``candidate`` is anything that tells candidates apart.
    """

    candidate: str
    quote: str
    question: str
    relevance: str
    elsewhere: bool = False


@dataclass(frozen=True)
class Stopped:
    """An earlier request of the same requester about the same candidate that the gate stopped.

    ``rules`` are those that stopped it, ``fields`` where they saw it.
    """

    rules: tuple[str, ...]
    fields: tuple[str, ...]
    scope: Scope


@dataclass(frozen=True)
class Context:
    """What the product knows besides: candidates now shortlisted, and how many of them already
    have a check on the same criterion; about how many others the same person first sent a request
    ``lately`` (within the policy's period); and what was ``stopped`` before.
    """

    shortlisted: int = 0
    same_criterion: int = 0
    lately: int = 0
    stopped: tuple[Stopped, ...] = ()


@dataclass(frozen=True)
class Case:
    """One request with all that it is judged by. ``criterion`` is a code, or empty."""

    vacancy: Vacancy
    claim: Claim
    criterion: str
    request: Request
    earlier: tuple[Earlier, ...] = ()
    context: Context = field(default_factory=Context)


def read_case(data: object) -> Case:
    """The case that ``data`` (as JSON gives it) describes.

    Raises CaseInvalid with a sentence naming the part that is missing or of the wrong kind.
    """
    whole = _mapping(data, "The case")
    request = _mapping(whole.get("request"), "request")
    return Case(
        vacancy=_vacancy(_mapping(whole.get("vacancy"), "vacancy")),
        claim=_claim(_mapping(whole.get("claim"), "claim")),
        criterion="" if request.get("criterion") is None else _text(request, "criterion"),
        request=_request(request),
        earlier=tuple(_earlier(item) for item in _list(whole, "earlier")),
        context=_context(_mapping(whole.get("context") or {}, "context")),
    )


def _vacancy(data: Mapping[str, Any]) -> Vacancy:
    return Vacancy(
        title=_text(data, "title"),
        applicants=_count(data, "applicants"),
        stage=_code(data, "stage", Stage),
        criteria=tuple(_criterion(item) for item in _list(data, "criteria")),
    )


def _criterion(item: object) -> Criterion:
    data = _mapping(item, "A criterion")
    return Criterion(_text(data, "code"), _code(data, "kind", CriterionKind), _text(data, "text"))


def _claim(data: Mapping[str, Any]) -> Claim:
    source = None if data.get("source") == NO_SOURCE else _code(data, "source", Source)
    return Claim(source, _text(data, "quote"))


def _request(data: Mapping[str, Any]) -> Request:
    searcher = _mapping(data.get("searcher"), "searcher")
    return Request(
        question=_text(data, "question"),
        relevance=_text(data, "relevance"),
        scope=_scope(data),
        alternatives=_text(data, "alternatives"),
        why_not_supplied=_text(data, "why_not_supplied", absent=""),
        why_now=_text(data, "why_now", absent=""),
        searcher_kind=_code(searcher, "kind", SearcherKind),
        searcher_name=_text(searcher, "name"),
    )


def _scope(data: Mapping[str, Any]) -> Scope:
    return Scope(
        places=tuple(_place(item) for item in _list(data, "places")),
        terms=_strings(data, "terms", "A search term"),
        looking_at=_text(data, "looking_at"),
        from_date=_day(data, "from"),
        to_date=_day(data, "to"),
        minutes=_count(data, "minutes"),
    )


def _place(item: object) -> Place:
    data = _mapping(item, "A place")
    supplied_by = _code(data, "supplied_by", SuppliedBy)
    return Place(_text(data, "platform"), _text(data, "address"), supplied_by)


def _earlier(item: object) -> Earlier:
    data = _mapping(item, "An earlier request")
    return Earlier(
        candidate=_text(data, "candidate"),
        quote=_text(data, "quote"),
        question=_text(data, "question"),
        relevance=_text(data, "relevance"),
        elsewhere=_flag(data, "elsewhere"),
    )


def _context(data: Mapping[str, Any]) -> Context:
    return Context(
        shortlisted=_count(data, "shortlisted", 0),
        same_criterion=_count(data, "same_criterion", 0),
        lately=_count(data, "lately", 0),
        stopped=tuple(_stopped(item) for item in _list(data, "stopped")),
    )


def _stopped(item: object) -> Stopped:
    data = _mapping(item, "A stopped request")
    rules, fields = (_strings(data, name, f"One of {name}") for name in ("rules", "fields"))
    return Stopped(rules, fields, _scope(data))


def _mapping(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise CaseInvalid(f"{name} is missing or is not an object.")
    return value


def _list(data: Mapping[str, Any], name: str) -> Sequence[Any]:
    value = data.get(name, [])
    if not isinstance(value, list | tuple):
        raise CaseInvalid(f"{name} is not a list.")
    if len(value) > LONGEST_LIST:
        raise CaseInvalid(f"{name} has more than {LONGEST_LIST} entries.")
    return value


def _text(data: Mapping[str, Any], name: str, absent: str | None = None) -> str:
    return _string(data.get(name, absent), name)


def _string(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise CaseInvalid(f"{name} is missing or is not text.")
    if len(value) > LONGEST_TEXT:
        raise CaseInvalid(f"{name} is longer than {LONGEST_TEXT} characters.")
    return value


def _strings(data: Mapping[str, Any], name: str, each: str) -> tuple[str, ...]:
    return tuple(_string(item, each) for item in _list(data, name))


def _flag(data: Mapping[str, Any], name: str) -> bool:
    value = data.get(name, False)
    if not isinstance(value, bool):
        raise CaseInvalid(f"{name} is neither true nor false.")
    return value


def _count(data: Mapping[str, Any], name: str, absent: int | None = None) -> int:
    value = data.get(name, absent)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise CaseInvalid(f"{name} is missing or is not a whole number of nought or more.")
    return value


def _day(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if value is None:
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise CaseInvalid(f"{name} is not a date such as 2026-11-22.") from None


def _code(data: Mapping[str, Any], name: str, codes: type[_Code]) -> _Code:
    value: Any = data.get(name)
    try:
        return codes(value)
    except ValueError:
        known = ", ".join(codes)
        raise CaseInvalid(f"{name} is none of: {known}.") from None
