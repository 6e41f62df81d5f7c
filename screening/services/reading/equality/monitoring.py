"""Editions of monitoring as they were made: for officers, to publish, and by department."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select

from screening.domain.errors import NotFound
from screening.domain.monitoring import UNSAID, Fact, First, Unsaid, not_asked
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.equality.blocks import Grouping
from screening.equality.tables import Line, count_in, groups_of, percentage
from screening.services.call import Call
from screening.services.monitoring.freezing import OFFICERS, PUBLIC
from screening.services.reading.people import names_of
from screening.store.tables.monitoring import (
    MonitoringEdition,
)


@dataclass(frozen=True)
class EditionRow:
    """An edition in the list of them, of vacancies that closed from ``since`` to ``year``."""

    number: int
    since: int
    year: int
    first: First
    unsaid: Unsaid
    people: int
    vacancies: int
    made_at: datetime
    made_by: str


@dataclass(frozen=True)
class Cell:
    """A count, with how many per cent of its group that is, where the group is large enough."""

    count: int
    per_cent: float | None


@dataclass(frozen=True)
class LineShown:
    """A line: the values of each of its table's facts, all people, and each group's; None for a
    group that is not told apart in it.
    """

    values: tuple[tuple[str, ...], ...]
    people: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class TableShown:
    """A table of one question by ``facts``; ``groups`` are answers that are counted together."""

    facts: tuple[Fact, ...]
    groups: tuple[tuple[str, ...], ...]
    lines: tuple[LineShown, ...]
    everybody: LineShown | None


@dataclass(frozen=True)
class QuestionShown:
    """All that is shown of a question; no tables: too few people.

    ``answered`` of ``people`` said something; None where that is not shown. ``uncovered`` is the
    number of vacancies whose files had no column for it, and whose people are not among these.
    """

    name: str
    tables: tuple[TableShown, ...]
    breakdown: TableShown | None
    people: int
    answered: int | None
    uncovered: int


@dataclass(frozen=True)
class ByDepartment:
    """A question's table by department in one edition."""

    number: int
    since: int
    year: int
    table: TableShown


@dataclass(frozen=True)
class EditionShown:
    """An edition as it was made, for officers or to publish. ``people`` is rounded there.

    ``not_asked``: the protected characteristics that its policy had no question about.
    """

    row: EditionRow
    is_public: bool
    people: int
    threshold: int
    round_to: int
    no_percentage_under: int
    sha256: str
    questions: tuple[QuestionShown, ...]
    not_asked: tuple[str, ...]


def list_editions(call: Call) -> tuple[EditionRow, ...]:
    """Every edition, newest first."""
    with call.look() as work:
        check_may(call.actor, Action.COUNT_MONITORING)
        found = work.session.scalars(
            select(MonitoringEdition).order_by(MonitoringEdition.number.desc())
        ).all()
        names = names_of(work.session, [each.made_by for each in found])
        return tuple(_row(each, json.loads(each.tables), names) for each in found)


def read_edition(call: Call, number: int, *, public: bool) -> EditionShown:
    """One edition as it was kept; or NotFound."""
    with call.look() as work:
        check_may(call.actor, Action.COUNT_MONITORING)
        edition = work.session.get(MonitoringEdition, number)
        if edition is None:
            raise NotFound(N_("There is nothing here."))
        kept = json.loads(edition.tables)
        limits = kept["limits"]
        return EditionShown(
            row=_row(edition, kept, names_of(work.session, [edition.made_by])),
            is_public=public,
            people=kept["people_published"] if public else kept["people"],
            threshold=limits[PUBLIC if public else OFFICERS],
            round_to=limits["round_to"] if public else 1,
            no_percentage_under=limits["no_percentage_under"],
            sha256=edition.sha256,
            questions=tuple(_question(each, kept, public=public) for each in kept["questions"]),
            not_asked=not_asked(each["name"] for each in kept["questions"]),
        )


def list_by_department(call: Call) -> tuple[tuple[str, tuple[ByDepartment, ...]], ...]:
    """Each question with its table by department of every edition that has one, newest first."""
    with call.look() as work:
        check_may(call.actor, Action.COUNT_MONITORING)
        found = work.session.scalars(
            select(MonitoringEdition).order_by(
                MonitoringEdition.year.desc(), MonitoringEdition.number.desc()
            )
        ).all()
        tables: dict[str, list[ByDepartment]] = {}
        for edition in found:
            kept = json.loads(edition.tables)
            for question in (_question(each, kept, public=False) for each in kept["questions"]):
                tables.setdefault(question.name, []).extend(
                    ByDepartment(edition.number, _since(edition, kept), edition.year, table)
                    for table in question.tables
                    if table.facts == (Fact.DEPARTMENT,)
                )
        return tuple((name, tuple(each)) for name, each in tables.items())


