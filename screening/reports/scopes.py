"""Two scopes, or two revisions, side by side: what was asked, what was allowed, what changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from screening.domain.request import Place, Request, Scope
from screening.domain.text import N_
from screening.reports.labels import label


@dataclass(frozen=True)
class Item:
    """One thing in a scope; ``note`` says how the other scope differs, or is empty."""

    text: str
    note: str = ""


@dataclass(frozen=True)
class ScopeRow:
    """One part of a scope as asked and as authorised."""

    title: str
    asked: tuple[Item, ...]
    authorised: tuple[Item, ...]


@dataclass(frozen=True)
class Change:
    """A part of a request that a later revision words differently."""

    title: str
    before: str
    after: str


def scope_rows(asked: Scope, authorised: Scope | None) -> tuple[ScopeRow, ...]:
    """Each part of ``asked`` beside the same part of ``authorised``, with differences marked."""
    return tuple(_row(title, parts, asked, authorised) for title, parts in _SCOPE)


def _row(
    title: str, parts: Callable[[Scope], tuple[str, ...]], asked: Scope, authorised: Scope | None
) -> ScopeRow:
    left = parts(asked)
    if authorised is None:
        return ScopeRow(title, tuple(map(Item, left)), ())
    right = parts(authorised)
    left_out = _NARROWED if len(left) == len(right) == 1 else _LEFT_OUT
    return ScopeRow(
        title,
        tuple(Item(part, "" if part in right else left_out) for part in left),
        tuple(Item(part, "" if part in left else _AS_NARROWED) for part in right),
    )


def changes(before: Request, after: Request) -> tuple[Change, ...]:
    """What ``after`` says differently from ``before``, in the order of the form."""
    return tuple(
        Change(title, text(before), text(after))
        for title, text in _REQUEST
        if text(before) != text(after)
    )


def narrowed(asked: Scope, authorised: Scope) -> tuple[Change, ...]:
    """Each part of which less was authorised than asked: what was ``before``, and what is ``after``
    it; where one of several was left out, that one alone, and nothing after it.
    """
    return tuple(_narrowed(asked, authorised))


def _narrowed(asked: Scope, authorised: Scope) -> Iterator[Change]:
    for row in scope_rows(asked, authorised):
        out = [item.text for item in row.asked if item.note]
        new = [item.text for item in row.authorised if item.note]
        if out or new:
            yield Change(row.title, "; ".join(out), "; ".join(new))


def place_text(place: Place) -> str:
    """A place on one line: its address or platform, and who gave the address."""
    return f"{place.address or place.platform} ({label(place.supplied_by)})"


def period_text(scope: Scope) -> str:
    """The period that pages to be read must fall in, as typed."""
    return " – ".join(part for part in (scope.from_date, scope.to_date) if part)


_LEFT_OUT, _NARROWED, _AS_NARROWED = N_("left out"), N_("narrowed"), N_("as narrowed")

_SCOPE: tuple[tuple[str, Callable[[Scope], tuple[str, ...]]], ...] = (
    (N_("Places"), lambda scope: tuple(place_text(place) for place in scope.places)),
    (N_("Search words"), lambda scope: scope.terms),
    (N_("What is read"), lambda scope: (scope.looking_at,) if scope.looking_at else ()),
    (N_("Period"), lambda scope: (period_text(scope),) if period_text(scope) else ()),
    (N_("Minutes"), lambda scope: (str(scope.minutes),)),
)

_REQUEST: tuple[tuple[str, Callable[[Request], str]], ...] = (
    (N_("Question"), lambda request: request.question),
    (N_("Relevance"), lambda request: request.relevance),
    (N_("Places"), lambda request: "; ".join(map(place_text, request.scope.places))),
    (N_("Search words"), lambda request: ", ".join(request.scope.terms)),
    (N_("What is read"), lambda request: request.scope.looking_at),
    (N_("Period"), lambda request: period_text(request.scope)),
    (N_("Minutes"), lambda request: str(request.scope.minutes)),
    (N_("Less intrusive"), lambda request: request.alternatives),
    (N_("Why these places"), lambda request: request.why_not_supplied),
    (N_("Why now"), lambda request: request.why_now),
    (N_("Searcher"), lambda request: request.searcher_name),
)
