"""The due-diligence search of a school's shortlist: a regime of its own, beside section 6.

Statutory guidance (Keeping Children Safe in Education, part three, safer recruitment) asks schools
to consider an online search of shortlisted candidates. Such a search rests on no claim. So it is
no check, passes no gate, and is possible only where a version of the policy in force turns it on,
in the departments that it names: for everybody on the shortlist alike, or for nobody, and once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.policy import Policy
from screening.domain.text import N_
from screening.domain.words import Regime

REGIME_NAMES: Mapping[Regime, str] = {
    Regime.CLAIMS: N_("Section 6: verification of a claim"),
    Regime.SCHOOL: N_("Schools: section 6, and a due-diligence search of the whole shortlist"),
}
FEWEST = 2
"""Of one candidate alone it would be a check of that person, and no equal treatment."""
WORDS_IN_A_ROW = 5
"""So many words as they stand in what was found: a text repeats it."""


class DueDiligence(StrEnum):
    """How far the one search of a vacancy's shortlist has come."""

    OPENED = "opened"
    TOLD = "told"
    PAUSED = "paused"
    SEARCHING = "searching"
    HANDED_OVER = "handed-over"
    CALLED_OFF = "called-off"


class RegimeState(StrEnum):
    """What became of a proposal to put a vacancy under the schools regime."""

    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    CONFIRMED = "confirmed"


class ToExplore(StrEnum):
    """All that the search may say of somebody."""

    NOTHING = "nothing"
    SOMETHING = "something"


@dataclass(frozen=True)
class Stretch:
    """``event`` takes the search from any of ``before`` to ``after``; None: as it was."""

    event: Event
    before: tuple[DueDiligence, ...]
    after: DueDiligence | None


OVER = (DueDiligence.HANDED_OVER, DueDiligence.CALLED_OFF)
_GOES_ON = (DueDiligence.TOLD, DueDiligence.SEARCHING)
_UNDER_WAY = (*_GOES_ON, DueDiligence.PAUSED)
_ONCE_BEGUN = (DueDiligence.SEARCHING, DueDiligence.PAUSED, DueDiligence.CALLED_OFF)
_SCREENED = (DueDiligence.SEARCHING, DueDiligence.HANDED_OVER)  # what was found, and answers to it

STRETCHES: tuple[Stretch, ...] = (
    Stretch(Event.DUE_DILIGENCE_TOLD, (DueDiligence.OPENED,), DueDiligence.TOLD),
    Stretch(Event.DUE_DILIGENCE_TOLD, _GOES_ON, None),
    Stretch(Event.DUE_DILIGENCE_OBJECTED, _UNDER_WAY, DueDiligence.PAUSED),
    Stretch(Event.DUE_DILIGENCE_UPHELD, (DueDiligence.PAUSED,), DueDiligence.CALLED_OFF),
    Stretch(Event.DUE_DILIGENCE_NOT_UPHELD, (DueDiligence.PAUSED,), None),
    Stretch(Event.DUE_DILIGENCE_REPLIED, (*_UNDER_WAY, *OVER), None),
    Stretch(Event.DUE_DILIGENCE_BEGUN, _GOES_ON, DueDiligence.SEARCHING),
    Stretch(Event.DUE_DILIGENCE_RECORDED, _ONCE_BEGUN, None),  # what was seen was seen
    Stretch(Event.DUE_DILIGENCE_HELD_BACK, _SCREENED, None),
    Stretch(Event.DUE_DILIGENCE_WORDED, (DueDiligence.SEARCHING,), None),
    Stretch(Event.DUE_DILIGENCE_KEPT_BACK, (DueDiligence.SEARCHING,), None),
    Stretch(Event.DUE_DILIGENCE_HANDED_OVER, (DueDiligence.SEARCHING,), DueDiligence.HANDED_OVER),
    Stretch(Event.DUE_DILIGENCE_ANSWER_PASSED_ON, (DueDiligence.HANDED_OVER,), None),
    Stretch(Event.DUE_DILIGENCE_ANSWER_KEPT_BACK, (DueDiligence.HANDED_OVER,), None),
    Stretch(Event.DUE_DILIGENCE_LOCKED, (DueDiligence.HANDED_OVER,), None),
    Stretch(
        Event.DUE_DILIGENCE_CALLED_OFF,
        tuple(state for state in DueDiligence if state not in OVER),
        DueDiligence.CALLED_OFF,
    ),
)
"""Its life, in one table; nothing else decides what is possible when."""

_NOT_NOW = N_("This cannot be done now: look at how far the due-diligence search has come.")


def after(event: Event, state: DueDiligence, state_before: DueDiligence | None) -> DueDiligence:
    """The state once ``event`` happened in ``state``. An objection that is not upheld leads back
    to ``state_before``. NotPossible where the table has no such row.
    """
    for row in STRETCHES:
        if row.event is event and state in row.before:
            if event is Event.DUE_DILIGENCE_NOT_UPHELD:
                return state_before or state
            return row.after or state
    raise NotPossible(_NOT_NOW)


def can_happen(event: Event, state: DueDiligence) -> bool:
    """Whether ``event`` is possible in ``state``."""
    return any(row.event is event and state in row.before for row in STRETCHES)


def turned_on(policy: Policy) -> bool:
    """Whether ``policy`` allows it anywhere. One that does not speak of it, or names no department,
    does not.
    """
    said = policy.data.get("schools", {}).get("search", {}).get("value", False)
    return bool(said and departments(policy))


def departments(policy: Policy) -> tuple[str, ...]:
    """The departments whose vacancies ``policy`` lets be put under the schools regime."""
    return policy.names("schools", "departments")


def allows(policy: Policy, department: str) -> bool:
    """Whether ``policy`` allows it in ``department``, however that is spaced or capitalised."""
    named = {_named(one) for one in departments(policy)}
    return turned_on(policy) and _named(department) in named


def basis_told(policy: Policy) -> str:
    """Why it is lawful, in words that people are told; empty where ``policy`` does not allow it."""
    return policy.text("schools", "basis") if turned_on(policy) else ""


def repeats(text: str, found: str) -> bool:
    """Whether ``text`` has some words in a row of ``found``, however they are set."""
    words, theirs = _folded(text), _folded(found)
    length = min(WORDS_IN_A_ROW, len(theirs))
    return length > 0 and bool(_runs(words, length) & _runs(theirs, length))


def _named(department: str) -> str:
    return " ".join(department.casefold().split())


def _folded(text: str) -> tuple[str, ...]:
    kept = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    return tuple(kept.split())


def _runs(words: tuple[str, ...], length: int) -> set[tuple[str, ...]]:
    return {words[at : at + length] for at in range(len(words) - length + 1)}
