"""What a requester is still typing: sealed with the candidate's request key, saved as they go."""

import json

from screening.domain.request import Request, request_from_data
from screening.domain.words import Retention
from screening.store.tables.check import Check, Draft
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef


def open_draft(work: UnitOfWork, check: Check) -> Draft:
    """The draft of ``check``; a new empty one when there is none yet."""
    draft = work.session.get(Draft, check.ref, with_for_update=True)
    if draft is None:
        draft = Draft(check_ref=check.ref, candidate_ref=check.candidate_ref, version=0)
        work.session.add(draft)
    return draft


def write_draft(work: UnitOfWork, draft: Draft, request: Request) -> None:
    """Put ``request`` into ``draft`` as its next version."""
    draft.version += 1
    draft.saved_at = work.now
    draft.sealed = work.vault.seal(
        _key(draft), _place(draft), json.dumps(request.as_data()).encode()
    )
    work.session.flush()


def read_draft(work: UnitOfWork, draft: Draft) -> Request:
    """The request in ``draft``. Raises KeyDestroyed once the candidate is erased."""
    if not draft.sealed:
        return Request()
    return request_from_data(json.loads(work.vault.open(_key(draft), _place(draft), draft.sealed)))


def _key(draft: Draft) -> KeyRef:
    return KeyRef(draft.candidate_ref, Retention.REQUEST)


def _place(draft: Draft) -> str:
    return f"draft/{draft.check_ref}"
