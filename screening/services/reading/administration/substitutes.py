"""Who acts for whom in HR, and who could."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from screening.domain.people import Actor
from screening.domain.words import Role
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.loading import holders_of
from screening.services.people.substitutes import MAY_NAME, may_name_for
from screening.services.reading.people import Colleague, as_colleague, names_of
from screening.store.tables.account import Account
from screening.store.tables.substitution import Substitution

MOST = 50


class Standing(StrEnum):
    """How a substitution stands."""

    NOW = "now"
    COMING = "coming"
    OVER = "over"


@dataclass(frozen=True)
class SubstitutionShown:
    """One person who acts for another. ``may_end``: the reader may end it before its last day."""

    ref: str
    absent: str
    acting: str
    first_day: date
    last_day: date
    named_by: str
    standing: Standing
    may_end: bool


def list_substitutions(call: Call) -> tuple[SubstitutionShown, ...]:
    """The newest ones by their last day, those that are over too."""
    call.hat(*MAY_NAME)
    with call.look() as work:
        newest = select(Substitution).order_by(Substitution.last_day.desc(), Substitution.ref)
        rows = work.session.scalars(newest.limit(MOST)).all()
        accounts = [ref for row in rows for ref in (row.absent, row.acting, row.named_by)]
        names = names_of(work.session, accounts)
        today = day_of(work.now)
        return tuple(
            SubstitutionShown(
                ref=row.ref,
                absent=names[row.absent],
                acting=names[row.acting],
                first_day=row.first_day,
                last_day=row.last_day,
                named_by=names[row.named_by],
                standing=_standing(row, today),
                may_end=_standing(row, today) is not Standing.OVER
                and may_name_for(call.actor, row.absent_person),
            )
            for row in rows
        )


@dataclass(frozen=True)
class Possible:
    """For whom the reader may name somebody, and whom."""

    absent: tuple[Colleague, ...]
    acting: tuple[Colleague, ...]


def read_possible(call: Call) -> Possible:
    """HR's people: for an administrator all can be away, for HR it is the reader themselves."""
    call.hat(*MAY_NAME)
    with call.look() as work:
        hr = holders_of(Role.HR).order_by(Account.opened_at, Account.ref)
        found = work.session.scalars(hr).all()
    people = sorted(found, key=lambda one: one.name.casefold())
    return Possible(
        absent=tuple(
            as_colleague(one) for one in people if may_name_for(call.actor, one.person_ref)
        ),
        acting=tuple(as_colleague(one) for one in people if _is_other(call.actor, one.person_ref)),
    )


def _is_other(actor: Actor, person_ref: str) -> bool:
    return actor.has(Role.ADMINISTRATOR) or person_ref != actor.person_ref


def _standing(row: Substitution, today: date) -> Standing:
    if row.ended_at is not None or row.last_day < today:
        return Standing.OVER
    return Standing.COMING if row.first_day > today else Standing.NOW
