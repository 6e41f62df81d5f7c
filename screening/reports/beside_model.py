"""What the report prints of what stands beside the checks: the registers, and lost records."""

from dataclasses import dataclass
from datetime import date

from screening.domain.sourcing import FoundBy, Handling, Sign
from screening.domain.unauthorised import (
    CLOCKED,
    Breach,
    BreachRuling,
    Effect,
    PersonTold,
)


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
    those about it; ``looker``: who made it, empty where no account here is theirs.
    ``judged``: whether HR takes it for a breach, None until it says so. ``recused``: whom this
    service keeps from choosing. ``effect``, ``ruling``, ``person_told`` None: not said yet, or
    ``erased``.
    """

    code: str
    candidate: str
    records: tuple[int, ...]
    told_on: date
    told_by_looker: bool
    looker: str
    breach: Breach
    judged: Breach | None
    effect: Effect | None
    recused: tuple[str, ...]
    ruling: BreachRuling | None
    person_told: PersonTold | None
    erased: bool

    @property
    def may_be_breach(self) -> bool:
        """Whether whoever told of it, or HR, does not rule a personal-data breach out."""
        return self.breach in CLOCKED or self.judged in CLOCKED

    @property
    def holds_nobody(self) -> bool:
        """Whether somebody is to step back whom this service cannot hold to it."""
        return self.effect is Effect.RECUSAL and not self.recused


@dataclass(frozen=True)
class Questioned:
    """A search to find people that is asked about: it looked like a check itself, or ``candidate``
    (a code), whom it found, has applied. ``why``: what shows it.

    ``handling`` None: HR has not said what it was, or that is ``erased``. ``report``: the code of
    the search without authorisation that it is entered as, or empty; ``code`` is empty where the
    words that hold it are gone.
    """

    code: str
    candidate: str
    records: tuple[int, ...]
    why: tuple[Sign | FoundBy, ...]
    handling: Handling | None
    report: str
    erased: bool

    @property
    def is_open(self) -> bool:
        """Whether HR has still to say what it was."""
        return self.handling is None and not self.erased


@dataclass(frozen=True)
class Sourcing:
    """How many searches to find people were entered for the vacancy, which are asked about, and of
    how many applicants it is known that they had been found so.
    """

    entered: int = 0
    questioned: tuple[Questioned, ...] = ()
    applied: int = 0

    @property
    def like_a_check(self) -> tuple[Questioned, ...]:
        """Those of which the entry itself looked like a check."""
        return tuple(one for one in self.questioned if not one.candidate)
