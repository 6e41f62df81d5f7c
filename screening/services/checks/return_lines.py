"""The table in which a third party writes down its visits: made for it, and read back strictly."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from screening.domain.errors import NotValid
from screening.domain.neutral import csv_of, plain
from screening.domain.request import Place
from screening.domain.text import N_
from screening.services.calendar import LONDON
from screening.services.checks.returning import MOST_LOOKS
from screening.services.checks.searching import VisitText

HEADER = (
    "place",
    "address",
    "date",
    "time",
    "minutes",
    "search words",
    "what was read",
    "why beyond the approval",
)
_WORDS = HEADER.index("search words")
_OLDER = HEADER[:_WORDS] + HEADER[_WORDS + 1 :]
"""The first row of tables that were given out before search words were asked for."""
MOST_CHARACTERS = 200_000

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::00)?", re.ASCII)


@dataclass(frozen=True)
class Lines:
    """What was read: each visit, and the row of the table that it stands in (the header is 1)."""

    visits: tuple[VisitText, ...]
    rows: tuple[int, ...]

    def by_row(self, refused: NotValid) -> list[tuple[int, str]]:
        """The problems of ``refused`` that are those of a visit, each with its row."""
        numbered = ((name.partition("rows-")[2], said) for name, said in refused.fields.items())
        return [(self.rows[int(number) - 1], said) for number, said in numbered if number]


class RowsWrong(NotValid):
    """Rows that cannot be read; ``rows`` holds each problem with the number of its row."""

    def __init__(self, rows: list[tuple[int, str]]):
        super().__init__({f"rows-{row}": said for row, said in rows})
        self.rows = rows


class _CellWrong(Exception):
    pass


def numbered(places: Mapping[int, Place]) -> dict[int, tuple[int, str]]:
    """The places as the sheet counts them, from 1: position in the request, and address."""
    return {
        number: (position, place.address or place.platform)
        for number, (position, place) in enumerate(places.items(), start=1)
    }


def empty_lines(places: Mapping[int, Place]) -> str:
    """The table to fill in: a row for each place. No cell of it is a formula."""
    rest = [""] * (len(HEADER) - 2)
    rows = ([str(number), address, *rest] for number, (_, address) in numbered(places).items())
    return csv_of([HEADER, *rows])


def read_lines(text: str, places: Mapping[int, Place], terms: Sequence[str] = ()) -> Lines:
    """The visits that are filled in; a row with a place alone is one that nobody looked at.

    Search words that are not among the authorised ``terms`` are other words of the visit.

    Raises RowsWrong with every row that cannot be read, NotValid where it is not the table.
    """
    on_sheet = numbered(places)
    visits: list[VisitText] = []
    rows: list[int] = []
    problems: list[tuple[int, str]] = []
    for row, cells in _filled(text):
        try:
            visits.append(_visit(cells, on_sheet, terms))
            rows.append(row)
        except _CellWrong as wrong:
            problems.append((row, str(wrong)))
    if problems:
        raise RowsWrong(problems)
    return Lines(tuple(visits), tuple(rows))


def _filled(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows in which a visit is written down."""
    if len(text) > MOST_CHARACTERS:
        raise NotValid({"lines": N_("This is longer than a return can be")})
    try:
        table = [
            [cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), strict=True)
        ]
    except csv.Error:
        raise NotValid({"lines": _NO_TABLE}) from None
    header = tuple(cell.casefold() for cell in table[0]) if table else ()
    if header not in (HEADER, _OLDER):
        raise NotValid({"lines": _NO_TABLE})
    if header == _OLDER:
        table = [
            [*cells[:_WORDS], *[""] * (len(cells) > _WORDS), *cells[_WORDS:]] for cells in table
        ]
    filled = [(row, cells) for row, cells in enumerate(table[1:], start=2) if any(cells[2:])]
    if len(filled) > MOST_LOOKS:
        raise NotValid({"lines": N_("There are more visits than one return can hold: 100")})
    yield from filled


_NO_TABLE = N_(
    "This is not the table that goes with the sheet. Its first row must be as in the table, its "
    "columns separated by commas"
)


def _visit(
    cells: Sequence[str], on_sheet: Mapping[int, tuple[int, str]], terms: Sequence[str]
) -> VisitText:
    if len(cells) != len(HEADER):
        raise _CellWrong(
            N_(
                "There must be as many columns as in the first row. "
                "Put text with a comma into quotes"
            )
        )
    number, address, day, at, minutes, words, read, why = cells
    position, elsewhere = _place(number, plain(address), on_sheet)
    used, others = _words(plain(words), terms)
    return VisitText(
        position, elsewhere, _moment(day, at), _minutes(minutes), read, why, used, others
    )


def _words(said: str, terms: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Which of ``terms`` are among the search words ``said``, and what else is, as it was said."""
    authorised = {_folded(term): term for term in terms}
    words = [word.strip() for word in said.split(";") if word.strip()]
    used = (authorised[_folded(word)] for word in words if _folded(word) in authorised)
    others = (word for word in words if _folded(word) not in authorised)
    return tuple(dict.fromkeys(used)), "; ".join(dict.fromkeys(others))


def _folded(words: str) -> str:
    return " ".join(
        words.strip("'\"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}")
        .casefold()
        .split()
    )


def _place(
    number: str, address: str, on_sheet: Mapping[int, tuple[int, str]]
) -> tuple[int | None, str]:
    if not number:
        if not address:
            raise _CellWrong(N_("Give the number of the place, or its address where it has none"))
        return None, address
    known = on_sheet.get(int(number)) if re.fullmatch(r"[0-9]{1,2}", number) else None
    if known is None:
        raise _CellWrong(N_("There is no place of this number. Leave it empty for another place"))
    if address and address != known[1]:
        raise _CellWrong(N_("This is not the address of that place. Leave one of the two empty"))
    return known[0], ""


def _moment(day: str, at: str) -> datetime:
    found, clock = _DAY.fullmatch(day), _TIME.fullmatch(at)
    if found is None:
        raise _CellWrong(N_("Give the date as 2027-03-27 or 27/03/2027"))
    if clock is None:
        raise _CellWrong(N_("Give the time as 14:30"))
    year, month, in_month = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        which = date(int(year), int(month), int(in_month))
        when = time(int(clock[1]), int(clock[2]))
        return datetime.combine(which, when, LONDON).astimezone(UTC)
    except (ValueError, OverflowError):
        raise _CellWrong(N_("There is no such date or time")) from None


def _minutes(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise _CellWrong(N_("Give the minutes as a whole number, such as 20"))
    return int(text)
