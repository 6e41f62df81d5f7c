"""Whether a request that was stopped for its aim comes back with nothing but its words changed.

An aim is not mended by wording: where the same places are to be read for the same years, HR should
know what was asked before. Somebody who was told to say more, or to say it in words of their own,
may well do only that.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from screening.domain.request import Place, Scope
from screening.domain.words import Verdict
from screening.gate.case import Stopped
from screening.gate.reading import see
from screening.gate.recycled import same
from screening.gate.rule import AIMS, Mark, Rule
from screening.gate.rules.routine import ACROSS_REQUESTS
from screening.gate.study import LOOKING_AT, Study

_PREFIX = re.compile(r"^(?:https?://)?(?:www\.|m\.)?")


def look(study: Study) -> Iterator[Mark]:
    """Mark a scope that is still that of an earlier request, stopped for its aim."""
    stopped = study.case.context.stopped
    if any(AIMS & set(each.rules) and _comes_back(each, study) for each in stopped):
        yield Mark("same-scope", LOOKING_AT)


def stopped_for(findings: Iterable[Mapping[str, Any]], scope: Scope) -> Stopped | None:
    """What to remember of a stopped request with these stored findings: None if not its aim."""
    aims = [
        found
        for found in findings
        if found["verdict"] == Verdict.BLOCK
        and found["rule"] in AIMS
        and not (found["rule"] == "routine" and found["signal"] in ACROSS_REQUESTS)
    ]
    rules, fields = ({found[name] for found in aims} for name in ("rule", "field"))
    return Stopped(tuple(sorted(rules)), tuple(sorted(fields)), scope) if aims else None


def _comes_back(stopped: Stopped, study: Study) -> bool:
    """Whether the scope of ``study`` gives up nothing of what was stopped.

    What will be read counts where the aim was seen in it; elsewhere it is only words.
    """
    before, scope = stopped.scope, study.case.request.scope
    return (
        {_place(place) for place in before.places} <= {_place(place) for place in scope.places}
        and {_plain(term) for term in before.terms} <= {_plain(term) for term in scope.terms}
        and _years(before) == _years(scope)
        and (
            LOOKING_AT not in stopped.fields
            or same(scope.looking_at, before.looking_at, study.limit)
        )
    )


def _place(place: Place) -> str:
    return _PREFIX.sub("", _plain(place.address)).rstrip("/") or _plain(place.platform)


def _plain(text: str) -> str:
    return " ".join(see(text).text.split())


def _years(scope: Scope) -> tuple[str, str]:
    return scope.from_date[:4], scope.to_date[:4]


RULE = Rule(name="resubmitted", signals=frozenset({"same-scope"}), look=look)
