"""What was looked at, held against what was authorised: look by look, and place by place.

Section 6 of the policy lets a search go as far as a claim and no further; this says where one went
further, and what of it was left undone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from screening.domain.text import N_


class Beyond(StrEnum):
    """In which way a look went beyond what was authorised."""

    PLACE = "place"
    WORDS = "words"
    MINUTES = "minutes"
    DAYS = "days"


SAID: Mapping[Beyond, str] = {
    Beyond.PLACE: N_("This place was not approved"),
    Beyond.WORDS: N_("These search words were not approved"),
    Beyond.MINUTES: N_("This is longer than was approved"),
    Beyond.DAYS: N_("This is outside the days that were approved"),
}
ASKED: Mapping[Beyond, str] = {
    Beyond.PLACE: N_("This place was not approved. Explain how you came to look there"),
    Beyond.WORDS: N_("These search words were not approved. Explain why you used them"),
    Beyond.MINUTES: N_("This is longer than was approved. Explain why it took more time"),
    Beyond.DAYS: N_("This is outside the days that were approved. Explain why it was done then"),
}
"""What is asked of whoever looked further than was approved."""


@dataclass(frozen=True)
class Look:
    """One look: at which authorised place (None: another), when it began, how many minutes, and
    whether with other search words than the authorised ones.
    """

    position: int | None
    occurred_at: datetime
    minutes: int
    other_words: bool = False


@dataclass(frozen=True)
class Authorised:
    """What was authorised: the positions of the places, the minutes, first and last moment."""

    places: frozenset[int]
    minutes: int
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Reconciled:
    """What of the looks went beyond, in their order, and the places nobody looked at."""

    beyond: tuple[tuple[Beyond, ...], ...]
    left_out: tuple[int, ...]
    minutes: int


def beyond(look: Look, authorised: Authorised, spent: int) -> tuple[Beyond, ...]:
    """In which ways ``look`` goes beyond, after ``spent`` minutes on other looks."""
    ways = {
        Beyond.PLACE: look.position not in authorised.places,
        Beyond.WORDS: look.other_words,
        Beyond.MINUTES: spent + look.minutes > authorised.minutes,
        Beyond.DAYS: not authorised.start <= look.occurred_at <= authorised.end,
    }
    return tuple(way for way, holds in ways.items() if holds)


def reconcile(looks: Sequence[Look], authorised: Authorised) -> Reconciled:
    """All ``looks``, in the order in which they were recorded, held against ``authorised``."""
    spent, ways = 0, []
    for look in looks:
        ways.append(beyond(look, authorised, spent))
        spent += look.minutes
    seen = {look.position for look in looks}
    return Reconciled(tuple(ways), tuple(sorted(authorised.places - seen)), spent)
