"""A due-diligence search is opened, everybody on the shortlist is told, and may object.

Nobody is looked up before all of them were told. An objection stops it for all until it is
decided; one that is upheld ends it for all, for whoever could leave single people out could leave
out all but one.
"""

from datetime import date

from screening.domain.due_diligence import FEWEST, DueDiligence
from screening.domain.entry import answer_given
from screening.domain.errors import Conflict, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.people import Action, Ties
from screening.domain.text import N_
from screening.domain.words import Delivery, Role, Stage
from screening.services.calendar import day_of, due, start_of_day
from screening.services.call import Call, once
from screening.services.due_diligence.conditions import (
    candidate_of,
    check_allowed,
    find_part,
    find_search,
    opened_for,
    parts_of,
    possible_searchers,
    shortlisted,
    untold,
)
from screening.services.due_diligence.saying import take, waits
from screening.services.due_diligence_steps import end, record_of_one, step
from screening.services.loading import hold_open
from screening.services.refs import new_ref
from screening.store.tables.account import Account
from screening.store.tables.candidate import Candidate
from screening.store.tables.due_diligence import DueDiligencePart, DueDiligenceSearch
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

_ONE_ALONE = N_(
    "Fewer than two people are on the shortlist. Looking up one person alone would be a check of "
    "that person: ask for a check of a claim instead."
)
_NOT_THE_STAGE = N_(
    "This is possible only while the vacancy is at the stage “shortlisted”, before interviews."
)


@once
def open_search(call: Call, vacancy_ref: str, searcher: str) -> None:
    """Open the one due-diligence search of a vacancy; ``searcher`` is an account in HR.

    NotValid for a searcher who sits or sat on the panel or asked for a check here, NotPossible
    outside the conditions, Conflict where it was opened before, however it ended.
    """
    with call.change(Role.HR) as work:
        vacancy, ties = opened_for(work, call, vacancy_ref, Action.HANDLE_DUE_DILIGENCE)
        check_stage(vacancy)
        if len(shortlisted(work, vacancy)) < FEWEST:
            raise NotPossible(_ONE_ALONE)
        if work.session.get(DueDiligenceSearch, vacancy.ref) is not None:
            raise Conflict(N_("There is one due-diligence search in a vacancy: it was opened."))
        account = _searcher(work, vacancy, ties, searcher)
        minutes = int(work.policy.number("schools", "minutes"))
        work.session.add(
            DueDiligenceSearch(
                vacancy_ref=vacancy.ref,
                state=DueDiligence.OPENED,
                policy_digest=work.policy.digest,
                minutes=minutes,
                searcher=account.ref,
                searcher_person=account.person_ref,
                opened_at=work.now,
                opened_by=call.actor.ref,
            )
        )
        work.record(
            Event.DUE_DILIGENCE_OPENED,
            vacancy_ref=vacancy.ref,
            payload={
                "policy": work.policy.version,
                "searcher": account.name,
                "minutes": str(minutes),
                "people": str(len(shortlisted(work, vacancy))),
            },
        )
        work.commit()


@once
def tell_all(call: Call, vacancy_ref: str, delivery: Delivery, told_on: date) -> None:
    """Write down that everybody on the shortlist who had not been told was told on ``told_on``.

    Nobody is looked up before their time to reply is over. NotPossible where there is nobody to
    tell, NotValid for a day before it was opened, or to come.
    """
    with call.change(Role.HR) as work:
        search, vacancy, _ties = find_search(work, call, vacancy_ref, Action.HANDLE_DUE_DILIGENCE)
        hold_open(work.session, vacancy)
        check_allowed(work, vacancy)
        check_stage(vacancy)
        to_tell = untold(work, vacancy)
        if not to_tell:
            raise NotPossible(N_("Everybody on the shortlist has been told."))
        if len(shortlisted(work, vacancy)) < FEWEST:
            raise NotPossible(_ONE_ALONE)
        if not day_of(search.opened_at) <= told_on <= day_of(work.now):
            raise NotValid({"told_on": N_("Give a day between the opening and today")})
        step(work, search, Event.DUE_DILIGENCE_TOLD)
        told_at = work.now if told_on == day_of(work.now) else start_of_day(told_on)
        for candidate in to_tell:
            part = DueDiligencePart(
                ref=new_ref(),
                vacancy_ref=vacancy.ref,
                candidate_ref=candidate.ref,
                told_at=told_at,
                not_before=due(work.policy, "reply", told_at),
            )
            work.session.add(part)
            said = {
                "delivery": delivery,
                "told_on": told_on.isoformat(),
                "not_before": part.not_before.isoformat(),
            }
            record_of_one(work, part, Event.DUE_DILIGENCE_TOLD, said)
        work.commit()


@once
def take_down(call: Call, part_ref: str, words: str, *, objects: bool) -> None:
    """Write down for a candidate what they said, as ``saying.take``; NotPossible once erased."""
    words = answer_given("words", words)
    with call.change(Role.HR) as work:
        about = find_part(work, call, part_ref, Action.HANDLE_DUE_DILIGENCE)
        candidate_of(work, about[0])
        take(work, about, {"words": words}, objects=objects)
        work.commit()


@once
def decide(call: Call, part_ref: str, *, upheld: bool, reasons: str) -> None:
    """Decide on an objection, with reasons. Upheld, nobody is looked up, and nothing is told.

    Once the candidate is erased no words are kept, and it can still be decided.
    """
    reasons = answer_given("reasons", reasons)
    with call.change(Role.HR) as work:
        part, search, vacancy = find_part(work, call, part_ref, Action.HANDLE_DUE_DILIGENCE)
        erased = work.session.get_one(Candidate, part.candidate_ref).erased_at is not None
        if not waits(part):
            raise NotPossible(N_("There is no objection to decide here."))
        part.objection_decided_at = work.now
        work.session.flush()
        event = Event.DUE_DILIGENCE_UPHELD if upheld else Event.DUE_DILIGENCE_NOT_UPHELD
        others = any(waits(other) for other, _candidate in parts_of(work, vacancy))
        stays = DueDiligence.PAUSED if others and not upheld else None
        step(work, search, event, to=stays)
        record_of_one(work, part, event, {} if erased else {"reasons": reasons})
        work.commit()


@once
def call_off(call: Call, vacancy_ref: str, reasons: str) -> None:
    """End the search for everybody, with reasons. What was found goes to nobody."""
    reasons = answer_given("reasons", reasons)
    with call.change(Role.HR) as work:
        search, _vacancy, _ties = find_search(work, call, vacancy_ref, Action.HANDLE_DUE_DILIGENCE)
        end(work, search, {"reasons": reasons})
        work.commit()


def check_stage(vacancy: Vacancy) -> None:
    """NotPossible unless ``vacancy`` is at the stage at which there is a shortlist."""
    if vacancy.stage != Stage.SHORTLISTED:
        raise NotPossible(_NOT_THE_STAGE)


def _searcher(work: UnitOfWork, vacancy: Vacancy, ties: Ties, ref: str) -> Account:
    for one in possible_searchers(work, vacancy, ties):
        if one.ref == ref:
            return one
    raise NotValid(
        {
            "searcher": N_(
                "Choose somebody in HR who never sat on this panel and asked for no check here"
            )
        }
    )
