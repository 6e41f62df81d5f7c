"""A file read as a table: headings, and rows of text with their numbers, whatever it came as."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from screening.domain.entry import tidy
from screening.domain.errors import NotValid
from screening.domain.neutral import plain
from screening.domain.text import N_

LARGEST = 5_000_000  # bytes
MOST_ROWS = 10_000
MOST_COLUMNS = 60


@dataclass(frozen=True)
class Table:
    """What stands in a file. Each row has its number in the file (for CSV: its first line), and as
    many cells as there are headings. ``notes`` say what was left out, for whoever imports.
    """

    sha256: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    notes: tuple[str, ...] = ()


def table_from_data(data: Mapping[str, Any]) -> Table:
    """The table of which ``data`` is the fields, as they came out of JSON."""
    return Table(
        data["sha256"],
        tuple(data["headings"]),
        tuple((number, tuple(cells)) for number, cells in data["rows"]),
        tuple(data["notes"]),
    )


def as_table(
    content: bytes, numbered: Iterable[tuple[int, Sequence[str]]], notes: Sequence[str] = ()
) -> Table:
    """The table of a file with ``content``, of whose rows those without text are left out.

    Raises NotValid where it has no headings, no rows, or more than can be taken.
    """
    kept: list[tuple[int, list[str]]] = []
    for number, cells in numbered:
        tidied = [plain(tidy(cell)) for cell in cells]
        while tidied and not tidied[-1]:
            tidied.pop()
        if tidied:
            kept.append((number, tidied))
        if len(kept) > MOST_ROWS + 1:
            raise wrong(N_("This file has more than 10,000 rows. Bring it in in parts"))
    if len(kept) < 2:
        raise wrong(N_("This file has no rows below its headings"))
    headings, rows = kept[0][1], kept[1:]
    width = max(len(cells) for _number, cells in kept)
    if width > MOST_COLUMNS:
        raise wrong(N_("This file has more than 60 columns. Take out those that are not needed"))
    headings += [""] * (width - len(headings))
    return Table(
        sha256=hashlib.sha256(content).hexdigest(),
        headings=tuple(headings),
        rows=tuple((number, tuple(cells + [""] * (width - len(cells)))) for number, cells in rows),
        notes=tuple(notes),
    )


def wrong(said: str) -> NotValid:
    """The file cannot be taken, as ``said``."""
    return NotValid({"file": said})