def _question(
    kept: Mapping[str, Any], all_of_it: Mapping[str, Any], *, public: bool
) -> QuestionShown:
    order, fewest = all_of_it["order"], all_of_it["limits"]["no_percentage_under"]
    groupings = [tuple(map(tuple, level)) for level in kept["groupings"]]
    tables, people, answered = [], 0, None
    for table in kept[PUBLIC if public else OFFICERS]:
        everybody, *lines = (
            _line_of(line, table) for line in (table["everybody"], *table["lines"])
        )
        groups = groups_of([everybody, *lines], groupings)
        shown = _Shown(groupings, groups, everybody, fewest)
        facts = tuple(map(Fact, order[table["fact"] :][:1])) if lines else ()
        tables.append(
            TableShown(
                facts,
                groups,
                tuple(shown.line((line.values,), line) for line in lines),
                shown.counted((), everybody),
            )
        )
        people, answered = everybody.people, _answered(everybody, groupings)
    finest = None if public else _breakdown(kept, groupings, order)
    return QuestionShown(
        kept["name"], tuple(tables), finest, people, answered, kept.get("uncovered", 0)
    )


def _answered(everybody: Line, groupings: Sequence[Grouping]) -> int | None:
    """How many said something: worked out of what the tables show, so that it shows no more."""
    unsaid = count_in(everybody, groupings, (UNSAID,))
    return None if unsaid is None else everybody.people - unsaid


def _breakdown(
    kept: Mapping[str, Any], groupings: Sequence[Grouping], order: Sequence[str]
) -> TableShown | None:
    """The finest that is shown, by the facts that tell its lines apart."""
    lines = kept["breakdown"]["lines"]
    values = [[tuple(line["values"][n]) for line in lines] for n in range(len(order))]
    telling = [n for n, each in enumerate(values) if len(set(each)) > 1]
    if not telling:
        return None
    found = [_line_of(line, kept["breakdown"]) for line in lines]
    groups = groups_of(found, groupings)
    shown = _Shown(groupings, groups, found[0], 0)
    return TableShown(
        tuple(Fact(order[n]) for n in telling),
        groups,
        tuple(
            shown.counted(tuple(tuple(kept_line["values"][n]) for n in telling), line)
            for kept_line, line in zip(lines, found, strict=True)
        ),
        None,
    )


@dataclass(frozen=True)
class _Shown:
    """How lines are shown that have ``groups``."""

    groupings: Sequence[Grouping]
    groups: Grouping
    everybody: Line
    fewest: int

    def counted(self, values: tuple[tuple[str, ...], ...], line: Line) -> LineShown:
        """``line`` without percentages."""
        counts = (count_in(line, self.groupings, group) for group in self.groups)
        cells = (None if count is None else Cell(count, None) for count in counts)
        return LineShown(values, line.people, tuple(cells))

    def line(self, values: tuple[tuple[str, ...], ...], line: Line) -> LineShown:
        """``line`` with how many per cent of each group are in it."""
        return LineShown(values, line.people, tuple(map(partial(self._cell, line), self.groups)))

    def _cell(self, line: Line, group: tuple[str, ...]) -> Cell | None:
        count = count_in(line, self.groupings, group)
        if count is None:
            return None
        base = count_in(self.everybody, self.groupings, group)
        return Cell(count, percentage(count, base, self.fewest))


def _line_of(kept: Mapping[str, Any], around: Mapping[str, Any]) -> Line:
    """A line as it was kept; in early editions the level is that of the table ``around`` it."""
    level = kept.get("level", around.get("level"))
    return Line(tuple(kept["values"]), kept["people"], int(level or 0), tuple(kept["counts"]))


def _since(edition: MonitoringEdition, kept: Mapping[str, Any]) -> int:
    """The first year of an edition; early ones were of one year, and do not name it apart."""
    return int(kept.get("since", edition.year))


def _row(
    edition: MonitoringEdition, kept: Mapping[str, Any], names: Mapping[str, str]
) -> EditionRow:
    return EditionRow(
        number=edition.number,
        since=_since(edition, kept),
        year=edition.year,
        first=First(edition.first),
        unsaid=Unsaid(kept.get("unsaid", Unsaid.TOGETHER)),
        people=edition.people,
        vacancies=edition.vacancies,
        made_at=edition.made_at,
        made_by=names[edition.made_by],
    )
