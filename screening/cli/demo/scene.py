"""The stage on which the demonstration is played: the people, and a clock set to each step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from screening.domain.people import Actor
from screening.domain.working_days import is_working_day
from screening.services.calendar import LONDON, day_of, holidays
from screening.services.call import Call
from screening.store.store import Store

OPENS = time(9, 5)
BETWEEN_STEPS = timedelta(minutes=7)


@dataclass
class Scene:
    """Who is there and what time it is. ``people`` maps a key to an actor."""

    store: Store
    people: Mapping[str, Actor]
    loaded_at: datetime
    now: datetime = field(default=datetime.min.replace(tzinfo=UTC))

    def clock(self) -> datetime:
        """The moment the step is played at."""
        return self.now

    def call(self, key: str) -> Call:
        """A call by the person called ``key``, now."""
        return Call(self.store, self.people[key], self.clock)

    def morning(self, days_ago: int) -> datetime:
        """Opening time ``days_ago`` working days before the day of loading."""
        day = day_of(self.loaded_at)
        while days_ago > 0 or not is_working_day(day, holidays()):
            day -= timedelta(days=1)
            days_ago -= is_working_day(day, holidays())
        return datetime.combine(day, OPENS, LONDON).astimezone(UTC)
