"""How much of a case is read: more than any honest request holds, and never without end."""

from dataclasses import replace
from typing import Any, TypeVar

from screening.domain.request import Place, Request, Scope
from screening.gate.case import Case, Claim, Context, Criterion, Earlier, Stopped, Vacancy

_Part = TypeVar(
    "_Part", Case, Vacancy, Criterion, Claim, Request, Scope, Place, Earlier, Context, Stopped
)
WHOLE = 12_000  # characters of all that a request says; the longest of our cases has 1,446
TEXT = 10_000  # characters of one answer; some 1,700 words
ITEM = 500  # characters of a search word, an address, a name or a criterion


class _Left:
    """How much is still read of what a request says in all its fields."""

    def __init__(self) -> None:
        self._characters = WHOLE

    def cut(self, text: str, most: int) -> str:
        """What is read of ``text``, of which no more than ``most`` is."""
        read = text[: min(most, self._characters)]
        self._characters -= len(read)
        return read


def within_bounds(case: Case) -> Case:
    """``case`` with every text cut to its bound, and all of the request to that of a whole one.

    What is cut keeps its offsets.
    """
    left = _Left()
    return _with(
        case,
        vacancy=_vacancy(case.vacancy),
        request=_request(case.request, left),
        claim=_with(case.claim, quote=left.cut(case.claim.quote, TEXT)),
        earlier=tuple(_earlier(item) for item in case.earlier),
        context=_context(case.context),
    )


def _vacancy(vacancy: Vacancy) -> Vacancy:
    criteria = tuple(_with(line, text=line.text[:ITEM]) for line in vacancy.criteria)
    return _with(vacancy, title=vacancy.title[:ITEM], criteria=criteria)


def _request(request: Request, left: _Left) -> Request:
    return _with(
        request,
        question=left.cut(request.question, TEXT),
        relevance=left.cut(request.relevance, TEXT),
        alternatives=left.cut(request.alternatives, TEXT),
        why_not_supplied=left.cut(request.why_not_supplied, TEXT),
        why_now=left.cut(request.why_now, TEXT),
        searcher_name=left.cut(request.searcher_name, ITEM),
        scope=_scope(request.scope, left),
    )


def _scope(scope: Scope, left: _Left) -> Scope:
    return _with(
        scope,
        looking_at=left.cut(scope.looking_at, TEXT),
        places=tuple(_place(place, left) for place in scope.places),
        terms=tuple(left.cut(term, ITEM) for term in scope.terms),
    )


def _context(context: Context) -> Context:
    stopped = (_with(each, scope=_scope(each.scope, _Left())) for each in context.stopped)
    return _with(context, stopped=tuple(stopped))


def _place(place: Place, left: _Left) -> Place:
    platform, address = left.cut(place.platform, ITEM), left.cut(place.address, ITEM)
    return _with(place, platform=platform, address=address)


def _earlier(item: Earlier) -> Earlier:
    return _with(
        item,
        quote=item.quote[:TEXT],
        question=item.question[:TEXT],
        relevance=item.relevance[:TEXT],
    )


def _with(part: _Part, **bounded: Any) -> _Part:
    """``part`` with what is ``bounded``; itself where all of it is as it was, which is usual."""
    cut = {name: value for name, value in bounded.items() if getattr(part, name) != value}
    return replace(part, **cut) if cut else part
