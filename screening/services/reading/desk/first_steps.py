"""Somebody's first steps, and which of them are done, as far as what is kept here shows it.

What can be done only once in a service (its name, its first vacancy) is done for everybody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, exists, select

from screening.domain.first_steps import STEPS_OF, FirstStep
from screening.domain.kept_settings import SettingKind
from screening.domain.notifying import Told
from screening.domain.people import Actor
from screening.domain.words import Role
from screening.services.call import Call
from screening.store.tables.account import Account
from screening.store.tables.check import Check
from screening.store.tables.decision import Decision
from screening.store.tables.declaration import Declaration
from screening.store.tables.monitoring import MonitoringAnswers
from screening.store.tables.outbox import Notification
from screening.store.tables.policy import PolicyRead
from screening.store.tables.review import Edition, SignOff
from screening.store.tables.search import HandOver, ScoreLock
from screening.store.tables.setting import Setting
from screening.store.tables.substitution import Substitution
from screening.store.tables.vacancy import PanelMember, Vacancy
from screening.store.unit_of_work import UnitOfWork


def _policy_read(work: UnitOfWork, actor: Actor) -> Select[Any]:
    mine = PolicyRead.person_ref == actor.person_ref
    return select(PolicyRead.digest).where(mine, PolicyRead.digest == work.policy.digest)


def _asked(_work: UnitOfWork, actor: Actor, revisions: int = 1) -> Select[Any]:
    mine = Check.requester_person == actor.person_ref
    return select(Check.ref).where(mine, Check.revision >= revisions)


def _asked_again(work: UnitOfWork, actor: Actor) -> Select[Any]:
    return _asked(work, actor, 2)


def _locked(_work: UnitOfWork, actor: Actor) -> Select[Any]:
    """By way of the panels they sat on, as an index leads there."""
    return (
        select(ScoreLock.check_ref)
        .join(Check, Check.ref == ScoreLock.check_ref)
        .join(PanelMember, PanelMember.vacancy_ref == Check.vacancy_ref)
        .where(PanelMember.person_ref == actor.person_ref, ScoreLock.person_ref == actor.person_ref)
    )


def _declared(_work: UnitOfWork, actor: Actor) -> Select[Any]:
    return (
        select(Declaration.moment)
        .join(PanelMember, PanelMember.vacancy_ref == Declaration.vacancy_ref)
        .where(
            PanelMember.person_ref == actor.person_ref, Declaration.person_ref == actor.person_ref
        )
    )


def _others_let_in(_work: UnitOfWork, actor: Actor) -> Select[Any]:
    return select(Account.ref).where(Account.person_ref != actor.person_ref)


def _set(kind: SettingKind) -> "Sought":
    return lambda _work, _actor: select(Setting.version).where(Setting.kind == kind)


Sought = Callable[[UnitOfWork, Actor], Select[Any]]

_SHOWN_BY: Mapping[FirstStep, Sought] = {
    FirstStep.READ_POLICY: _policy_read,
    FirstStep.ASK: _asked,
    FirstStep.MEND: _asked_again,
    FirstStep.TAKE_IN: _locked,
    FirstStep.DECLARE: _declared,
    FirstStep.SET_UP: lambda _work, _actor: select(Vacancy.ref),
    FirstStep.DECIDE: lambda _work, actor: select(Decision.check_ref).where(
        Decision.decided_person == actor.person_ref
    ),
    FirstStep.SCREEN: lambda _work, actor: select(HandOver.check_ref).where(
        HandOver.recorded_person == actor.person_ref
    ),
    FirstStep.STAND_IN: lambda _work, actor: select(Substitution.ref).where(
        Substitution.absent == actor.ref
    ),
    FirstStep.MONITORING: lambda _work, _actor: select(MonitoringAnswers.vacancy_ref),
    FirstStep.SIGN_OFF: lambda _work, actor: select(SignOff.vacancy_ref).where(
        SignOff.signed_by == actor.ref
    ),
    FirstStep.REPORT: lambda _work, actor: select(Edition.vacancy_ref).where(
        Edition.requested_by == actor.ref
    ),
    FirstStep.BASIS: _set(SettingKind.BASIS),
    FirstStep.ASSESSMENT: _set(SettingKind.ASSESSMENT),
    FirstStep.ORGANISATION: _set(SettingKind.ORGANISATION),
    FirstStep.PEOPLE: _others_let_in,
}
"""What is there once a step is done. Of the others nothing is kept, or not by whom."""


@dataclass(frozen=True)
class StepShown:
    """One step; ``done`` is None where nothing that is kept would show it."""

    step: FirstStep
    done: bool | None


@dataclass(frozen=True)
class RoleSteps:
    """What somebody does first in one role."""

    role: Role
    steps: tuple[StepShown, ...]

    @property
    def done(self) -> int:
        """How many of them are done."""
        return sum(1 for each in self.steps if each.done)

    @property
    def known(self) -> int:
        """Of how many it is known whether they are done."""
        return sum(1 for each in self.steps if each.done is not None)


def read_first_steps(call: Call) -> tuple[RoleSteps, ...]:
    """The reader's steps in each of their roles."""
    with call.look() as work:
        return _steps_in(work, call.actor, call.actor.roles)


def list_steps_to_offer(call: Call) -> tuple[RoleSteps, ...]:
    """Those of roles in which the reader has not done all, and that they have not put away."""
    mine = Notification.account_ref == call.actor.ref, Notification.kind == Told.FIRST_STEPS
    with call.look() as work:
        away = work.session.scalars(select(Notification.about).where(*mine))
        roles = call.actor.roles - {Role(role) for about in away for role in about.split()}
        found = _steps_in(work, call.actor, roles)
    return tuple(part for part in found if part.done < part.known)


def _steps_in(work: UnitOfWork, actor: Actor, roles: frozenset[Role]) -> tuple[RoleSteps, ...]:
    mine = [role for role in STEPS_OF if role in roles]
    asked = [each for role in mine for each in STEPS_OF[role] if each in _SHOWN_BY]
    sought = [exists(_SHOWN_BY[each](work, actor)) for each in asked]
    there = work.session.execute(select(*sought)).one() if sought else ()
    done = {each: bool(one) for each, one in zip(asked, there, strict=True)}
    return tuple(
        RoleSteps(role, tuple(StepShown(each, done.get(each)) for each in STEPS_OF[role]))
        for role in mine
    )
