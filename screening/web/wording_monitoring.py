"""Tables of monitoring in words: answers, facts and counts."""

from collections.abc import Iterator

from flask_babel import format_percent, gettext

from screening.domain.monitoring import NAMES, WHY_NOT_ASKED, Fact
from screening.domain.words import CandidateStatus
from screening.services.reading.equality.monitoring import Cell, EditionShown, LineShown, TableShown
from screening.web.wording import label

_MOST_BESIDE_EACH_OTHER = 4
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


def why_not_asked(code: str) -> str:
    """What a protected characteristic is called, and why the policy that ships does not ask of it;
    a policy that leaves out another one says that itself.
    """
    why = WHY_NOT_ASKED.get(code)
    return f"{named(code)}: {gettext(why)}" if why else named(code)


def group_name(group: tuple[str, ...]) -> str:
    """What answers that are counted together are called."""
    return " / ".join(named(answer) for answer in group)


def columns_of(table: TableShown) -> list[str]:
    """What heads the columns of a table."""
    who = label(table.facts[0]) if len(table.facts) == 1 else gettext("Who")
    if _is_long(table):
        return [who, gettext("Answers"), gettext("People")]
    return [who, gettext("People"), *map(group_name, table.groups)]


def rows_of(table: TableShown) -> list[list[str]]:
    """A table's lines, each with whom it is about; everybody last. Of many groups each has a row of
    its own, so that it fits a page.
    """
    lines = [*table.lines, *([table.everybody] if table.everybody else [])]
    if not _is_long(table):
        return [[_who(table, line), str(line.people), *map(_cell, line.cells)] for line in lines]
    return [
        row
        for line in lines
        for row in (
            [_who(table, line), gettext("All of them"), str(line.people)],
            *(
                [_who(table, line), group_name(group), _cell(cell)]
                for group, cell in zip(table.groups, line.cells, strict=True)
                if cell is not None
            ),
        )
    ]


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


def _is_long(table: TableShown) -> bool:
    return len(table.groups) > _MOST_BESIDE_EACH_OTHER


def _who(table: TableShown, line: LineShown) -> str:
    values = (
        _together([_value(fact, value) for value in values])
        for fact, values in zip(table.facts, line.values, strict=False)
    )
    return ", ".join(values) or str(gettext("Everybody"))


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
