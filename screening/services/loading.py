"""Finding what a caller named. What they may not know of is not found, in the same words.

A unit of work that writes locks the vacancy before it reads anything of it: who sits on its panel,
who asked and how far things are cannot change between that and the commit.
"""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from screening.domain.errors import NotFound, NotPossible
from screening.domain.people import Action, Actor, Ties, check_may_know
from screening.domain.text import N_
from screening.domain.words import Role
from screening.services.recused import recused_in
from screening.store.engine import writes
from screening.store.tables.account import Account, AccountRole
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation
from screening.store.tables.follow_up import FollowUp
from screening.store.tables.review import Edition
from screening.store.tables.rights import RightsRequest
from screening.store.tables.vacancy import Criterion, PanelMember, Vacancy


def ties_of(session: Session, vacancy: Vacancy, check: Check | None = None) -> Ties:
    """How people stand to ``vacancy`` and, where given, to ``check``."""
    return ties_of_each(session, [(vacancy, check)])[0]


def ties_of_each(
    session: Session, found: Sequence[tuple[Vacancy, Check | None]]
) -> tuple[Ties, ...]:
    """The same for each of them, in as many questions to the database as for one."""
    refs = {vacancy.ref for vacancy, _check in found}
    seated, sat, recused = (defaultdict[str, set[str]](set) for _ in range(3))
    seats = select(PanelMember.vacancy_ref, PanelMember.person_ref, PanelMember.left_at)
    for ref, person, left in session.execute(seats.where(PanelMember.vacancy_ref.in_(refs))):
        (seated if left is None else sat)[ref].add(person)
    for ref, person in session.execute(recused_in(refs)):
        recused[ref].add(person)
    return tuple(
        Ties(
            panel=frozenset(seated[vacancy.ref]),
            once_on_panel=frozenset(sat[vacancy.ref]),
            outside_decider=vacancy.outside_decider,
            requester=check.requester_person if check else "",
            searcher=check.searcher_person if check else "",
            recused=frozenset(recused[vacancy.ref] - {""}),
        )
        for vacancy, check in found
    )


def find_vacancy(
    session: Session, actor: Actor, ref: str, action: Action = Action.SEE_VACANCY
) -> tuple[Vacancy, Ties]:
    """The vacancy ``ref`` for someone who may do ``action``; otherwise NotFound."""
    vacancy = load_vacancy(session, ref)
    ties = ties_of(session, vacancy)
    check_may_know(actor, action, ties)
    return vacancy, ties


def find_candidate(
    session: Session, actor: Actor, ref: str, action: Action = Action.SEE_VACANCY
) -> tuple[Candidate, Vacancy, Ties]:
    """The candidate ``ref`` for someone who may do ``action`` on the vacancy."""
    vacancy_ref = session.scalar(select(Candidate.vacancy_ref).where(Candidate.ref == ref))
    vacancy, ties = find_vacancy(session, actor, vacancy_ref or "", action)
    return session.get_one(Candidate, ref), vacancy, ties


def find_claim(
    session: Session, actor: Actor, ref: str, action: Action = Action.SEE_VACANCY
) -> tuple[Claim, Candidate, Vacancy, Ties]:
    """The claim ``ref``, with its candidate and vacancy, or NotFound."""
    candidate_ref = session.scalar(select(Claim.candidate_ref).where(Claim.ref == ref))
    candidate, vacancy, ties = find_candidate(session, actor, candidate_ref or "", action)
    return session.get_one(Claim, ref), candidate, vacancy, ties


def find_check(session: Session, actor: Actor, ref: str) -> tuple[Check, Vacancy, Ties]:
    """The check ``ref`` for someone who may see it; otherwise NotFound."""
    vacancy_ref = session.scalar(select(Check.vacancy_ref).where(Check.ref == ref))
    vacancy = load_vacancy(session, vacancy_ref or "")
    check = session.get_one(Check, ref)
    ties = ties_of(session, vacancy, check)
    check_may_know(actor, Action.SEE_CHECK, ties)
    return check, vacancy, ties


def authorisation_of(session: Session, check: Check) -> Authorisation:
    """The authorisation of ``check``, or NotFound when it was never approved."""
    authorisation = session.get(Authorisation, check.ref)
    if authorisation is None:
        raise NotFound(N_("This check has not been approved."))
    return authorisation


def criteria_of(session: Session, vacancy: Vacancy, version: int = 0) -> Sequence[Criterion]:
    """The criteria of ``vacancy`` in ``version`` (0: the one in force), in their order."""
    return session.scalars(
        select(Criterion)
        .where(Criterion.vacancy_ref == vacancy.ref)
        .where(Criterion.version == (version or vacancy.criteria_version))
        .order_by(Criterion.position)
    ).all()


def load_vacancy(session: Session, ref: str) -> Vacancy:
    """The vacancy ``ref``, locked where this writes, whoever asks; NotFound where there is none."""
    vacancy = session.get(Vacancy, ref, with_for_update=writes(session.connection()) or None)
    if vacancy is None:
        raise NotFound(N_("There is nothing here."))
    return vacancy


def hold_open(session: Session, vacancy: Vacancy) -> None:
    """Lock ``vacancy`` until the commit, so that it stays open. NotPossible once it is closed."""
    session.refresh(vacancy, with_for_update=True)
    if vacancy.closed_at is not None:
        raise NotPossible(N_("This vacancy is closed. Nothing can be added to it or changed."))


def open_vacancy_of(session: Session, actor: Actor, ref: str) -> Vacancy:
    """The vacancy, locked, for HR to change; NotPossible once it is closed."""
    vacancy, _ties = find_vacancy(session, actor, ref, Action.SET_UP)
    hold_open(session, vacancy)
    return vacancy


def vacancy_of_reference(session: Session, reference: str) -> Vacancy | None:
    """The same by its reference (``LIB-7``, however capitalised); None where there is none."""
    wanted = select(Vacancy.ref).where(Vacancy.reference_folded == reference.casefold())
    ref = session.scalar(wanted)
    return None if ref is None else load_vacancy(session, ref)


def holders_of(role: Role) -> Select[Account]:
    """Everybody who holds ``role`` in an account that is open."""
    held = select(Account).join(AccountRole, AccountRole.account_ref == Account.ref)
    return held.where(AccountRole.role == role, Account.closed_at.is_(None))


def next_number(
    session: Session, rows: type[RightsRequest | FollowUp | Edition], vacancy: Vacancy
) -> int:
    """One more than any of ``rows`` has in ``vacancy``, which is locked."""
    numbers = select(func.max(rows.number)).where(rows.vacancy_ref == vacancy.ref)
    return (session.scalar(numbers) or 0) + 1
