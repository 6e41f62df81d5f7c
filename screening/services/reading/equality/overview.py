"""Figures of twelve months: checks by state and month, what the rules found, waiting.

They end with any month, and are of all departments or of one.

For HR and equality officers, without the vacancies on whose panel the reader sits or sat. They say
nothing of anybody by name, and where so few decisions were made that a figure would be one person's
it is not given.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CompoundSelect, Select, case, func, literal, select, union_all

from screening.domain.words import Role, State, Verdict
from screening.services.calendar import day_of, start_of_day
from screening.services.call import Call
from screening.services.reading.equality.pairs import fewest_of
from screening.services.reading.equality.still_waiting import Waiting, still_waiting
from screening.services.reading.equality.told_in_part import Part, told_of
from screening.services.reading.equality.twelve_months import Counted, in_months, months_to
from screening.services.reading.equality.waits import (
    Waited,
    WaitedFor,
    waited,
    waits_after,
    waits_for_hr,
)
from screening.services.reading.vacancies.vacancy_list import next_month, within
from screening.services.story import SUBMISSIONS
from screening.store.ledger_store import of_event, open_records
from screening.store.tables.check import Check, Revision
from screening.store.tables.record import record
from screening.store.unit_of_work import UnitOfWork

NEWEST = 300
"""Attempts whose findings are counted. They are sealed, so that each has to be opened."""


@dataclass(frozen=True)
class FiguresWanted:
    """Which figures: of twelve months that end with that of the day ``month``, the present one for
    None and for one to come; of one ``department``, or of all.
    """

    department: str = ""
    month: date | None = None


LATEST = FiguresWanted()


@dataclass(frozen=True)
class MonthOfChecks:
    """The checks that were started in one month, by where they stand now."""

    month: date
    states: Mapping[State, int]


@dataclass(frozen=True)
class RuleFound:
    """One rule, and in how many attempts it found something to change, or to consider.

    ``attempts`` has both; an attempt counts once. ``told``: what may be said of how many were
    ``blocked``.
    """

    rule: str
    title: str
    attempts: int
    blocked: int
    told: Part


@dataclass(frozen=True)
class Overview:
    """``verdicts`` are of the attempts of these months; ``rules`` of the newest ``attempts``, of
    which some may have been erased. ``fewest``: below it a figure is not given. ``waiting`` is said
    of all departments up to this month only.
    """

    months: tuple[MonthOfChecks, ...]
    verdicts: Mapping[Verdict, int]
    rules: tuple[RuleFound, ...]
    attempts: int
    waits: tuple[Waited, ...]
    all_waits: Waited
    other_waits: tuple[WaitedFor, ...]
    waiting: Waiting | None
    fewest: int


def read_overview(call: Call, wanted: FiguresWanted = LATEST) -> Overview:
    """The figures that are ``wanted``. Raises NotAllowed for anybody else."""
    call.hat(Role.HR, Role.EQUALITY)
    with call.look() as work:
        months = months_to(day_of(work.now), wanted.month)
        fewest = fewest_of(work)
        of = Counted(call.actor, wanted.department)
        rules, attempts = _rules(work, of, months, fewest)
        waits = waits_for_hr(work, of, months)
        together = sum(waits.values(), Counter[int]())
        return Overview(
            months=_checks(work, of, months),
            verdicts=_verdicts(work, of, months),
            rules=rules,
            attempts=attempts,
            waits=tuple(waited(month, waits[month], fewest) for month in months),
            all_waits=waited(None, together, fewest),
            other_waits=waits_after(work, of, months, fewest),
            waiting=_waiting(work, of, months, fewest),
            fewest=fewest,
        )


def _checks(work: UnitOfWork, of: Counted, months: Sequence[date]) -> tuple[MonthOfChecks, ...]:
    found: list[dict[State, int]] = [{} for _ in months]
    for place, state, number in work.session.execute(_by_month(of, months)):
        found[place][State(state)] = number
    return tuple(map(MonthOfChecks, months, found))


def _by_month(of: Counted, months: Sequence[date]) -> Select[Any] | CompoundSelect[Any]:
    """How many checks there are of each month, by its place, and state.

    Those of a department are found by its vacancies, once. Of all, each month is counted along the
    index of states and moments. No row is read either way.
    """
    if of.department:
        ends = [Check.started_at < start_of_day(next_month(month)) for month in months]
        at = case(*((end, place) for place, end in enumerate(ends))).label("at")
        theirs = of.vacancies(Check.vacancy_ref)
        counted = select(at, Check.state, func.count()).where(in_months(Check.started_at, months))
        return counted.where(*theirs).group_by("at", Check.state)
    each = [
        select(literal(place), Check.state, func.count())
        .where(Check.state.in_(State), within(Check.started_at, month), *of.checks(Check.ref))
        .group_by(Check.state)
        for place, month in enumerate(months)
    ]
    return union_all(*each)


def _verdicts(work: UnitOfWork, of: Counted, months: Sequence[date]) -> Mapping[Verdict, int]:
    counted = (
        select(Revision.verdict, func.count())
        .where(in_months(Revision.submitted_at, months), *of.checks(Revision.check_ref))
        .group_by(Revision.verdict)
    )
    return {Verdict(verdict): number for verdict, number in work.session.execute(counted)}


def _rules(
    work: UnitOfWork, of: Counted, months: Sequence[date], fewest: int
) -> tuple[tuple[RuleFound, ...], int]:
    """What each rule found in the newest attempts that can be read, most first; and in how many
    attempts was looked.
    """
    newest = (
        select(Revision.check_ref)
        .where(in_months(Revision.submitted_at, months), *of.checks(Revision.check_ref))
        .order_by(Revision.submitted_at.desc())
        .limit(NEWEST)
    )
    sent = (
        select(record.c.seq)
        .where(
            record.c.check_ref.in_(set(work.session.scalars(newest))),
            of_event(named=True).in_(SUBMISSIONS),
        )
        .order_by(record.c.seq.desc())
        .limit(NEWEST)
    )
    seqs = work.session.scalars(sent).all()
    attempts, blocks, read = Counter[str](), Counter[str](), 0
    for one in open_records(work.session, work.vault, seqs=seqs):
        if one.payload is not None and day_of(one.occurred_at).replace(day=1) in months:
            findings = one.payload["assessment"]["findings"]
            attempts.update({each["rule"] for each in findings})
            blocks.update({each["rule"] for each in findings if each["verdict"] == Verdict.BLOCK})
            read += 1
    texts = work.policy.gate["texts"]
    rows = [
        RuleFound(
            rule,
            str(texts.get(rule, {}).get("title", rule)),
            number,
            blocks[rule],
            told_of(number, blocks[rule], fewest),
        )
        for rule, number in attempts.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.attempts, row.rule))), read


def _waiting(work: UnitOfWork, of: Counted, months: Sequence[date], fewest: int) -> Waiting | None:
    if of.department or months[-1] != day_of(work.now).replace(day=1):
        return None
    started = in_months(Check.started_at, months)
    return still_waiting(work, started, *of.checks(Check.ref), fewest=fewest)
