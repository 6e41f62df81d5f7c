"""HR decides a request: approve it, whole or narrowed, reject it, or return it.

Whoever decides did not ask and does not sit on the panel. A block that a manager referred takes
two people to overturn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from screening.domain.entry import LONG, SHORT, check_storable, tidy
from screening.domain.errors import Conflict, NotAllowed, NotValid
from screening.domain.events import Event
from screening.domain.people import Action, Ties, check_may
from screening.domain.text import N_
from screening.domain.words import Role, SearcherKind
from screening.services.call import Call, once
from screening.services.loading import find_check
from screening.services.moving import move
from screening.services.revisions import FIRST_DAY, LAST_DAY
from screening.store.tables.account import Account, AccountRole
from screening.store.tables.check import Check, Revision, RevisionPlace, RevisionTerm
from screening.store.tables.decision import (
    Authorisation,
    AuthorisedPlace,
    AuthorisedTerm,
    Decision,
    Overturn,
)
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Searcher:
    """Who will search. ``person_ref`` for someone with an account, ``name`` for a third party."""

    kind: SearcherKind
    person_ref: str = ""
    name: str = ""
    why_on_panel: str = ""


@dataclass(frozen=True)
class Narrowing:
    """What is authorised: positions of the revision's places and words, its period, minutes."""

    places: Sequence[int]
    terms: Sequence[int]
    from_date: str
    to_date: str
    minutes: int


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
    longer the newest, NotAllowed for whoever asked or sits on the panel.
    """
    with call.change(Role.HR) as work:
        check, ties = _deciding(work, call, check_ref, revision)
        reasons = _reasons(reasons)
        asked = work.session.get_one(Revision, (check.ref, revision))
        places = _positions(work, RevisionPlace, check)
        terms = _positions(work, RevisionTerm, check)
        narrowed = _check_narrower(asked, places, terms, scope)
        searcher = _check_searcher(work, ties, searcher)
        _write_decision(work, call, check, "approve", narrowed=narrowed)
        _write_authorisation(work, asked, scope, searcher)
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
        check, _ties = _deciding(work, call, check_ref, revision)
        reasons = _reasons(reasons)
        move(
            work,
            check,
            Event.REFERRAL_UPHELD,
            {"revision": str(revision), "reasons": reasons},
        )
        # A proposal to overturn is answered too: it must not wait for the next referral.
        if proposal := work.session.get(Overturn, (check.ref, revision)):
            work.session.delete(proposal)
        work.commit()


@once
def overturn_block(call: Call, check_ref: str, revision: int, reasons: str) -> None:
    """Answer a referral: the gate was wrong. The first person proposes, a second confirms."""
    with call.change(Role.HR) as work:
        check, _ties = _deciding(work, call, check_ref, revision)
        reasons = _reasons(reasons)
        payload = {"revision": str(revision), "reasons": reasons}
        proposal = work.session.get(Overturn, (check.ref, revision), with_for_update=True)
        if proposal is None:
            move(work, check, Event.OVERTURN_PROPOSED, payload)
            work.session.add(
                Overturn(
                    check_ref=check.ref,
                    revision=revision,
                    requester_person=check.requester_person,
                    proposed_person=call.actor.person_ref,
                    proposed_at=work.now,
                )
            )
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
        check, _ties = _deciding(work, call, check_ref, revision)
        reasons = _reasons(reasons)
        _write_decision(work, call, check, kind)
        move(work, check, event, {"revision": str(revision), "reasons": reasons})
        work.commit()


def _deciding(work: UnitOfWork, call: Call, check_ref: str, revision: int) -> tuple[Check, Ties]:
    check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
    check_may(call.actor, Action.DECIDE, ties)
    if check.revision != revision:
        raise Conflict(N_("The request was changed after you opened it. Read it again."))
    return check, ties


def _reasons(reasons: str) -> str:
    reasons = tidy(reasons)
    check_storable({"reasons": (reasons, LONG, True)})
    return reasons


def _positions(
    work: UnitOfWork, rows: type[RevisionPlace] | type[RevisionTerm], check: Check
) -> set[int]:
    found = work.session.scalars(
        select(rows.position).where(rows.check_ref == check.ref, rows.revision == check.revision)
    )
    return set(found)


def _check_narrower(asked: Revision, places: set[int], terms: set[int], scope: Narrowing) -> bool:
    """Whether ``scope`` is narrower than what was asked; NotValid when it is wider anywhere."""
    first, last = _day(scope.from_date, FIRST_DAY), _day(scope.to_date, LAST_DAY)
    problems: dict[str, str] = {}
    if not scope.places or not set(scope.places) <= places:
        problems["places"] = N_("Choose at least one of the places that were asked for")
    if not set(scope.terms) <= terms:
        problems["terms"] = N_("Choose only from the search words that were asked for")
    if not asked.from_date <= first <= last <= asked.to_date:
        problems["from_date"] = N_("The period may be shorter than was asked for, never longer")
    if not 0 < scope.minutes <= asked.minutes:
        problems["minutes"] = N_("The minutes may be fewer than were asked for, never more")
    if problems:
        raise NotValid(problems)
    return (
        set(scope.places) != places
        or set(scope.terms) != terms
        or (first, last) != (asked.from_date, asked.to_date)
        or scope.minutes != asked.minutes
    )


def _day(text: str, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise


def _check_searcher(work: UnitOfWork, ties: Ties, searcher: Searcher) -> Searcher:
    """``searcher`` as recorded, with their name; NotValid when they cannot search."""
    if searcher.kind is SearcherKind.THIRD_PARTY:
        name = tidy(searcher.name)
        check_storable({"searcher_name": (name, SHORT, True)})
        return Searcher(searcher.kind, name=name)
    why = tidy(searcher.why_on_panel) if searcher.person_ref in ties.panel else ""
    check_storable({"why_on_panel": (why, LONG, False)})
    if searcher.person_ref in ties.panel and not why:
        raise NotValid(
            {"why_on_panel": N_("Say why somebody on the panel has to search, or choose another")}
        )
    return Searcher(searcher.kind, searcher.person_ref, _name_of(work, searcher), why)


def _name_of(work: UnitOfWork, searcher: Searcher) -> str:
    """The name of a searcher with an account in the role that ``searcher.kind`` takes."""
    role = Role.HR if searcher.kind is SearcherKind.HR else Role.MANAGER
    names = select(Account.name).join(AccountRole, AccountRole.account_ref == Account.ref)
    name = work.session.scalars(
        names.where(
            Account.person_ref == searcher.person_ref,
            Account.closed_at.is_(None),
            AccountRole.role == role,
        ).order_by(Account.opened_at, Account.ref)
    ).first()
    if name is None:
        raise NotValid({"searcher": N_("Choose somebody who may search and has an open account")})
    return name


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
    try:
        work.session.flush()
    except IntegrityError as error:
        raise Conflict(N_("Somebody else has just decided this request.")) from error


def _write_authorisation(
    work: UnitOfWork, asked: Revision, scope: Narrowing, searcher: Searcher
) -> None:
    work.session.add(
        Authorisation(
            check_ref=asked.check_ref,
            revision=asked.number,
            asked_minutes=asked.minutes,
            asked_from=asked.from_date,
            asked_to=asked.to_date,
            minutes=scope.minutes,
            from_date=_day(scope.from_date, FIRST_DAY),
            to_date=_day(scope.to_date, LAST_DAY),
            searcher_kind=searcher.kind,
            searcher_person=searcher.person_ref,
        )
    )
    work.session.flush()
    for row, chosen in ((AuthorisedPlace, scope.places), (AuthorisedTerm, scope.terms)):
        work.session.add_all(
            row(check_ref=asked.check_ref, revision=asked.number, position=position)
            for position in sorted(set(chosen))
        )
    work.session.flush()
