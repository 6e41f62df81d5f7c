"""Two scopes, or two revisions, side by side: what was asked, what was allowed, what changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from screening.domain.request import Place, Request, Scope
from screening.domain.text import N_
from screening.reports.labels import label

Say = Callable[[str], str]
"""Says a text of ours in the language of the report."""


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


def scope_rows(asked: Scope, authorised: Scope | None, say: Say = N_) -> tuple[ScopeRow, ...]:
    """Each part of ``asked`` beside the same part of ``authorised``, with differences marked.

    ``say`` is for what is ours inside a text; titles and notes are handed on as they are marked.
    """
    return tuple(
        _row(title, parts(asked, say), parts(authorised, say) if authorised else None)
        for title, parts in _SCOPE
    )


def _row(title: str, left: tuple[str, ...], right: tuple[str, ...] | None) -> ScopeRow:
    if right is None:
        return ScopeRow(title, tuple(map(Item, left)), ())
    left_out = _NARROWED if len(left) == len(right) == 1 else _LEFT_OUT
    return ScopeRow(
        title,
        tuple(Item(part, "" if part in right else left_out) for part in left),
        tuple(Item(part, "" if part in left else _AS_NARROWED) for part in right),
    )


def changes(before: Request, after: Request, say: Say = N_) -> tuple[Change, ...]:
    """What ``after`` says differently from ``before``, in the order of the form."""
    return tuple(
        Change(title, text(before, say), text(after, say))
        for title, text in _REQUEST
        if text(before, say) != text(after, say)
    )


def narrowed(asked: Scope, authorised: Scope, say: Say = N_) -> tuple[Change, ...]:
    """Each part of which less was authorised than asked: what was ``before``, and what is ``after``
    it; where one of several was left out, that one alone, and nothing after it.
    """
    return tuple(_narrowed(asked, authorised, say))


def _narrowed(asked: Scope, authorised: Scope, say: Say) -> Iterator[Change]:
    for row in scope_rows(asked, authorised, say):
        out = [item.text for item in row.asked if item.note]
        new = [item.text for item in row.authorised if item.note]
        if out or new:
            yield Change(row.title, "; ".join(out), "; ".join(new))


def place_text(place: Place, say: Say) -> str:
    """A place on one line: its address or platform, and who gave the address."""
    return f"{place.address or place.platform} ({say(label(place.supplied_by))})"


def period_text(scope: Scope) -> str:
    """The period that pages to be read must fall in, as typed."""
    return " – ".join(part for part in (scope.from_date, scope.to_date) if part)


_LEFT_OUT, _NARROWED, _AS_NARROWED = N_("left out"), N_("narrowed"), N_("as narrowed")

_SCOPE: tuple[tuple[str, Callable[[Scope, Say], tuple[str, ...]]], ...] = (
    (N_("Places"), lambda scope, say: tuple(place_text(place, say) for place in scope.places)),
    (N_("Search words"), lambda scope, _say: scope.terms),
    (N_("What is read"), lambda scope, _say: (scope.looking_at,) if scope.looking_at else ()),
    (N_("Period"), lambda scope, _say: (period_text(scope),) if period_text(scope) else ()),
    (N_("Minutes"), lambda scope, _say: (str(scope.minutes),)),
)

_REQUEST: tuple[tuple[str, Callable[[Request, Say], str]], ...] = (
    (N_("Question"), lambda request, _say: request.question),
    (N_("Relevance"), lambda request, _say: request.relevance),
    (
        N_("Places"),
        lambda request, say: "; ".join(place_text(place, say) for place in request.scope.places),
    ),
    (N_("Search words"), lambda request, _say: ", ".join(request.scope.terms)),
    (N_("What is read"), lambda request, _say: request.scope.looking_at),
    (N_("Period"), lambda request, _say: period_text(request.scope)),
    (N_("Minutes"), lambda request, _say: str(request.scope.minutes)),
    (N_("Less intrusive"), lambda request, _say: request.alternatives),
    (N_("Why these places"), lambda request, _say: request.why_not_supplied),
    (N_("Why now"), lambda request, _say: request.why_now),
    (N_("Searcher"), lambda request, _say: request.searcher_name),
)
