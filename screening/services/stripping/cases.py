"""One case of the corpus format without names: each of its texts, and the reason beside it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from screening.services.stripping.known import KnownNames
from screening.services.stripping.learning import left_with_a_capital
from screening.services.stripping.ordinary import Known
from screening.services.stripping.stripper import Stripper

Case = Mapping[str, Any]
_TEXTS = ("question", "relevance", "looking_at", "alternatives", "why_not_supplied", "why_now")
_EARLIER = ("quote", "question", "relevance")


def stripped(case: Case, known: KnownNames, is_ordinary: Known) -> dict[str, Any]:
    """``case`` (as the gate's files have it) without names, the same name the same everywhere.

    Codes, dates, verdicts and numbers stay as they are.
    """
    request = case["request"]
    stripper = Stripper(
        known,
        is_ordinary,
        texts=list(texts_of(case)),
        names=[request["searcher"]["name"]],
    )
    text = stripper.text
    result = {
        **case,
        "vacancy": _vacancy(case["vacancy"], text),
        "claim": {**case["claim"], "quote": text(case["claim"]["quote"])},
        "request": {
            **_asked(request, stripper),
            "searcher": {**request["searcher"], "name": text(request["searcher"]["name"])},
        },
        "earlier": [_earlier(one, stripper) for one in case["earlier"]],
        "note": text(case["note"]),
    }
    if context := case.get("context"):
        stopped = [_asked(scope, stripper) for scope in context["stopped"]]
        result["context"] = {**context, "stopped": stopped}
    return result


def unsure_of(case: Case, is_ordinary: Known) -> frozenset[str]:
    """Words of the stripped ``case`` that begin with a capital and are not everyday."""
    return frozenset().union(*(left_with_a_capital(text, is_ordinary) for text in texts_of(case)))


def strings_in(data: Any) -> Iterator[str]:
    """Every text in ``data``, a case or a part of one, wherever it stands."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping | list):
        for each in data.values() if isinstance(data, Mapping) else data:
            yield from strings_in(each)


def texts_of(case: Case) -> Iterator[str]:
    """Every text of ``case`` in which people write sentences."""
    request = case["request"]
    yield case["vacancy"]["title"]
    yield from (line["text"] for line in case["vacancy"]["criteria"])
    yield case["claim"]["quote"]
    yield from (request[name] for name in _TEXTS if name in request)
    yield from (place["platform"] for place in request["places"])
    yield from (one[name] for one in case["earlier"] for name in _EARLIER)
    yield case["note"]


def _vacancy(vacancy: Case, text: Callable[[str], str]) -> dict[str, Any]:
    criteria = [{**line, "text": text(line["text"])} for line in vacancy["criteria"]]
    return {**vacancy, "title": text(vacancy["title"]), "criteria": criteria}


def _asked(asked: Case, stripper: Stripper) -> dict[str, Any]:
    """The words and the scope of a request, or of one that was stopped."""
    return {
        **asked,
        **{name: stripper.text(asked[name]) for name in _TEXTS if name in asked},
        "places": [_place(place, stripper) for place in asked["places"]],
        "terms": [stripper.address(term) for term in asked["terms"]],
    }


def _place(place: Case, stripper: Stripper) -> dict[str, Any]:
    return {
        **place,
        "platform": stripper.text(place["platform"]),
        "address": stripper.address(place["address"]),
    }


def _earlier(one: Case, stripper: Stripper) -> dict[str, Any]:
    texts = {name: stripper.text(one[name]) for name in _EARLIER}
    return {**one, **texts, "candidate": stripper.code(one["candidate"])}
