"""The equality officer signs a vacancy off, up to where its chain then stands."""

from dataclasses import replace

from sqlalchemy import exists, select

from screening.domain.due_diligence import RegimeState
from screening.domain.entry import LONG, answer_given, check_storable, tidy
from screening.domain.errors import Conflict, NotPossible
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import Action, Ties, check_may
from screening.domain.text import N_
from screening.domain.words import Role
from screening.services.call import Call, once
from screening.services.loading import find_vacancy, ties_of
from screening.services.outbox.telling import tell, those_who_may
from screening.services.taking_part import took_part
from screening.store.tables.check import Check
from screening.store.tables.due_diligence import DueDiligenceSearch
from screening.store.tables.record import record, vacancy_head
from screening.store.tables.regime import RegimeProposal
from screening.store.tables.registers import SourcingSearch, UnauthorisedSearch
from screening.store.tables.review import SignOff
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

SOMETHING_TO_READ = (
    (Vacancy.checks > 0)
    | exists().where(DueDiligenceSearch.vacancy_ref == Vacancy.ref)
    | exists().where(UnauthorisedSearch.vacancy_ref == Vacancy.ref)
    | exists().where(SourcingSearch.vacancy_ref == Vacancy.ref, SourcingSearch.attempt)
)
"""Of a vacancy: there is a check in it, a school's due-diligence search, a search without
authorisation, or an attempt to enter a search to find people that looked like a check.
"""


@once
def sign_off(call: Call, vacancy_ref: str, words: str, read: int, conditions: str = "") -> None:
    """Sign off all that is recorded of the vacancy so far, with remarks, and under ``conditions``
    where there are any. What somebody is to do about them is asked of them as an action.

    ``read`` is how many records there were when the officer read them: Conflict when there are
    more by now. NotAllowed for anybody who had a part in a check, or sat or sits on the panel.
    """
    words, conditions = answer_given("words", words), tidy(conditions)
    check_storable({"conditions": (conditions, LONG, False)})
    with call.change(Role.EQUALITY) as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref, Action.REVIEW)
        check_may(call.actor, Action.SIGN_OFF, with_the_involved(work, vacancy, ties))
        position = _chain_length(work, vacancy)
        if position != read:
            raise Conflict(
                N_("Something was recorded after you opened this page. Read it, then sign off.")
            )
        if work.session.get(SignOff, (vacancy.ref, position - 1)) is not None:
            raise NotPossible(N_("Nothing has happened since this vacancy was last signed off."))
        work.session.add(
            SignOff(
                vacancy_ref=vacancy.ref,
                vacancy_seq=position,
                signed_at=work.now,
                signed_by=call.actor.ref,
                signed_person=call.actor.person_ref,
            )
        )
        work.record(
            Event.SIGNED_OFF,
            vacancy_ref=vacancy.ref,
            payload={"words": words, "up_to": str(position)}
            | ({"conditions": conditions} if conditions else {}),
        )
        work.commit()


def with_the_involved(work: UnitOfWork, vacancy: Vacancy, ties: Ties) -> Ties:
    """``ties`` with everybody who had a part in a check in ``vacancy``, but as an equality officer:
    marking what the rules missed is part of a review. Who confirmed the schools regime had a part.
    """
    checks, records = Check.vacancy_ref == vacancy.ref, record.c.vacancy_ref == vacancy.ref
    involved = took_part(work.session, checks, records, but_as=Role.EQUALITY)
    confirmed = select(RegimeProposal.decided_person).where(
        RegimeProposal.vacancy_ref == vacancy.ref, RegimeProposal.state == RegimeState.CONFIRMED
    )
    return replace(ties, involved=involved | set(work.session.scalars(confirmed)))


def tell_to_sign_off(work: UnitOfWork, vacancy: Vacancy) -> None:
    """Tell those who may sign ``vacancy`` off that it is closed, if there is anything to read."""
    to_read = select(Vacancy.ref).where(Vacancy.ref == vacancy.ref, SOMETHING_TO_READ)
    if work.session.scalar(to_read) is not None:
        ties = with_the_involved(work, vacancy, ties_of(work.session, vacancy))
        told = those_who_may(work.session, Action.SIGN_OFF, ties, Role.EQUALITY)
        tell(work, Told.TO_SIGN_OFF, told, vacancy.ref, vacancy_ref=vacancy.ref)


def _chain_length(work: UnitOfWork, vacancy: Vacancy) -> int:
    wanted = select(vacancy_head.c.size).where(vacancy_head.c.vacancy_ref == vacancy.ref)
    return int(work.session.execute(wanted).scalar_one())
