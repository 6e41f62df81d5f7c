"""An attempt as it is shown to whoever may say that the gate was wrong about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from screening.domain.errors import NotFound
from screening.domain.people import Action, check_may
from screening.domain.request import texts_read
from screening.domain.text import N_
from screening.services.call import Call
from screening.services.checks.disputing import attempt_at
from screening.services.loading import find_check
from screening.services.reading.checks.check import AttemptShown, CheckShown, show_check


@dataclass(frozen=True)
class Disputing:
    """One attempt at a check; ``texts`` are its own, by the names that findings give them."""

    check: CheckShown
    attempt: AttemptShown
    texts: Mapping[str, str]


def read_disputing(call: Call, check_ref: str, revision: int) -> Disputing:
    """Attempt ``revision``, for somebody who may mark what was found in it.

    NotFound when there is none, NotAllowed for whoever may not, NotPossible once erased.
    """
    with call.look() as work:
        check, vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.DISPUTE, ties)
        attempt_at(work, check, revision)  # or it was never sent, or is erased
        shown = show_check(work, call.actor, check, vacancy, ties)
        request = shown.attempts[revision - 1].request
        texts = texts_read(request, shown.claim.quote) if request else {}
        given = {name: text for name, text in texts.items() if text}
        return Disputing(shown, shown.attempts[revision - 1], given)


def check_finding(attempt: AttemptShown, number: int) -> None:
    """Raise NotFound unless ``attempt`` has a finding ``number`` (from 1)."""
    if not 1 <= number <= len(attempt.findings):
        raise NotFound(N_("There is no such finding in this attempt."))
