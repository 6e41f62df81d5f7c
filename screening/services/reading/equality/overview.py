"""Figures of the last twelve months: checks by state and month, what the rules found, waiting.

For HR and equality officers, without the vacancies on whose panel the reader sits or sat. They say
nothing of anybody by name, and where so few decisions were made that a figure would be one person's
it is not given.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import InstrumentedAttribute

from screening.domain.people import Actor
from screening.domain.words import Role, State, Verdict
from screening.domain.working_days import working_days_between
from screening.services.calendar import day_of, holidays, start_of_day
from screening.services.call import Call
from screening.services.reading.vacancies.vacancy_list import next_month
from screening.services.reading.visible import off_panel
from screening.services.story import SUBMISSIONS
from screening.store.ledger_store import open_records
from screening.store.tables.check import Check, Revision
from screening.store.tables.decision import Decision
from screening.store.tables.record import record
from screening.store.tables.vacancy import PanelMember
from screening.store.unit_of_work import UnitOfWork

MONTHS = 12
NEWEST = 300
"""Attempts whose findings are counted. They are sealed, so that each has to be opened."""


@dataclass(frozen=True)
class MonthOfChecks:
    """The checks that were started in one month, by where they stand now."""

    month: date
    states: Mapping[State, int]


@dataclass(frozen=True)
class RuleFound:
    """One rule, and in how many attempts it found something to change, or to consider.

    ``attempts`` has both; an attempt counts once.
    """

    rule: str
    title: str
    attempts: int
    blocked: int


@dataclass(frozen=True)
class Waited:
    """How long requests waited for HR, in working days, of those decided in ``month`` (None: all).

    Half were decided within ``median``, nine in ten within ``nine_in_ten``; both are None where
    there are too few.
    """

    month: date | None
    decided: int
    median: float | None
    nine_in_ten: int | None


@dataclass(frozen=True)
class Overview:
    """``verdicts`` are of the attempts of these months; ``rules`` of the newest ``attempts``, of
    which some may have been erased. ``fewest``: below it a figure is not given.
    """

    months: tuple[MonthOfChecks, ...]
    verdicts: Mapping[Verdict, int]
    rules: tuple[RuleFound, ...]
    attempts: int
    waits: tuple[Waited, ...]
    all_waits: Waited
    fewest: int


def read_overview(call: Call) -> Overview:
    """The figures of the twelve months up to now. Raises NotAllowed for anybody else."""
    call.hat(Role.HR, Role.EQUALITY)
    with call.look() as work:
        months = _months(day_of(work.now))
        fewest = int(work.policy.number("report", "suppress_under"))
        rules, attempts = _rules(work, call.actor)
        waits = _waits(work, call.actor, months)
        together = sum(waits.values(), Counter[int]())
        return Overview(
            months=_checks(work, call.actor, months),
            verdicts=_verdicts(work, call.actor, months),
            rules=rules,
            attempts=attempts,
            waits=tuple(_waited(month, waits[month], fewest) for month in months),
            all_waits=_waited(None, together, fewest),
            fewest=fewest,
        )


def _months(today: date) -> tuple[date, ...]:
    """The first days of these months, this one last."""
    day = date(today.year - 1, today.month, 1)
    months = []
    for _ in range(MONTHS):
        day = next_month(day)
        months.append(day)
    return tuple(months)


def _in_months(
    column: InstrumentedAttribute[datetime], months: Sequence[date]
) -> ColumnElement[bool]:
    begins, ends = start_of_day(months[0]), start_of_day(next_month(months[-1]))
    return (column >= begins) & (column < ends)


def _month_of(
    column: InstrumentedAttribute[datetime], months: Sequence[date]
) -> ColumnElement[int]:
    """Which of ``months`` a moment lies in, by its place among them."""
    ends = [(column < start_of_day(next_month(month)), at) for at, month in enumerate(months)]
    return case(*ends, else_=len(months))


def _checks(work: UnitOfWork, actor: Actor, months: Sequence[date]) -> tuple[MonthOfChecks, ...]:
    at = _month_of(Check.started_at, months)
    counted: Select[int, str, int] = (
        select(at, Check.state, func.count())
        .where(_in_months(Check.started_at, months), off_panel(actor, Check.vacancy_ref))
        .group_by(at, Check.state)
    )
    found: list[dict[State, int]] = [{} for _ in months]
    for place, state, number in work.session.execute(counted):
        found[place][State(state)] = number
    return tuple(map(MonthOfChecks, months, found))


def _verdicts(work: UnitOfWork, actor: Actor, months: Sequence[date]) -> Mapping[Verdict, int]:
    counted = (
        select(Revision.verdict, func.count())
        .join(Check, Check.ref == Revision.check_ref)
        .where(_in_months(Revision.submitted_at, months), off_panel(actor, Check.vacancy_ref))
        .group_by(Revision.verdict)
    )
    return {Verdict(verdict): number for verdict, number in work.session.execute(counted)}


def _rules(work: UnitOfWork, actor: Actor) -> tuple[tuple[RuleFound, ...], int]:
    """What each rule found in the newest attempts that can be read, most first; and in how many
    attempts was looked.
    """
    seats = select(PanelMember.vacancy_ref).where(PanelMember.person_ref == actor.person_ref)
    newest = (
        select(record.c.seq)
        .where(record.c.event_type.in_(SUBMISSIONS), record.c.vacancy_ref.not_in(seats))
        .order_by(record.c.seq.desc())
        .limit(NEWEST)
    )
    seqs = work.session.scalars(newest).all()
    attempts, blocks, read = Counter[str](), Counter[str](), 0
    for one in open_records(work.session, work.vault, seqs=seqs):
        if one.payload is not None:
            findings = one.payload["assessment"]["findings"]
            attempts.update({each["rule"] for each in findings})
            blocks.update({each["rule"] for each in findings if each["verdict"] == Verdict.BLOCK})
            read += 1
    texts = work.policy.gate["texts"]
    rows = [
        RuleFound(rule, str(texts.get(rule, {}).get("title", rule)), number, blocks[rule])
        for rule, number in attempts.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.attempts, row.rule))), read


def _waits(work: UnitOfWork, actor: Actor, months: Sequence[date]) -> Mapping[date, Counter[int]]:
    """In each of ``months``, how many requests were decided after how many working days.

    The database counts by the two days, so that it answers with no more rows than there are pairs
    of days. These are days of UTC: in summer one begins an hour later than on pages.
    """
    at = _month_of(Decision.decided_at, months)
    sent, decided = func.date(Revision.submitted_at), func.date(Decision.decided_at)
    counted: Select[int, date | str, date | str, int] = (
        select(at, sent, decided, func.count())
        .join(Check, Check.ref == Decision.check_ref)
        .join(
            Revision,
            (Revision.check_ref == Decision.check_ref) & (Revision.number == Decision.revision),
        )
        .where(_in_months(Decision.decided_at, months), off_panel(actor, Check.vacancy_ref))
        .group_by(at, sent, decided)
    )
    found = {month: Counter[int]() for month in months}
    for place, first, last, number in work.session.execute(counted):
        days = working_days_between(_day(first), _day(last), holidays())
        found[months[place]][days] += number
    return found


def _day(found: date | str) -> date:
    """SQLite answers with text."""
    return date.fromisoformat(str(found))


def _waited(month: date | None, days: Counter[int], fewest: int) -> Waited:
    decided = days.total()
    if decided < fewest:
        return Waited(month, decided, None, None)
    ranked = sorted(days.elements())
    middle = (ranked[(decided - 1) // 2] + ranked[decided // 2]) / 2
    return Waited(month, decided, middle, ranked[-(-decided * 9 // 10) - 1])
