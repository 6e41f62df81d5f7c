"""What somebody may know of, as conditions within a question to the database.

So neither rows nor counts tell of what they may not. For those who know only some vacancies, these
are named in the question and everything else is looked up from them: how long it takes depends on
what they may see, and not on what there is besides.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from screening.domain.people import Actor
from screening.domain.words import Role, State
from screening.services.checks.reply_time import TELLING
from screening.services.reading.pages import Order
from screening.store.tables.check import Check
from screening.store.tables.vacancy import PanelMember, Vacancy

SEES_ALL = (Role.HR, Role.EQUALITY, Role.DATA_PROTECTION)
FEW = 200
"""Keys that are named in a question; where there are more, each row is looked up."""


def column_for(actor: Actor, column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """``column``, to be compared in what ``actor`` asks. Whoever does not see all is shown one that
    no index leads to: their own rows are found first, and then looked at.
    """
    return column.expression if actor.has(*SEES_ALL) else func.coalesce(column, column)


def order_for(actor: Actor, order: Order) -> Order:
    """``order`` for what ``actor`` asks."""
    return replace(order, by_index=actor.has(*SEES_ALL))


def sits_on(actor: Actor) -> Select[str]:
    """The vacancies on whose panel ``actor`` sits now, as a recruiting manager."""
    wanted = select(PanelMember.vacancy_ref).where(
        PanelMember.person_ref == actor.person_ref, PanelMember.left_at.is_(None)
    )
    return wanted if actor.has(Role.MANAGER) else wanted.where(false())


def ever_sat_on(actor: Actor) -> Select[str]:
    """The vacancies on whose panel ``actor`` sits or sat."""
    return select(PanelMember.vacancy_ref).where(PanelMember.person_ref == actor.person_ref)


def off_panel(
    actor: Actor, vacancy_ref: InstrumentedAttribute[Any] = Vacancy.ref
) -> ColumnElement[bool]:
    """That the vacancy of a row is one on whose panel ``actor`` never sat."""
    return vacancy_ref.not_in(ever_sat_on(actor))


def vacancies_seen(session: Session, actor: Actor) -> list[ColumnElement[bool]]:
    """The conditions under which ``actor`` may see a vacancy: none for those who see all."""
    if actor.has(*SEES_ALL):
        return []
    return [Vacancy.ref.in_(session.scalars(sits_on(actor)).all())]


def checks_seen(session: Session, actor: Actor) -> list[ColumnElement[bool]]:
    """The same for a check; a manager also sees those that they are to search."""
    if actor.has(*SEES_ALL):
        return []
    own = Check.vacancy_ref.in_(session.scalars(sits_on(actor)).all())
    return [own | (Check.searcher_person == actor.person_ref)]


def stands_in(actor: Actor, state: State) -> ColumnElement[bool]:
    """Checks that stand in ``state`` for ``actor``, as ``doing.standing`` says it."""
    stored = column_for(actor, Check.state)
    if state not in TELLING:
        return stored == state
    knows = Check.searcher_person == actor.person_ref
    if actor.has(*SEES_ALL):
        knows = knows | off_panel(actor, Check.vacancy_ref)
    if state != State.NOTIFIED:
        return (stored == state) & knows
    return stored.in_(TELLING) & ((stored == State.NOTIFIED) | ~knows)


def looked_up(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """That another table has a row like that, looked up for each row by itself.

    OFFSET keeps PostgreSQL from turning it round and reading that other table first.
    """
    return select(literal(1)).where(*conditions).offset(0).exists()


def narrowed(
    session: Session,
    actor: Actor,
    column: InstrumentedAttribute[Any],
    keys: Select[str],
    otherwise: ColumnElement[bool],
    *,
    repeats: int = 1,
) -> ColumnElement[bool]:
    """That ``column`` is one of ``keys``; ``otherwise`` says the same of a single row.

    ``repeats``: how often among ``keys`` one may mostly come, so that few are not taken for many.

    Few keys are named, so that the database begins with them; where there are many, the next row
    that fits is never far. Whoever does not see all has each of their rows looked up: which keys
    there are besides must not even show in how long it takes.
    """
    if actor.has(*SEES_ALL):
        found = session.scalars(keys.limit(FEW * repeats + 1)).all()
        if len(found) <= FEW * repeats and len(few := set(found)) <= FEW:
            return column.in_(few)
    return otherwise
