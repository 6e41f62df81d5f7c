"""The part of the audit report about a school's regime: what is no check and counts as none.

It holds codes and days, and none of the words of what was found: those go with the candidate.
"""

from dataclasses import dataclass
from datetime import date

from screening.domain.due_diligence import DueDiligence, ToExplore
from screening.domain.events import Event
from screening.domain.words import Regime
from screening.reports.check_model import Stamp


@dataclass(frozen=True)
class RegimeStep:
    """The schools regime was proposed, confirmed or not, or the vacancy taken out of it.

    ``event`` says which, where ``after`` is None; that is by which regime it is run from then on.
    ``reason`` None: erased.
    """

    stamp: Stamp
    event: Event
    before: Regime | None
    after: Regime | None
    reason: str | None


@dataclass(frozen=True)
class LookedUp:
    """One candidate in the due-diligence search. ``objections``: how many, of which ``upheld``.

    ``to_explore``, ``minutes`` and ``protected_seen`` None: not written down yet, or ``erased``.
    ``answer``: whether their answer to what the panel was told was passed on to it; None where they
    gave none, or HR has not decided on it. ``stopped_before``: a check on them had not been ready
    or was rejected before they were looked up.
    """

    candidate: str
    told_on: date
    begun_on: date | None
    objections: int
    upheld: int
    minutes: int | None
    protected_seen: bool | None
    to_explore: ToExplore | None
    passed_on: bool | None
    answer: bool | None
    stopped_before: bool
    erased: bool


@dataclass(frozen=True)
class DueDiligenceSearch:
    """The one search of the shortlist. ``people`` were on it when it was opened."""

    opened: Stamp
    policy: str
    searcher: str
    minutes: int
    people: int
    state: DueDiligence
    ended: Stamp | None
    reasons: str
    locks: tuple[Stamp, ...]
    parts: tuple[LookedUp, ...]


@dataclass(frozen=True)
class Schools:
    """A vacancy's regime, how it came to it, and the search that was opened, if any."""

    regime: Regime = Regime.CLAIMS
    steps: tuple[RegimeStep, ...] = ()
    search: DueDiligenceSearch | None = None

    @property
    def to_be_told(self) -> bool:
        """Whether the report has anything to say of it."""
        return self.regime is Regime.SCHOOL or bool(self.steps)

    @property
    def waits(self) -> bool:
        """Whether it is proposed, and no second person has confirmed it."""
        return bool(self.steps) and self.steps[-1].event is Event.REGIME_PROPOSED
