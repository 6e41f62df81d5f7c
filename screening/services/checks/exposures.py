"""What HR arranges where somebody saw a protected characteristic in a search.

Equality Act 2010 s.136: who decides must be able to say that it played no part. So whoever saw it
neither scores nor decides (a recusal), or tells nobody (a barrier); until then nothing is handed
over.
"""

from collections.abc import Mapping

from sqlalchemy import select

from screening.domain.entry import answer_given
from screening.domain.errors import NotAllowed, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Measure, Role, SearcherKind, State
from screening.services.call import Call, once
from screening.services.loading import authorisation_of, find_check
from screening.services.moving import note
from screening.services.story import story_of
from screening.store.tables.account import Account
from screening.store.tables.check import Check
from screening.store.tables.search import ExposureStep
from screening.store.unit_of_work import UnitOfWork

AFTER_THE_SEARCH = (State.SEARCHED, State.WITHHELD)


@once
def arrange(call: Call, check_ref: str, measures: Mapping[str, Measure], reasons: str) -> None:
    """Say for each account in ``measures`` that recorded an exposure what is arranged, and why.

    Raises NotValid unless each one that is open has its measure, NotPossible before the search is
    over or when nothing is open, NotAllowed for somebody about their own exposure.
    """
    reasons = answer_given("reasons", reasons)
    with call.change(Role.HR) as work:
        check, vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.HANDLE, ties)
        if State(check.state) not in AFTER_THE_SEARCH:
            raise NotPossible(N_("This is arranged once the search is over, before the hand-over."))
        exposed = unarranged(work, check)
        if not exposed:
            raise NotPossible(N_("Nothing is left to arrange here: somebody has done it already."))
        if call.actor.person_ref in exposed.values():
            raise NotAllowed(
                N_("You saw it yourself, so somebody else in HR arranges what follows.")
            )
        if set(measures) != set(exposed):
            raise NotValid({"measures": N_("Say what is arranged for each person who saw it")})
        said = {
            measure.value: sorted(ref for ref, chosen in measures.items() if chosen is measure)
            for measure in Measure
        }
        note(work, check, Event.EXPOSURE_HANDLED, {**said, "reasons": reasons})
        for ref, person in exposed.items():
            work.session.add(
                ExposureStep(
                    check_ref=check.ref,
                    account_ref=ref,
                    vacancy_ref=vacancy.ref,
                    person_ref=person,
                    measure=measures[ref],
                    recorded_at=work.now,
                    recorded_person=call.actor.person_ref,
                )
            )
        work.commit()


def unarranged(work: UnitOfWork, check: Check) -> dict[str, str]:
    """The accounts that recorded an exposure for which nothing is arranged, each with its person.

    The person is empty where a third party searched: whoever wrote it down saw nothing.
    """
    told = [one for one in story_of(work, check) if one.event == Event.EXPOSURE_RECORDED]
    if not told:
        return {}
    third_party = authorisation_of(work.session, check).searcher_kind == SearcherKind.THIRD_PARTY
    arranged = work.session.scalars(
        select(ExposureStep.account_ref).where(ExposureStep.check_ref == check.ref)
    )
    exposed = dict.fromkeys(one.actor_ref for one in told)
    return {
        ref: "" if third_party else work.session.get_one(Account, ref).person_ref
        for ref in exposed.keys() - set(arranged)
    }


def has_to_arrange(work: UnitOfWork, check: Check) -> bool:
    """Whether an exposure waits for what follows from it, and the search is over."""
    return State(check.state) in AFTER_THE_SEARCH and bool(unarranged(work, check))


def check_arranged(work: UnitOfWork, check: Check) -> None:
    """Raise NotPossible while an exposure waits for what follows from it."""
    if unarranged(work, check):
        raise NotPossible(
            N_("Something protected was seen. Arrange first what follows from that for who saw it.")
        )
