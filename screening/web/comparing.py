"""Two wordings side by side: an attempt and the one before, what was asked and what approved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask_babel import gettext as _

from screening.domain.events import Event
from screening.domain.request import Request
from screening.services.reading.check import AttemptShown, CheckShown
from screening.web.wording_request import LABELS, as_read, period, place_text


@dataclass(frozen=True)
class Difference:
    """A field that was worded otherwise in the attempt before."""

    label: Any
    before: str
    after: str


class Compared(NamedTuple):
    """One part of the scope: what was asked for, and what was approved of it."""

    label: Any
    asked: str
    approved: str


def changes(attempts: Sequence[AttemptShown]) -> dict[int, tuple[Difference, ...]]:
    """By number of the attempt, what it changed; attempts that were erased are left out."""
    pairs = zip(attempts, attempts[1:], strict=False)
    return {
        after.number: _differences(before.request, after.request)
        for before, after in pairs
        if before.request is not None and after.request is not None
    }


def as_authorised(check: CheckShown) -> list[Compared]:
    """The scope asked for beside the one approved; empty before approval, or once erased."""
    scope = check.scope
    if scope is None or len(check.attempts) < scope.revision:
        return []
    request = check.attempts[scope.revision - 1].request
    approval = check.last(Event.CHECK_APPROVED)
    if request is None or approval is None or approval.payload is None:
        return []
    asked, said = request.scope, approval.payload
    return [
        Compared(
            _("Where"),
            "\n".join(place_text(place) for place in asked.places),
            "\n".join(place_text(asked.places[position]) for position in scope.places),
        ),
        Compared(
            _("Search words"),
            "\n".join(asked.terms) or _("None"),
            "\n".join(asked.terms[position] for position in scope.terms) or _("None"),
        ),
        Compared(
            _("Period"),
            period(asked.from_date, asked.to_date),
            period(said["from_date"], said["to_date"]),
        ),
        Compared(_("Minutes"), str(asked.minutes), str(scope.minutes)),
        Compared(_("Who looks"), request.searcher_name, scope.searcher_name),
    ]


def _differences(before: Request, after: Request) -> tuple[Difference, ...]:
    """What ``after`` says otherwise than ``before``, in reading order."""
    old, new = as_read(before), as_read(after)
    return tuple(
        Difference(LABELS[name], old[name], new[name]) for name in LABELS if old[name] != new[name]
    )
