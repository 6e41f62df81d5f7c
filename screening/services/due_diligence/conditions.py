"""What every step of a due-diligence search needs: the search, and its conditions.

It is refused wherever the policy in force does not turn it on, and in every vacancy that was not
set up for it before anybody was shortlisted.
"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from screening.domain.due_diligence import allows, turned_on
from screening.domain.errors import NotFound, NotPossible
from screening.domain.people import Action, Actor, Ties, check_may, check_may_know, may
from screening.domain.text import N_
from screening.domain.words import CandidateStatus, Regime, Role
from screening.services.call import Call
from screening.services.candidates import check_not_erased
from screening.services.loading import find_vacancy, hold_open, holders_of, load_vacancy, ties_of
from screening.services.outbox.telling import handlers_of_shortlist
from screening.store.tables.account import Account
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.due_diligence import DueDiligencePart, DueDiligenceSearch
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

OFF = N_(
    "The policy in force does not allow due-diligence searches. Only a version of the policy that "
    "an administrator proposes and an equality officer confirms can turn them on."
)
NOT_THIS_DEPARTMENT = N_(
    "The policy in force does not name the department of this vacancy among those to which the "
    "schools regime may apply. Only another version of the policy can."
)
_OTHER_REGIME = N_("This vacancy is not one of a school: nobody is looked up but by a check.")
_NOTHING = N_("There is nothing here.")


def check_allowed(work: UnitOfWork, vacancy: Vacancy) -> None:
    """NotPossible unless the policy in force turns it on for its department and ``vacancy`` was set
    up for it.
    """
    if vacancy.regime != Regime.SCHOOL:
        raise NotPossible(_OTHER_REGIME)
    check_turned_on(work, vacancy)


def check_turned_on(work: UnitOfWork, vacancy: Vacancy) -> None:
    """NotPossible unless the policy in force turns it on for the department of ``vacancy``."""
    if not turned_on(work.policy):
        raise NotPossible(OFF)
    if not allows(work.policy, vacancy.department):
        raise NotPossible(NOT_THIS_DEPARTMENT)


def find_search(
    work: UnitOfWork, call: Call, vacancy_ref: str, action: Action
) -> tuple[DueDiligenceSearch, Vacancy, Ties]:
    """The search of the vacancy for whoever may do ``action``. Its searcher is that of the ties.

    NotFound for those who may know neither of the vacancy nor of the search, and where none was
    opened; NotAllowed for others who may not.
    """
    vacancy = load_vacancy(work.session, vacancy_ref)
    search = work.session.get(DueDiligenceSearch, vacancy.ref)
    ties = ties_with(ties_of(work.session, vacancy), search)
    check_may_know(call.actor, Action.SEE_VACANCY, ties)
    if search is None:
        raise NotFound(_NOTHING)
    check_may(call.actor, action, ties)
    return search, vacancy, ties


def ties_with(ties: Ties, search: DueDiligenceSearch | None) -> Ties:
    """``ties`` with whoever searches."""
    return replace(ties, searcher=search.searcher_person if search else "")


def handlers(work: UnitOfWork, search: DueDiligenceSearch, vacancy: Vacancy) -> list[str]:
    """Those in HR who may deal with what candidates say."""
    return handlers_of_shortlist(work.session, vacancy, search.searcher_person)


def find_part(
    work: UnitOfWork, call: Call, part_ref: str, action: Action
) -> tuple[DueDiligencePart, DueDiligenceSearch, Vacancy]:
    """One candidate's part in a search, for whoever may do ``action``; or as ``find_search``."""
    ref = select(DueDiligencePart.vacancy_ref).where(DueDiligencePart.ref == part_ref)
    search, vacancy, _ties = find_search(work, call, work.session.scalar(ref) or "", action)
    return work.session.get_one(DueDiligencePart, part_ref), search, vacancy


def candidate_of(work: UnitOfWork, part: DueDiligencePart) -> Candidate:
    """Whose part it is. NotPossible once they are erased: nothing new is kept of them."""
    candidate = work.session.get_one(Candidate, part.candidate_ref)
    check_not_erased(candidate)
    return candidate


def opened_for(
    work: UnitOfWork, call: Call, vacancy_ref: str, action: Action
) -> tuple[Vacancy, Ties]:
    """An open vacancy of a school, for whoever may do ``action`` while nothing is opened there."""
    vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref)
    check_may(call.actor, action, ties)
    hold_open(work.session, vacancy)
    check_allowed(work, vacancy)
    return vacancy, ties


def possible_searchers(work: UnitOfWork, vacancy: Vacancy, ties: Ties) -> list[Account]:
    """Those who may be named to look the shortlist up, by name: who asked for a check there has a
    part in it. Whoever is named already is no reason against naming them: the same form may come
    twice.
    """
    asked = select(Check.requester_person).where(Check.vacancy_ref == vacancy.ref)
    search = work.session.get(DueDiligenceSearch, vacancy.ref)
    recused = ties.recused - ({search.searcher_person} if search else set())
    ties = replace(ties, involved=frozenset(work.session.scalars(asked)), recused=recused)
    in_hr = holders_of(Role.HR).order_by(Account.name, Account.ref)
    hr = frozenset({Role.HR})
    return [
        one
        for one in work.session.scalars(in_hr)
        if may(Actor(one.ref, one.person_ref, one.name, hr), Action.LOOK_SHORTLIST_UP, ties)
    ]


def shortlisted(work: UnitOfWork, vacancy: Vacancy) -> Sequence[Candidate]:
    """Everybody who is on the shortlist now, by number."""
    wanted = select(Candidate).where(
        Candidate.vacancy_ref == vacancy.ref,
        Candidate.status == CandidateStatus.SHORTLISTED,
        Candidate.erased_at.is_(None),
    )
    return work.session.scalars(wanted.order_by(Candidate.number)).all()


def parts_of(work: UnitOfWork, vacancy: Vacancy) -> Sequence[tuple[DueDiligencePart, Candidate]]:
    """Everybody who was told, by number, with how they stand."""
    found = work.session.execute(
        select(DueDiligencePart, Candidate)
        .join(Candidate, Candidate.ref == DueDiligencePart.candidate_ref)
        .where(DueDiligencePart.vacancy_ref == vacancy.ref)
        .order_by(Candidate.number)
    )
    return [(part, candidate) for part, candidate in found]


def is_in(candidate: Candidate) -> bool:
    """Whether the panel waits for ``candidate``: not for who withdrew, or was erased. Who was taken
    off the list keeps it waiting, so that nobody takes the others off to learn of one.
    """
    return candidate.erased_at is None and candidate.status != CandidateStatus.WITHDREW


def is_on_the_list(candidate: Candidate) -> bool:
    """Whether ``candidate`` may be looked up: nobody is who is not on the shortlist any more."""
    return candidate.erased_at is None and candidate.status == CandidateStatus.SHORTLISTED


def untold(work: UnitOfWork, vacancy: Vacancy) -> list[Candidate]:
    """Those on the shortlist whom nobody has told yet."""
    told = {candidate.ref for _part, candidate in parts_of(work, vacancy)}
    return [one for one in shortlisted(work, vacancy) if one.ref not in told]
