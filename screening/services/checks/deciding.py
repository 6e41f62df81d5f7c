"""HR decides a request: approve it, whole or narrowed, reject it, or return it.

Whoever decides did not ask and does not sit on the panel. A block that a manager referred takes
two people to overturn.
"""

from sqlalchemy.exc import IntegrityError

from screening.domain.entry import answer_given
from screening.domain.errors import Conflict, NotAllowed, NotPossible
from screening.domain.events import Event
from screening.domain.people import Action, Ties, check_may
from screening.domain.text import N_
from screening.domain.words import Role
from screening.services.calendar import day_of
from screening.services.call import Call, once
from screening.services.checks.authorising import (
    Narrowing,
    Searcher,
    check_narrower,
    check_searcher,
    write_authorisation,
)
from screening.services.loading import find_check
from screening.services.moving import move
from screening.services.people.policy_reading import check_has_read
from screening.services.people.substitutes import acted_for
from screening.store.tables.candidate import Claim
from screening.store.tables.check import Check, Revision
from screening.store.tables.decision import CountedDecision, Decision, Overturn
from screening.store.unit_of_work import UnitOfWork


@once
def approve(
    call: Call,
    check_ref: str,
    revision: int,
    *,
    scope: Narrowing,
    searcher: Searcher,
    reasons: str,
) -> None:
    """Authorise one search within ``scope``, which may be narrower than what was asked.

    Raises NotValid when ``scope`` is wider than revision ``revision``, Conflict when that is no
    longer the newest, NotAllowed for whoever asked or sits on the panel, NotPossible before HR
    has seen the claim.
    """
    with call.change(Role.HR) as work:
        check, ties = _deciding(work, call, check_ref, revision)
        reasons = answer_given("reasons", reasons)
        standing_in = _standing_in(work, call, check, ties)
        _check_seen(work, check)
        asked = work.session.get_one(Revision, (check.ref, revision))
        narrowed = check_narrower(work, check, asked, scope)
        searcher = check_searcher(work, ties, searcher)
        _write_decision(work, call, check, "approve", narrowed=narrowed)
        write_authorisation(work, asked, scope, searcher)
        move(
            work,
            check,
            Event.CHECK_APPROVED,
            {
                "revision": str(revision),
                "reasons": reasons,
                "narrowed": narrowed,
                "places": [str(position) for position in scope.places],
                "terms": [str(position) for position in scope.terms],
                "from_date": scope.from_date,
                "to_date": scope.to_date,
                "minutes": str(scope.minutes),
                "searcher_kind": searcher.kind,
                "searcher_name": searcher.name,
                "why_on_panel": searcher.why_on_panel,
                **standing_in,
            },
            searcher_person=searcher.person_ref,
        )
        work.commit()


@once
def reject(call: Call, check_ref: str, revision: int, reasons: str) -> None:
    """Refuse the request for good, with reasons."""
    _refuse(call, check_ref, revision, "reject", Event.CHECK_REJECTED, reasons)


@once
def return_for_change(call: Call, check_ref: str, revision: int, reasons: str) -> None:
    """Send the request back to be changed, with reasons."""
    _refuse(call, check_ref, revision, "return", Event.CHECK_RETURNED, reasons)


@once
def uphold_block(call: Call, check_ref: str, revision: int, reasons: str) -> None:
    """Answer a referral: the gate was right, and the request stays not ready."""
    with call.change(Role.HR) as work:
        check, ties = _deciding(work, call, check_ref, revision)
        payload = _payload(work, call, check, ties, reasons)
        move(work, check, Event.REFERRAL_UPHELD, payload)
        # A proposal to overturn is answered too: it must not wait for the next referral.
        if proposal := work.session.get(Overturn, (check.ref, revision)):
            work.session.delete(proposal)
        work.commit()


