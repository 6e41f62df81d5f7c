"""How much of a case is read: more than any honest request holds, and never without end."""

from dataclasses import replace
from typing import Any, TypeVar

from screening.domain.request import Place, Request, Scope
from screening.gate.case import Case, Claim, Context, Criterion, Earlier, Stopped, Vacancy

_Part = TypeVar(
    "_Part", Case, Vacancy, Criterion, Claim, Request, Scope, Place, Earlier, Context, Stopped
)
TEXT = 10_000  # characters of one answer; some 1,700 words
ITEM = 500  # characters of a search word, an address, a name or a criterion


def within_bounds(case: Case) -> Case:
    """``case`` with every text cut to its bound; what is cut keeps its offsets."""
    return _with(
        case,
        vacancy=_vacancy(case.vacancy),
        claim=_with(case.claim, quote=case.claim.quote[:TEXT]),
        request=_request(case.request),
        earlier=tuple(_earlier(item) for item in case.earlier),
        context=_context(case.context),
    )


def _vacancy(vacancy: Vacancy) -> Vacancy:
    criteria = tuple(_with(line, text=line.text[:ITEM]) for line in vacancy.criteria)
    return _with(vacancy, title=vacancy.title[:ITEM], criteria=criteria)


def _request(request: Request) -> Request:
    return _with(
        request,
        scope=_scope(request.scope),
        question=request.question[:TEXT],
        relevance=request.relevance[:TEXT],
        alternatives=request.alternatives[:TEXT],
        why_not_supplied=request.why_not_supplied[:TEXT],
        why_now=request.why_now[:TEXT],
        searcher_name=request.searcher_name[:ITEM],
    )


def _scope(scope: Scope) -> Scope:
    return _with(
        scope,
        places=tuple(_place(place) for place in scope.places),
        terms=tuple(term[:ITEM] for term in scope.terms),
        looking_at=scope.looking_at[:TEXT],
    )


def _context(context: Context) -> Context:
    stopped = (_with(each, scope=_scope(each.scope)) for each in context.stopped)
    return _with(context, stopped=tuple(stopped))


def _place(place: Place) -> Place:
    return _with(place, platform=place.platform[:ITEM], address=place.address[:ITEM])


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
