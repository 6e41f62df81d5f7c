"""When the worker writes files anew out of which erased data has to go.

While it does so nobody can save anything. So it does it once, after the last of those whose data is
due together, and with a large database only at night. A day after something was erased it is done
at any hour, so that nothing stays for longer because a machine is off at night.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from screening.services.calendar import LONDON
from screening.services.call import Call
from screening.store import sweeping

LATEST = timedelta(days=1)
"""For how long after an erasure old pages may stay, while the worker runs."""
_HOURS = re.compile(r"([01]?[0-9]|2[0-3])-([01]?[0-9]|2[0-3])")


@dataclass(frozen=True)
class QuietHours:
    """From which hour until which, in London; over midnight where the first is the later one."""

    start: int = 1
    end: int = 5

    def has(self, moment: datetime) -> bool:
        """Whether ``moment`` lies in them."""
        hour = moment.astimezone(LONDON).hour
        return (hour - self.start) % 24 < (self.end - self.start) % 24


def read_quiet_hours(env: Mapping[str, str], problems: list[str]) -> QuietHours:
    """What ``SCREENING_QUIET_HOURS`` says; a problem where it is not hours."""
    said = env.get("SCREENING_QUIET_HOURS", "")
    if not said:
        return QuietHours()
    hours = _HOURS.fullmatch(said)
    if hours is None or int(hours[1]) == int(hours[2]):
        problems.append("SCREENING_QUIET_HOURS must be two different hours, such as 1-5 or 22-6.")
        return QuietHours()
    return QuietHours(int(hours[1]), int(hours[2]))


def sweep(call: Call, hours: QuietHours, *, more_to_come: bool) -> bool:
    """Get out of the files what was erased, if it is time for that; whether something was done.

    With ``more_to_come`` within a minute it waits for that, unless it has waited for a day.
    """
    if not sweeping.is_wanted(call.store):
        return False
    since, now = sweeping.waits_since(call.store), call.clock()
    late = since is not None and now - since >= LATEST
    if more_to_come and not late:
        return False
    return sweeping.flush(call.store, however_large=late or hours.has(now))
