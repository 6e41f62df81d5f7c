"""What was approved, beside what was asked."""

from typing import Any, NamedTuple

from flask_babel import gettext as _

from screening.domain.events import Event
from screening.services.reading.check import CheckShown
from screening.web.asked import period, place_text


class Compared(NamedTuple):
    """One part of the scope: what was asked for, and what was approved of it."""

    label: Any
    asked: str
    approved: str


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
