"""Tables of monitoring in words: answers, facts and counts."""

from collections.abc import Iterator

from flask_babel import format_percent, gettext

from screening.domain.monitoring import NAMES, Fact
from screening.domain.words import CandidateStatus
from screening.services.reading.equality.monitoring import Cell, EditionShown, LineShown, TableShown
from screening.web.wording import label

HEADINGS = [
    "edition",
    "since",
    "year",
    "question",
    "fact",
    "values",
    "people",
    "answers",
    "count",
    "per_cent",
]


def named(code: str) -> str:
    """What a question or an answer of the policy is called."""
    return str(gettext(NAMES.get(code, code)))


def group_name(group: tuple[str, ...]) -> str:
    """What answers that are counted together are called."""
    return " / ".join(named(answer) for answer in group)


def cells_of(table: TableShown, line: LineShown) -> list[str]:
    """A line as a table shows it: its values, then the people, then each group."""
    values = [
        _together([_value(fact, value) for value in values])
        for fact, values in zip(table.facts, line.values, strict=False)
    ]
    return [*(values or [gettext("Everybody")]), str(line.people), *map(_cell, line.cells)]


def lines_for_machines(shown: EditionShown) -> Iterator[list[str]]:
    """The tables of an edition, a count a line; what may not be shown is not in it."""
    for question in shown.questions:
        for table in question.tables:
            fact = table.facts[0] if table.facts else ""
            whole = [table.everybody] if table.everybody else []
            for line in [*table.lines, *whole]:
                values = "; ".join(value for each in line.values for value in each)
                for group, cell in zip(table.groups, line.cells, strict=True):
                    if cell is None:
                        continue
                    per_cent = "" if cell.per_cent is None else f"{cell.per_cent:.1f}"
                    yield [
                        str(shown.row.number),
                        str(shown.row.since),
                        str(shown.row.year),
                        question.name,
                        fact,
                        values,
                        str(line.people),
                        "; ".join(group),
                        str(cell.count),
                        per_cent,
                    ]


def _together(values: list[str]) -> str:
    """Values whose people are counted together: ``Housing, Libraries or Parks``."""
    *most, last = values
    if not most:
        return last
    return str(gettext("%(most)s or %(last)s", most=", ".join(most), last=last))


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return str(gettext("Not told apart"))
    if cell.per_cent is None:
        return str(cell.count)
    return f"{cell.count} ({format_percent(cell.per_cent / 100, '#,##0%')})"


def _value(fact: Fact, value: str) -> str:
    if fact is Fact.CHECKED:
        return str(gettext("Looked up") if value == "yes" else gettext("Not looked up"))
    return label(CandidateStatus(value)) if fact in (Fact.OUTCOME, Fact.REACHED) else value
