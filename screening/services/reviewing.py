"""The equality officer signs a vacancy off, up to where its chain then stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Select, exists, select

from screening.domain.due_diligence import RegimeState
from screening.domain.entry import answer_given
from screening.domain.errors import Conflict, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import Action, Actor, Ties, check_may
from screening.domain.text import N_
from screening.domain.words import Role
from screening.services.call import Call, once
from screening.services.following_up import OPEN_STATES, Asking, put_down
from screening.services.loading import find_vacancy, ties_of
from screening.services.outbox.telling import tell, those_who_may
from screening.services.taking_part import took_part
from screening.store.tables.check import Check
from screening.store.tables.due_diligence import DueDiligenceSearch
from screening.store.tables.follow_up import FollowUp
from screening.store.tables.record import record, vacancy_head
from screening.store.tables.regime import RegimeProposal
from screening.store.tables.registers import SourcingQuestion, UnauthorisedSearch
from screening.store.tables.review import SignOff
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

SOMETHING_TO_READ = (
    (Vacancy.checks > 0)
    | exists().where(DueDiligenceSearch.vacancy_ref == Vacancy.ref)
    | exists().where(UnauthorisedSearch.vacancy_ref == Vacancy.ref)
    | exists().where(SourcingQuestion.vacancy_ref == Vacancy.ref)
)
"""Of a vacancy: there is a check in it, a school's due-diligence search, a search without
authorisation, or a search to find people that is asked about.
"""


@dataclass(frozen=True)
class Signing:
    """An officer's ``words`` on a vacancy of which they ``read`` so many records, and the
    ``conditions`` of the sign-off. ``despite``: they know what is open, and sign all the same.
    """

    words: str
    read: int
    conditions: Sequence[Asking] = ()
    despite: bool = False


@once
def sign_off(call: Call, vacancy_ref: str, signing: Signing) -> None:
    """Sign off all that is recorded of the vacancy so far, with remarks, and under conditions where
    there are any: each has an owner and a day, and stays open until an officer is satisfied.

    Conflict where there are more records by now than were read. NotAllowed for anybody who had a
    part in a check, or sat or sits on the panel. NotPossible while something waits for an answer,
    or for an officer's word on it, unless that is known.
    """
    words = answer_given("words", signing.words)
    with call.change(Role.EQUALITY) as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref, Action.REVIEW)
        check_may(call.actor, Action.SIGN_OFF, with_the_involved(work, vacancy, ties))
        position = _chain_length(work, vacancy)
        if position != signing.read:
            raise Conflict(
                N_("Something was recorded after you opened this page. Read it, then sign off.")
            )
        if work.session.get(SignOff, (vacancy.ref, position - 1)) is not None:
            raise NotPossible(N_("Nothing has happened since this vacancy was last signed off."))
        if not signing.despite and work.session.scalar(_open(vacancy).limit(1)):
            raise NotPossible(N_("Something that was asked is open still."))
        last = position + len(signing.conditions)  # it covers its own conditions too
        numbers = _put_down(work, call.actor, vacancy, signing.conditions, last)
        work.session.add(
            SignOff(
                vacancy_ref=vacancy.ref,
                vacancy_seq=last,
                signed_at=work.now,
                signed_by=call.actor.ref,
                signed_person=call.actor.person_ref,
            )
        )
        work.record(
            Event.SIGNED_OFF,
            vacancy_ref=vacancy.ref,
            payload={"words": words, "up_to": str(last)}
            | ({"numbers": ", ".join(numbers)} if numbers else {}),
        )
        work.commit()


def _open(vacancy: Vacancy) -> Select[str]:
    return select(FollowUp.ref).where(
        FollowUp.vacancy_ref == vacancy.ref, FollowUp.state.in_(OPEN_STATES)
    )


def _put_down(
    work: UnitOfWork, actor: Actor, vacancy: Vacancy, conditions: Sequence[Asking], last: int
) -> list[str]:
    """Put the conditions of the sign-off ``last`` down; their numbers come out. NotValid names them
    by their places.
    """
    problems: dict[str, str] = {}
    numbers = []
    for place, asking in enumerate(conditions):
        try:
            numbers.append(str(put_down(work, actor, vacancy, asking, last).number))
        except NotValid as refused:
            problems |= {f"conditions-{place}-{box}": said for box, said in refused.fields.items()}
    if problems:
        raise NotValid(problems)
    return numbers


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
