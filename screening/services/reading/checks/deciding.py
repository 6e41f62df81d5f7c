"""A request as the person who decides it needs it: beside what was asked before, and who could
search.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.events import Event
from screening.domain.people import Actor, Ties
from screening.domain.request import early_without_reason, elsewhere_without_reason
from screening.domain.words import Role, SearcherKind, Stage, State
from screening.services.call import Call
from screening.services.loading import find_check
from screening.services.people.substitutes import acted_for
from screening.services.reading.checks.check import CheckShown, show_check
from screening.services.reading.checks.consistency import Compared, compare
from screening.services.reading.checks.events import EventShown
from screening.services.reading.doing import standing, why_not_decide
from screening.services.story import attempts_of, story_of
from screening.store.tables.account import Account, AccountRole
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.decision import Overturn
from screening.store.unit_of_work import UnitOfWork

MOST_EARLIER = 20


@dataclass(frozen=True)
class EarlierCheck:
    """Another check by the same person on the vacancy. ``question`` is empty once erased."""

    ref: str
    number: int
    candidate_code: str
    state: State
    state_since: datetime
    attempts: int
    question: str


@dataclass(frozen=True)
class SearcherChoice:
    """Somebody who could search."""

    person_ref: str
    name: str
    kind: SearcherKind
    on_panel: bool


@dataclass(frozen=True)
class Deciding:
    """What a decision takes. ``why_not`` is empty for whoever may decide this request.

    ``proposal`` is the proposal to overturn a referred block, if one stands. Two say
    that a reason is missing which the product asks for and the gate does not. ``acting_for`` names
    those in whose stead the reader would decide. ``alike``: everybody who claims the criterion that
    this check is about.
    """

    check: CheckShown
    why_not: str
    earlier: tuple[EarlierCheck, ...]
    searchers: tuple[SearcherChoice, ...]
    proposal: EventShown | None
    proposed_by_me: bool
    early_without_reason: bool
    elsewhere_without_reason: bool
    acting_for: str = ""
    alike: Compared | None = None


def read_deciding(call: Call, check_ref: str) -> Deciding:
    """The request ``check_ref`` for HR to decide, or NotFound."""
    call.hat(Role.HR)
    with call.look() as work:
        check, vacancy, ties = find_check(work.session, call.actor, check_ref)
        shown = show_check(work, call.actor, check, vacancy, ties)
        overturn = work.session.get(Overturn, (check.ref, check.revision))
        asked = shown.newest.request if shown.newest else None
        proposed = overturn is not None and check.state == State.REFERRED
        return Deciding(
            check=shown,
            why_not=why_not_decide(call.actor, ties),
            earlier=tuple(
                _earlier(work, call.actor, ties, other) for other in _others(work, check)
            ),
            searchers=_searchers(work, ties),
            proposal=shown.last(Event.OVERTURN_PROPOSED) if proposed else None,
            proposed_by_me=bool(overturn and overturn.proposed_person == call.actor.person_ref),
            early_without_reason=asked is not None
            and early_without_reason(asked, Stage(vacancy.stage)),
            elsewhere_without_reason=asked is not None
            and elsewhere_without_reason(asked, asked.scope.places),
            acting_for=acted_for(work, call.actor, ties, check.state_since),
            alike=compare(work, call.actor, vacancy, ties, shown.claim.criterion)[0],
        )


def _others(work: UnitOfWork, check: Check) -> Sequence[Check]:
    return work.session.scalars(
        select(Check)
        .where(
            Check.vacancy_ref == check.vacancy_ref,
            Check.requester_person == check.requester_person,
            Check.ref != check.ref,
            Check.revision > 0,
        )
        .order_by(Check.number.desc())
        .limit(MOST_EARLIER)
    ).all()


def _earlier(work: UnitOfWork, actor: Actor, ties: Ties, check: Check) -> EarlierCheck:
    attempts = attempts_of(story_of(work, check))
    request = attempts[-1].request
    state, since = standing(work, actor, ties, check)
    return EarlierCheck(
        ref=check.ref,
        number=check.number,
        candidate_code=code_of(work.session.get_one(Candidate, check.candidate_ref).number),
        state=state,
        state_since=since,
        attempts=len(attempts),
        question=request.question if request else "",
    )


def _searchers(work: UnitOfWork, ties: Ties) -> tuple[SearcherChoice, ...]:
    """HR off the panel by name, then the panel: one line a person, as HR where they are HR, and
    nobody who was recused.
    """
    found = work.session.execute(
        select(Account.person_ref, Account.name, AccountRole.role)
        .join(AccountRole, AccountRole.account_ref == Account.ref)
        .where(Account.closed_at.is_(None), AccountRole.role.in_((Role.HR, Role.MANAGER)))
        .order_by(AccountRole.role, Account.opened_at, Account.ref)
    )
    people: dict[str, SearcherChoice] = {}
    for person, name, role in found:
        on_panel = person in ties.panel
        if person not in people.keys() | ties.recused and (on_panel or role == Role.HR):
            kind = SearcherKind.HR if role == Role.HR else SearcherKind.MANAGER
            people[person] = SearcherChoice(person, name, kind, on_panel)
    return tuple(sorted(people.values(), key=lambda one: (one.on_panel, one.name.casefold())))
