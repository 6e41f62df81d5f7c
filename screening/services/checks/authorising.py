"""What an approval authorises: a scope that can only be narrower, and somebody who may search."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from screening.domain.entry import LONG, SHORT, check_storable, tidy
from screening.domain.errors import NotValid
from screening.domain.people import Action, Ties
from screening.domain.text import N_
from screening.domain.words import Role, SearcherKind
from screening.services.checks.revisions import FIRST_DAY, LAST_DAY
from screening.services.loading import holders_of
from screening.services.outbox.telling import those_who_may
from screening.store.tables.account import Account
from screening.store.tables.check import Check, Revision, RevisionPlace, RevisionTerm
from screening.store.tables.decision import Authorisation, AuthorisedPlace, AuthorisedTerm
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


def _positions(
    work: UnitOfWork, rows: type[RevisionPlace] | type[RevisionTerm], check: Check
) -> set[int]:
    found = work.session.scalars(
        select(rows.position).where(rows.check_ref == check.ref, rows.revision == check.revision)
    )
    return set(found)


def check_narrower(work: UnitOfWork, check: Check, asked: Revision, scope: Narrowing) -> bool:
    """Whether ``scope`` is narrower than ``asked``; NotValid when it is wider anywhere."""
    places, terms = _positions(work, RevisionPlace, check), _positions(work, RevisionTerm, check)
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


def check_searcher(work: UnitOfWork, ties: Ties, searcher: Searcher) -> Searcher:
    """``searcher`` as recorded, with their name; NotValid when they cannot search."""
    if searcher.kind is SearcherKind.THIRD_PARTY:
        name = tidy(searcher.name)
        check_storable({"searcher_name": (name, SHORT, True)})
        return Searcher(searcher.kind, name=name)
    if searcher.person_ref in ties.recused:
        raise NotValid(
            {"searcher": N_("They were recused in this vacancy for what they saw. Choose another")}
        )
    why = tidy(searcher.why_on_panel) if searcher.person_ref in ties.panel else ""
    check_storable({"why_on_panel": (why, LONG, False)})
    if searcher.person_ref in ties.panel and not why:
        raise NotValid(
            {"why_on_panel": N_("Say why somebody on the panel has to search, or choose another")}
        )
    name = _name_of(work, searcher)
    _check_others_left(work, replace(ties, searcher=searcher.person_ref))
    return Searcher(searcher.kind, searcher.person_ref, name, why)


def _check_others_left(work: UnitOfWork, ties: Ties) -> None:
    """NotValid where nobody in HR would be left to deal with what the candidate says."""
    if not those_who_may(work.session, Action.DEAL_WITH_CANDIDATE, ties, Role.HR):
        raise NotValid(
            {
                "searcher": N_(
                    "Nobody else in HR could then deal with what the candidate says. Choose a "
                    "searcher who is not in HR, or ask an administrator to give somebody from "
                    "outside HR its role first"
                )
            }
        )


def _name_of(work: UnitOfWork, searcher: Searcher) -> str:
    """The name of a searcher with an account in the role that ``searcher.kind`` takes."""
    role = Role.HR if searcher.kind is SearcherKind.HR else Role.MANAGER
    theirs = holders_of(role).where(Account.person_ref == searcher.person_ref)
    first = work.session.scalars(theirs.order_by(Account.opened_at, Account.ref)).first()
    if first is None:
        raise NotValid({"searcher": N_("Choose somebody who may search and has an open account")})
    return first.name


def write_authorisation(
    work: UnitOfWork, asked: Revision, scope: Narrowing, searcher: Searcher
) -> None:
    """The rows of the authorisation of ``asked``, after those of its decision."""
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
