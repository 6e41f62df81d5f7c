"""An officer looks at whose requests were not ready: for a reason, and on record."""

from screening.domain.entry import answer_given
from screening.domain.errors import NotValid
from screening.domain.events import Event
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Role
from screening.ledger.record import ORGANISATION
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.reading.equality.attempts import Attempts, attempts_in
from screening.services.reading.equality.pairs import YearWanted

MOST = 100
FIRST_YEAR = 2000


def look_at_attempts(call: Call, wanted: YearWanted, reason: str) -> Attempts:
    """The attempts of a year by who made them, for officers; the ``reason`` goes on record with the
    year and the department.

    Every look is one, so that a repeated call is recorded again. Raises NotValid for a year to come
    or without a reason.
    """
    reason = answer_given("reason", reason)
    with call.each_time().change(Role.EQUALITY, Role.DATA_PROTECTION) as work:
        check_may(call.actor, Action.READ_PAIRS)
        this = day_of(work.now).year
        year = wanted.year or this
        if not FIRST_YEAR <= year <= this:
            raise NotValid({"year": N_("Choose a year from the list")})
        found = attempts_in(work, call.actor, YearWanted(year, wanted.department), MOST)
        said = {"year": str(year), "department": wanted.department, "reason": reason}
        work.record(Event.ATTEMPTS_SEEN, vacancy_ref=ORGANISATION, payload=said)
        work.commit()
    return found
