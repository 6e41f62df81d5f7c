"""The instruction sheet of a third party, filled from the authorisation and from nothing else."""

from datetime import date

from screening.domain.errors import NotFound, NotPossible
from screening.domain.text import N_
from screening.domain.words import SuppliedBy
from screening.reports.instructions import Instructions
from screening.reports.model import Organisation
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.reading.checks.search import SearchShown, read_search
from screening.store.tables.account import Account


def read_instructions(call: Call, check_ref: str, organisation: Organisation) -> Instructions:
    """The sheet of ``check_ref``, for HR to give out; whoever asks for it is who to answer.

    Raises NotFound where no third party searches, NotPossible while nobody may look, or no longer:
    a sheet that is about would be taken for leave to look.
    """
    search = read_search(call, check_ref)
    if not search.third_party:
        raise NotFound(N_("There is nothing here."))
    if not search.returning or search.days is None or search.erased:
        raise NotPossible(N_("There is no sheet now: nobody may look at the moment."))
    with call.look() as work:
        contact = work.session.get_one(Account, call.actor.ref)
        now = work.now
    first, last = search.days
    return Instructions(
        organisation=organisation,
        reference=f"{search.vacancy_reference}/{search.number}",
        searcher=search.searcher_name,
        dated=day_of(now),
        question=search.question,
        candidate_name=search.candidate if _needs_name(search) else "",
        places=tuple(place.address or place.platform for place in search.places.values()),
        search_words=search.terms,
        looking_at=search.looking_at,
        published_from=_day(search.from_date),
        published_to=_day(search.to_date),
        minutes=search.minutes,
        first_day=first,
        last_day=last,
        contact_name=contact.name,
        contact=contact.email,
    )


def _needs_name(search: SearchShown) -> bool:
    """Whether the right person cannot be known without a name: some place has no address, or is
    not one that the candidate gave.
    """
    return any(
        not place.address or place.supplied_by is not SuppliedBy.CANDIDATE
        for place in search.places.values()
    )


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
