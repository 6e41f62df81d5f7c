"""Who of a panel has given their word that they made no search of their own, and who has not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from screening.domain.declarations import moments_reached
from screening.domain.people import Action, check_may
from screening.domain.words import Moment, Stage
from screening.services.call import Call
from screening.services.loading import find_vacancy
from screening.store.tables.account import Account
from screening.store.tables.declaration import Declaration
from screening.store.tables.vacancy import PanelMember, Vacancy


@dataclass(frozen=True)
class DeclarationRow:
    """One member at one moment. ``at`` None: not yet; ``searched``: they say that they did."""

    name: str
    person_ref: str
    moment: Moment
    at: datetime | None
    searched: bool


@dataclass(frozen=True)
class OwnDeclaration:
    """The caller's own word at one moment. ``asked``: the vacancy has come so far; ``at`` None:
    they have not given it yet.
    """

    vacancy_ref: str
    reference: str
    title: str
    moment: Moment
    asked: bool
    at: datetime | None
    searched: bool


@dataclass(frozen=True)
class ToDeclare:
    """A word that a member still has to give."""

    vacancy_ref: str
    reference: str
    title: str
    moment: Moment


def declarations_of(session: Session, vacancy: Vacancy) -> tuple[DeclarationRow, ...]:
    """A row for each person who sits on the panel now, and each moment that has come."""
    seats = session.execute(
        select(PanelMember.person_ref, Account.name)
        .join(Account, Account.ref == PanelMember.account_ref)
        .where(PanelMember.vacancy_ref == vacancy.ref, PanelMember.left_at.is_(None))
        .order_by(PanelMember.joined_at, Account.name)
    ).all()
    given = _given(session, [vacancy.ref])
    return tuple(
        _row(name, person, moment, given.get((vacancy.ref, person, moment)))
        for person, name in dict(seats).items()
        for moment in moments_reached(Stage(vacancy.stage))
    )


def read_own(call: Call, vacancy_ref: str, moment: Moment) -> OwnDeclaration:
    """The caller's own word at ``moment``, where they sit on the panel."""
    with call.look() as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref)
        check_may(call.actor, Action.DECLARE, ties)
        key = (vacancy.ref, call.actor.person_ref, moment)
        given = work.session.get(Declaration, key)
        return OwnDeclaration(
            vacancy_ref=vacancy.ref,
            reference=vacancy.reference,
            title=vacancy.title,
            moment=moment,
            asked=moment in moments_reached(Stage(vacancy.stage)),
            at=given.declared_at if given else None,
            searched=bool(given and given.searched),
        )


def list_to_declare(call: Call) -> tuple[ToDeclare, ...]:
    """The declarations that the caller still has to make, oldest vacancy first."""
    person = call.actor.person_ref
    with call.look() as work:
        vacancies = work.session.scalars(
            select(Vacancy)
            .join(PanelMember, PanelMember.vacancy_ref == Vacancy.ref)
            .where(PanelMember.person_ref == person, PanelMember.left_at.is_(None))
            .distinct()
            .order_by(Vacancy.opened_at, Vacancy.ref)
        ).all()
        given = _given(work.session, [vacancy.ref for vacancy in vacancies])
        return tuple(
            ToDeclare(vacancy.ref, vacancy.reference, vacancy.title, moment)
            for vacancy in vacancies
            for moment in moments_reached(Stage(vacancy.stage))
            if (vacancy.ref, person, moment) not in given
        )


def _given(
    session: Session, vacancies: Sequence[str]
) -> Mapping[tuple[str, str, Moment], Declaration]:
    rows = session.scalars(select(Declaration).where(Declaration.vacancy_ref.in_(vacancies)))
    return {(row.vacancy_ref, row.person_ref, Moment(row.moment)): row for row in rows}


def _row(name: str, person: str, moment: Moment, given: Declaration | None) -> DeclarationRow:
    return DeclarationRow(
        name=name,
        person_ref=person,
        moment=moment,
        at=given.declared_at if given else None,
        searched=bool(given and given.searched),
    )
