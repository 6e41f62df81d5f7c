"""What the report prints of what stands beside the checks: the registers, and lost records."""

from dataclasses import dataclass
from datetime import date

from screening.domain.unauthorised import Breach, BreachRuling, Effect, PersonTold


@dataclass(frozen=True)
class Loss:
    """An older copy of the database was put in use ``on`` that day: records ``first`` to ``last``
    of the whole log were lost. Both are 0 where that cannot be said.
    """

    on: date
    first: int
    last: int


@dataclass(frozen=True)
class Unauthorised:
    """A search made without authorisation. ``candidate``: their code, or empty; ``records`` are
    those about it; ``looker``: who made it, empty where no account here is theirs. ``effect``,
    ``ruling``, ``person_told`` None: not said yet, or ``erased``.
    """

    code: str
    candidate: str
    records: tuple[int, ...]
    told_on: date
    told_by_looker: bool
    looker: str
    breach: Breach
    effect: Effect | None
    ruling: BreachRuling | None
    person_told: PersonTold | None
    erased: bool


@dataclass(frozen=True)
class Sourcing:
    """How many searches to find people were entered for the vacancy, the records of attempts that
    looked like a check, and of how many applicants it is known that they had been found so.
    """

    entered: int = 0
    questioned: tuple[int, ...] = ()
    applied: int = 0
