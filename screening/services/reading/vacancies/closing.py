"""When a vacancy can be closed."""

from datetime import datetime

from screening.services.call import Call
from screening.services.checks.reply_time import all_over_after
from screening.services.loading import find_vacancy


def read_waits_until(call: Call, vacancy_ref: str) -> datetime | None:
    """Until when closing waits for candidates who may still reply, as their notices said; None
    where nobody may. NotFound where the caller may not know of the vacancy.
    """
    with call.look() as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref)
        return all_over_after(work, vacancy.ref, call.actor, ties)
