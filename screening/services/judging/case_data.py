"""A case of the gate as plain data, in the form that ``read_case`` reads and files hold."""

from typing import Any

from screening.domain.request import Request, Scope
from screening.gate.case import NO_SOURCE, Case, Context, Earlier, Vacancy


def case_as_data(case: Case) -> dict[str, Any]:
    """The whole of ``case``, for JSON."""
    return {
        "vacancy": _vacancy(case.vacancy),
        "claim": {"source": case.claim.source or NO_SOURCE, "quote": case.claim.quote},
        "request": {"criterion": case.criterion or None, **_request(case.request)},
        "earlier": [_earlier(one) for one in case.earlier],
        "context": _context(case.context),
    }


def _vacancy(vacancy: Vacancy) -> dict[str, Any]:
    criteria = [{"code": c.code, "kind": c.kind, "text": c.text} for c in vacancy.criteria]
    return {
        "title": vacancy.title,
        "applicants": vacancy.applicants,
        "stage": vacancy.stage,
        "criteria": criteria,
    }


def _request(request: Request) -> dict[str, Any]:
    return {
        "question": request.question,
        "relevance": request.relevance,
        **_scope(request.scope),
        "alternatives": request.alternatives,
        "why_not_supplied": request.why_not_supplied,
        "why_now": request.why_now,
        "searcher": {"kind": request.searcher_kind, "name": request.searcher_name},
    }


def _scope(scope: Scope) -> dict[str, Any]:
    return {
        "places": [vars(place) for place in scope.places],
        "terms": list(scope.terms),
        "looking_at": scope.looking_at,
        "from": scope.from_date or None,
        "to": scope.to_date or None,
        "minutes": scope.minutes,
    }


def _earlier(one: Earlier) -> dict[str, Any]:
    return dict(vars(one))


def _context(context: Context) -> dict[str, Any]:
    stopped = [
        {"rules": list(each.rules), "fields": list(each.fields), **_scope(each.scope)}
        for each in context.stopped
    ]
    return {**vars(context), "stopped": stopped}
