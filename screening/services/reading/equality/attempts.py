"""Whose requests were not ready to send: how often, on what grounds, and what became of them.

By department and year, beside who decides whose requests (``pairs``), and with the same least
number: who made fewer attempts there is not shown at all. ``services.attempts_seen`` records that
somebody looked.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, select

from screening.domain.events import Event
from screening.domain.people import Action, Actor, check_may
from screening.domain.words import Became, State, Verdict
from screening.services.calendar import day_of, start_of_day
from screening.services.call import Call
from screening.services.reading.equality.pairs import (
    YearWanted,
    fewest_of,
    years_since,
)
from screening.services.reading.looks import looked_lately
from screening.services.reading.people import names_of, names_of_persons
from screening.services.reading.visible import looked_up, off_panel
from screening.store.ledger_store import of_event, open_records
from screening.store.tables.check import Check, Revision
from screening.store.tables.record import record
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

NEWEST = 1000
"""Attempts whose grounds are looked at. They are sealed, so that each has to be opened."""
LOOKS = 10
"""Earlier looks that are shown."""
_OVER = (State.WITHDRAWN, State.CANCELLED, State.EXPIRED)


class Whose(NamedTuple):
    """One who asks, in one department."""

    department: str
    person: str


@dataclass(frozen=True)
class AttemptsRow:
    """One who asks: how many attempts they ``sent``, how many were ``stopped``; the titles of the
    rules that stopped them, each with how many; and what became of the checks they were of.
    """

    department: str
    requester: str
    sent: int
    stopped: int
    grounds: tuple[tuple[str, int], ...]
    became: Mapping[Became, int]


@dataclass(frozen=True)
class Attempts:
    """The first of those of one ``year`` with at least ``fewest`` attempts, one of them stopped;
    ``found``: how many there are; ``unread``: attempts whose grounds were not looked at.
    """

    year: int
    fewest: int
    found: int
    rows: tuple[AttemptsRow, ...]
    unread: int


@dataclass(frozen=True)
class Look:
    """That somebody looked: when, who, at which year and department (empty: all), and why."""

    at: datetime
    by: str
    year: str
    department: str
    reason: str


def years_of_attempts(call: Call) -> tuple[int, ...]:
    """The years in which anything was sent, and the present one, the newest first."""
    check_may(call.actor, Action.READ_PAIRS)
    with call.look() as work:
        today = day_of(work.now)
        first = work.session.scalar(select(func.min(Revision.submitted_at)))
        return years_since(day_of(first) if first else today, today)


def list_looks(call: Call) -> tuple[Look, ...]:
    """Who looked lately, the newest first."""
    check_may(call.actor, Action.READ_PAIRS)
    with call.look() as work:
        found = looked_lately(work, Event.ATTEMPTS_SEEN, LOOKS)
        names = names_of(work.session, [one.actor_ref for one in found])
        return tuple(
            Look(
                one.occurred_at,
                names[one.actor_ref],
                said.get("year", ""),
                said.get("department", ""),
                said.get("reason", ""),
            )
            for one in found
            for said in (one.payload or {},)
        )


def attempts_in(work: UnitOfWork, actor: Actor, wanted: YearWanted, most: int) -> Attempts:
    """Those that are ``wanted``, and ``most`` of them at most, but for vacancies on whose panel
    ``actor`` sat.
    """
    year = wanted.year or day_of(work.now).year
    fewest, of_year = fewest_of(work), _OfYear(year, wanted.department, actor)
    found = work.session.execute(of_year.counted(fewest)).all()
    names = names_of_persons(work.session, (row.person for row in found))
    in_order = sorted(
        found, key=lambda row: (row.department.casefold(), -row.stopped, names[row.person])
    )[:most]
    persons = {row.person for row in in_order}
    grounds, read = _grounds(work, of_year, persons)
    became = _became(work, of_year, persons)
    rows = []
    for row in in_order:
        whose = Whose(row.department, row.person)
        rows.append(
            AttemptsRow(
                department=row.department,
                requester=names[row.person],
                sent=row.sent,
                stopped=int(row.stopped),  # PostgreSQL adds numbers up as decimals
                grounds=_most_first(grounds[whose]),
                became=became[whose],
            )
        )
    unread = sum(row.stopped for row in rows) - sum(read[Whose(*one[:2])] for one in in_order)
    return Attempts(year, fewest, len(found), tuple(rows), unread)


@dataclass(frozen=True)
class _OfYear:
    """Attempts of a year, in a department if one is named, that ``actor`` may know of."""

    year: int
    department: str
    actor: Actor

    def conditions(self) -> list[ColumnElement[bool]]:
        """What they are known by, where Revision, Check and Vacancy are joined."""
        begins, ends = date(self.year, 1, 1), date(self.year + 1, 1, 1)
        found = [
            Revision.submitted_at >= start_of_day(begins),
            Revision.submitted_at < start_of_day(ends),
            off_panel(self.actor),
        ]
        return [*found, Vacancy.department == self.department] if self.department else found

    def counted(self, fewest: int) -> Select[str, str, int, Any]:
        """Everybody with at least ``fewest`` attempts, one of them stopped, and how many."""
        whose = (Vacancy.department, Check.requester_person.label("person"))
        stopped = func.sum(case((Revision.verdict == Verdict.BLOCK, 1), else_=0))
        return (
            select(*whose, func.count().label("sent"), stopped.label("stopped"))
            .select_from(Revision)
            .join(Check, Check.ref == Revision.check_ref)
            .join(Vacancy, Vacancy.ref == Check.vacancy_ref)
            .where(*self.conditions())
            .group_by(Vacancy.department, Check.requester_person)
            .having(func.count() >= fewest, stopped > 0)
        )

    def stopped(self, persons: Collection[str]) -> Select[str]:
        """The checks of ``persons`` of which an attempt was stopped."""
        return (
            select(Revision.check_ref)
            .join(Check, Check.ref == Revision.check_ref)
            .join(Vacancy, Vacancy.ref == Check.vacancy_ref)
            .where(
                *self.conditions(),
                Revision.verdict == Verdict.BLOCK,
                Check.requester_person.in_(persons),
            )
        )


def _grounds(
    work: UnitOfWork, of_year: _OfYear, persons: Collection[str]
) -> tuple[Mapping[Whose, Counter[str]], Counter[Whose]]:
    """What stopped the newest attempts, and how many of them were looked at. None once erased."""
    sent = (
        select(record.c.seq, Vacancy.department, Check.requester_person)
        .join(Check, Check.ref == record.c.check_ref)
        .join(Vacancy, Vacancy.ref == Check.vacancy_ref)
        .where(
            record.c.check_ref.in_(of_year.stopped(persons)),
            of_event(named=True) == Event.CHECK_NOT_READY,
        )
        .order_by(record.c.seq.desc())
        .limit(NEWEST)
    )
    whose = {seq: Whose(name, person) for seq, name, person in work.session.execute(sent)}
    texts, read = work.policy.gate["texts"], Counter[Whose]()
    grounds: dict[Whose, Counter[str]] = defaultdict(Counter)
    for one in open_records(work.session, work.vault, seqs=list(whose)):
        if day_of(one.occurred_at).year == of_year.year:
            read[whose[one.seq]] += 1
            findings = one.payload["assessment"]["findings"] if one.payload else ()
            stops = {each["rule"] for each in findings if each["verdict"] == Verdict.BLOCK}
            grounds[whose[one.seq]].update(
                str(texts.get(rule, {}).get("title", rule)) for rule in stops
            )
    return grounds, read


def _most_first(grounds: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(grounds.items(), key=lambda one: (-one[1], one[0])))


def _became(
    work: UnitOfWork, of_year: _OfYear, persons: Collection[str]
) -> Mapping[Whose, Counter[Became]]:
    """What became of the checks of which an attempt was stopped, as they stand now."""
    asked = looked_up(record.c.check_ref == Check.ref, of_event(named=True) == Event.ASKED_INSTEAD)
    each = (
        select(
            Vacancy.department,
            Check.requester_person,
            Check.state,
            Revision.verdict,
            asked.label("asked"),
        )
        .join(Vacancy, Vacancy.ref == Check.vacancy_ref)
        .join(Revision, (Revision.check_ref == Check.ref) & (Revision.number == Check.revision))
        .where(Check.ref.in_(of_year.stopped(persons)))
        .subquery()
        .c
    )
    kinds = (each.department, each.requester_person, each.state, each.verdict, each.asked)
    found: dict[Whose, Counter[Became]] = defaultdict(Counter)
    for name, person, state, verdict, instead, number in work.session.execute(
        select(*kinds, func.count()).group_by(*kinds)
    ):
        found[Whose(name, person)][_what(State(state), Verdict(verdict), instead)] += number
    return found


def _what(state: State, last: Verdict, asked_instead: bool) -> Became:
    """What became of a check that stands in ``state``; ``last`` is of its newest attempt."""
    if asked_instead:
        return Became.ASKED_INSTEAD
    if last is not Verdict.BLOCK:
        return Became.CHANGED
    if state in _OVER:
        return Became.GIVEN_UP
    stands = {State.NOT_READY: Became.STILL, State.REFERRED: Became.WITH_HR}
    return stands.get(state, Became.OVERTURNED)
