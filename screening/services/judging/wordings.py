"""The wording of every submitted request: kept with it, and found again by a later one like it.

What is kept are keys (``gate/wording.py``), made under a secret that the vault derives. A wording
is found again on its own vacancy, whoever asks there, and by its requester anywhere.
"""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from screening.domain.request import Request
from screening.domain.words import Retention
from screening.gate.wording import ALIKE, form, keys, signature
from screening.ledger.record import ORGANISATION
from screening.services.call import Call
from screening.services.story import attempts_of, last_said
from screening.store import wordings
from screening.store.ledger_store import open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check, Revision
from screening.store.tables.vacancy import Vacancy
from screening.store.tables.wording import wording
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef
from screening.store.wordings import Wording

MOST = 20
"""How many candidates' requests are opened, at most, to see whether they are really alike."""

_KEY = KeyRef(ORGANISATION, Retention.ACCOUNT)
_PURPOSE = "wording"


def keep_wording(
    work: UnitOfWork, check: Check, revision: int, request: Request, quote: str
) -> None:
    """Keep the wording of ``request``, just submitted as ``revision`` of ``check``."""
    one = Wording(
        candidate_ref=check.candidate_ref,
        check_ref=check.ref,
        revision=revision,
        requester_person=check.requester_person,
        vacancy_ref=check.vacancy_ref,
    )
    wordings.keep(work.session, one, form(), _keys(work, check, request, quote))


def wordings_like(
    work: UnitOfWork, check: Check, request: Request, quote: str
) -> Sequence[Wording]:
    """Wordings about other candidates that may be that of ``request``, the likest first.

    They were used on the same vacancy, or elsewhere by the same person; at most ``MOST``.
    """
    return wordings.alike(
        work.session,
        _keys(work, check, request, quote),
        ALIKE,
        MOST,
        wording.c.candidate_ref != check.candidate_ref,
    )


def fill(call: Call) -> int:
    """Keep the wordings that are missing, or of another form; how many they were.

    Those are of requests submitted by an earlier release. Each check is done by itself, the oldest
    first: interrupted anywhere, doing it again goes on from there.
    """
    with call.look() as work:
        refs = checks_without(work.session)
    return sum(_fill(call.as_clock(), ref) for ref in refs)


def checks_without(session: Session) -> Sequence[str]:
    """The checks with a revision whose wording is not kept in the present form, oldest first."""
    of_this_form = (
        select(wording.c.id)
        .where(
            wording.c.check_ref == Revision.check_ref,
            wording.c.revision == Revision.number,
            wording.c.form == form(),
        )
        .exists()
    )
    return session.scalars(
        select(Revision.check_ref)
        .join(Check, Check.ref == Revision.check_ref)
        .join(Candidate, Candidate.ref == Check.candidate_ref)
        .where(Candidate.erased_at.is_(None), ~of_this_form)
        .group_by(Revision.check_ref)
        .order_by(func.min(Revision.submitted_at), Revision.check_ref)
    ).all()


def _fill(call: Call, check_ref: str) -> int:
    with call.change() as work:
        check = work.session.get_one(Check, check_ref)
        # Erasing locks the vacancy too: it comes before this, and is seen, or after it.
        work.session.get_one(Vacancy, check.vacancy_ref, with_for_update=True)
        records = open_records(work.session, work.vault, subject_ref=check.candidate_ref)
        claim = last_said(records, check.claim_ref)
        if claim is None or claim.payload is None:
            return 0
        done = 0
        for attempt in attempts_of([one for one in records if one.check_ref == check_ref]):
            if attempt.request is None or _is_kept(work.session, check_ref, attempt.number):
                continue
            other = (wording.c.check_ref == check_ref) & (wording.c.revision == attempt.number)
            wordings.forget(work.session, other)
            keep_wording(work, check, attempt.number, attempt.request, claim.payload["quote"])
            done += 1
        work.commit()
    return done


def _is_kept(session: Session, check_ref: str, revision: int) -> bool:
    mine = (wording.c.check_ref == check_ref) & (wording.c.revision == revision)
    return session.scalar(select(wording.c.form).where(mine)) == form()


def _keys(work: UnitOfWork, check: Check, request: Request, quote: str) -> list[int]:
    secret = work.vault.secret(_KEY, _PURPOSE)
    bands = signature(secret, request.question, request.relevance, quote)
    return [
        key
        for scope in (check.vacancy_ref, check.requester_person)
        for key in keys(secret, scope, bands)
    ]
