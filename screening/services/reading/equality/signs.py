"""What calls for an equality officer's look in each vacancy: counts with a meaning, and no score.

Every sign stands by itself. Those vacancies stand first in which the gravest were seen most often;
officers choose which sign they look for, or have vacancies by date.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    and_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute

from screening.domain.policy import Policy
from screening.domain.words import Verdict
from screening.services.story import SUBMISSIONS
from screening.store.ledger_store import of_event, open_records
from screening.store.tables.check import Check, Revision
from screening.store.tables.record import record
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


class Sign(StrEnum):
    """Something that calls for a look."""

    PROTECTED = "protected"
    UNAUTHORISED = "unauthorised"
    CONTRADICTED = "contradicted"
    LIKE_A_CHECK = "like-a-check"
    SOURCING_OPEN = "sourcing-open"
    REGIME = "regime"
    NOT_READY = "not-ready"
    REFUSED = "refused"
    RECYCLED = "recycled"
    REPEATED = "repeated"
    SHARE = "share"
    FAST = "fast"
    VARIANCE = "variance"
    EXPOSURE = "exposure"
    HELD_BACK = "held-back"
    LOG_LATE = "log-late"
    UNDECLARED = "undeclared"
    UNANSWERED = "unanswered"
    STOPPED_BEFORE = "stopped-before"


GRADES: tuple[frozenset[Sign], ...] = (
    frozenset(
        {
            Sign.PROTECTED,
            Sign.UNAUTHORISED,
            Sign.LIKE_A_CHECK,
            Sign.VARIANCE,
            Sign.EXPOSURE,
            Sign.STOPPED_BEFORE,
        }
    ),
    frozenset(
        {
            Sign.NOT_READY,
            Sign.REFUSED,
            Sign.RECYCLED,
            Sign.REPEATED,
            Sign.SHARE,
            Sign.HELD_BACK,
        }
    ),
    frozenset(
        {
            Sign.FAST,
            Sign.LOG_LATE,
            Sign.UNDECLARED,
            Sign.CONTRADICTED,
            Sign.SOURCING_OPEN,
            Sign.UNANSWERED,
            Sign.REGIME,
        }
    ),
)
"""Signs by how grave they are: of what was looked for or seen that nobody may; of what was asked;
of how the work was done. Each is in one; the search that a declaration disagrees with is counted
among the first already. It is an order to read in, and never a number that is kept or shown.
"""

Counts = Mapping[Sign, int]
"""How often each sign was seen."""
Seen = Iterator[tuple[str, Sign, int]]
"""In which vacancy or department, what, and how often. Several of one sign add up."""

_SIGNALS: Mapping[str, Sign] = {
    "question-again": Sign.REPEATED,
    "question-again-and-again": Sign.REPEATED,
    "question-elsewhere": Sign.REPEATED,
    "reason-again": Sign.RECYCLED,
    "reason-again-and-again": Sign.RECYCLED,
    "reason-elsewhere": Sign.RECYCLED,
    "mould": Sign.RECYCLED,
    "mould-close": Sign.RECYCLED,
    "share": Sign.SHARE,
}
"""What the gate's rule on routine found (``gate.rules.routine``), by the sign that it is."""


@dataclass(frozen=True)
class Among:
    """Of which vacancies signs are read: those to which ``which`` applies. They are counted ``by``
    the vacancy, or by its department.

    Where no moment is given since when they were all set up, they are few, and questions begin with
    them. Otherwise these begin with what is counted, which there is less of.
    """

    which: tuple[ColumnElement[bool], ...]
    by: InstrumentedAttribute[str]
    since: datetime | None = None

    def has(self, column: SQLColumnExpression[Any]) -> ColumnElement[bool]:
        """That ``column`` names the vacancy, and it is one of them."""
        return and_(Vacancy.ref == self.own(column), *self.which)

    def own(self, column: SQLColumnExpression[Any]) -> SQLColumnExpression[Any]:
        """``column``, which names a vacancy: where they are many, as one that no index leads to."""
        return column if self.since is None else column.concat("")


def gravity(counts: Counts, sign: Sign | None = None) -> tuple[int, ...]:
    """How a vacancy with these ``counts`` stands before others: lower is graver. Where one looks
    for a ``sign``, by how often that was seen first.
    """
    graded = [sum(counts.get(one, 0) for one in grade) for grade in GRADES]
    return tuple(-number for number in ([counts.get(sign, 0)] if sign else []) + graded)


def gravest_first(counts: Counts) -> tuple[Sign, ...]:
    """The signs that were seen, the gravest first, and of those alike what was seen most often."""
    seen = (one for one in Sign if counts.get(one))
    return tuple(sorted(seen, key=lambda one: gravity({one: counts[one]})))


def wording_signs(work: UnitOfWork, refs: Sequence[str]) -> Seen:
    """Attempts in the vacancies ``refs`` in which the gate found wording that was used before, or
    that was stopped for asking after something protected. None of it once erased. Where it found
    nothing at all, nothing is opened.
    """
    found = (
        select(Check.ref)
        .join(Revision, Revision.check_ref == Check.ref)
        .where(Check.vacancy_ref.in_(refs), Revision.verdict != Verdict.PASS)
    )
    sent = select(record.c.seq).where(
        record.c.check_ref.in_(found),
        of_event(named=True).in_(SUBMISSIONS),
    )
    seqs = work.session.scalars(sent).all()
    for one in open_records(work.session, work.vault, seqs=seqs):
        findings = one.payload["assessment"]["findings"] if one.payload else ()
        signals = {finding["signal"] for finding in findings}
        for sign in {_SIGNALS[signal] for signal in signals & set(_SIGNALS)}:
            yield one.vacancy_ref, sign, 1
        stops = {each["rule"] for each in findings if each["verdict"] == Verdict.BLOCK}
        if "protected" in stops:
            yield one.vacancy_ref, Sign.PROTECTED, 1


def fast_below(policy: Policy) -> timedelta:
    """In less than this an approval comes soon after the request was sent."""
    return timedelta(minutes=policy.number("signs", "fast_minutes"))
