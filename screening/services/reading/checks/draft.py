"""The draft of a request, for whoever is writing it."""

from dataclasses import dataclass

from screening.domain.people import Action, check_may
from screening.domain.request import Request
from screening.services.call import Call
from screening.services.checks.drafts import read_draft
from screening.services.loading import find_check
from screening.store.tables.check import Draft


@dataclass(frozen=True)
class DraftShown:
    """The request as saved last; ``version`` goes back with the next save."""

    version: int
    request: Request


def read_request(call: Call, check_ref: str) -> DraftShown:
    """The draft of the check, for its requester. Raises NotFound, NotAllowed or KeyDestroyed."""
    with call.look() as work:
        check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.CHANGE, ties)
        draft = work.session.get_one(Draft, check.ref)
        return DraftShown(draft.version, read_draft(work, draft))