@once
def overturn_block(call: Call, check_ref: str, revision: int, reasons: str) -> None:
    """Answer a referral: the gate was wrong. The first person proposes, a second confirms."""
    with call.change(Role.HR) as work:
        check, ties = _deciding(work, call, check_ref, revision)
        payload = _payload(work, call, check, ties, reasons)
        proposal = work.session.get(Overturn, (check.ref, revision), with_for_update=True)
        if proposal is None:
            _write_proposal(work, call, check)
            move(work, check, Event.OVERTURN_PROPOSED, payload)
        elif proposal.proposed_person == call.actor.person_ref:
            raise NotAllowed(N_("You proposed this. Somebody else in HR must confirm it."))
        else:
            proposal.confirmed_person = call.actor.person_ref
            proposal.confirmed_at = work.now
            move(work, check, Event.REFERRAL_OVERTURNED, payload)
        work.commit()


def _refuse(
    call: Call, check_ref: str, revision: int, kind: str, event: Event, reasons: str
) -> None:
    with call.change(Role.HR) as work:
        check, ties = _deciding(work, call, check_ref, revision)
        payload = _payload(work, call, check, ties, reasons)
        _write_decision(work, call, check, kind)
        move(work, check, event, payload)
        work.commit()


def _deciding(work: UnitOfWork, call: Call, check_ref: str, revision: int) -> tuple[Check, Ties]:
    check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
    check_may(call.actor, Action.DECIDE, ties)
    check_has_read(work, call.actor)
    if check.revision != revision:
        raise Conflict(N_("The request was changed after you opened it. Read it again."))
    return check, ties


def _payload(
    work: UnitOfWork, call: Call, check: Check, ties: Ties, reasons: str
) -> dict[str, str]:
    """What the record of an answer says; NotValid without ``reasons``."""
    said = {"revision": str(check.revision), "reasons": answer_given("reasons", reasons)}
    return said | _standing_in(work, call, check, ties)


def _standing_in(work: UnitOfWork, call: Call, check: Check, ties: Ties) -> dict[str, str]:
    """For whom the caller acts in deciding what has waited so long; nothing where for nobody."""
    names = acted_for(work, call.actor, ties, check.state_since)
    return {"acted_for": names} if names else {}


def _check_seen(work: UnitOfWork, check: Check) -> None:
    """Raise NotPossible while nobody in HR has seen that the candidate said it."""
    if work.session.get_one(Claim, check.claim_ref).seen_at is None:
        raise NotPossible(
            N_(
                "Nobody in HR has confirmed yet that the candidate said this. Look for it where "
                "the claim says it stands, confirm that you have seen it, and then approve."
            )
        )


def _write_decision(
    work: UnitOfWork, call: Call, check: Check, kind: str, *, narrowed: bool = False
) -> None:
    work.session.add(
        Decision(
            check_ref=check.ref,
            revision=check.revision,
            kind=kind,
            narrowed=narrowed,
            decided_by=call.actor.ref,
            decided_person=call.actor.person_ref,
            requester_person=check.requester_person,
            decided_at=work.now,
        )
    )
    _flush_or_conflict(work, N_("Somebody else has just decided this request."))
    sent = work.session.get_one(Revision, (check.ref, check.revision)).submitted_at
    work.session.add(
        CountedDecision(
            check_ref=check.ref,
            revision=check.revision,
            vacancy_ref=check.vacancy_ref,
            requester_person=check.requester_person,
            decided_person=call.actor.person_ref,
            approved=int(kind == "approve"),
            sent_on=day_of(sent),
            decided_on=day_of(work.now),
            waited=int((work.now - sent).total_seconds()),
        )
    )


def _write_proposal(work: UnitOfWork, call: Call, check: Check) -> None:
    work.session.add(
        Overturn(
            check_ref=check.ref,
            revision=check.revision,
            requester_person=check.requester_person,
            proposed_person=call.actor.person_ref,
            proposed_at=work.now,
        )
    )
    _flush_or_conflict(work, N_("Somebody else has just answered this referral."))


def _flush_or_conflict(work: UnitOfWork, message: str) -> None:
    """Write the row that only one may write; whoever comes second is told ``message``."""
    try:
        work.session.flush()
    except IntegrityError as error:
        raise Conflict(message) from error
