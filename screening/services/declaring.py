"""The members of a panel give their word that they made no search but those recorded."""

from screening.domain.declarations import moments_reached
from screening.domain.errors import Conflict, NotPossible
from screening.domain.events import Event
from screening.domain.notifying import TO_DECLARE, Told
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Moment, Role, Stage
from screening.services.call import Call, once
from screening.services.loading import find_vacancy
from screening.services.outbox.telling import no_longer
from screening.store.tables.declaration import Declaration


@once
def declare(call: Call, vacancy_ref: str, moment: Moment, *, searched: bool) -> None:
    """The caller's word at ``moment``: whether they made a search that is not recorded here.

    Raises NotPossible before the vacancy has come so far, Conflict for a second word. It can be
    given after the vacancy is closed: late, and better than not at all.
    """
    with call.change(Role.MANAGER) as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref)
        check_may(call.actor, Action.DECLARE, ties)
        if moment not in moments_reached(Stage(vacancy.stage)):
            raise NotPossible(N_("This vacancy has not come so far yet."))
        if work.session.get(Declaration, (vacancy.ref, call.actor.person_ref, moment)):
            raise Conflict(N_("You have given your word on this already."))
        work.record(
            Event.DECLARATION_MADE,
            vacancy_ref=vacancy.ref,
            payload={"moment": moment, "searched": searched},
        )
        work.session.add(
            Declaration(
                vacancy_ref=vacancy.ref,
                person_ref=call.actor.person_ref,
                moment=moment,
                account_ref=call.actor.ref,
                searched=searched,
                declared_at=work.now,
            )
        )
        asked = (TO_DECLARE[moment], Told.NOT_DECLARED)
        no_longer(work, vacancy.ref, asked, account=call.actor.ref)
        work.commit()
