"""A file that is being imported, as whoever imports it sees it; and the imports there were."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.importing import NOWHERE, ListKind
from screening.domain.monitoring import Fate
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.ledger.record import ORGANISATION
from screening.services.call import Call
from screening.services.importing import files
from screening.services.importing.planning import RowFate
from screening.services.reading.people import names_of
from screening.store.ledger_store import open_records

PAGE = 100
MOST = 20
_SAMPLE = 40  # characters


@dataclass(frozen=True)
class Heading:
    """One column of a file: its place, its letter, what it is headed, and the first thing in it."""

    place: int
    letter: str
    text: str
    sample: str


@dataclass(frozen=True)
class ColumnsShown:
    """The columns of a file, and for each thing a row says the place where it is taken from.

    ``as_before``: as in the last list with the same headings.
    """

    ref: str
    kind: ListKind
    rows: int
    headings: tuple[Heading, ...]
    columns: Mapping[str, int]
    notes: tuple[str, ...]
    as_before: bool


@dataclass(frozen=True)
class FatesShown:
    """What becomes of the rows: one page of those with the fate ``only`` (None: any), from the row
    ``after`` on. ``headings`` are those of the columns that problems and changes name.
    """

    ref: str
    kind: ListKind
    sha256: str
    digest: str
    counts: Mapping[Fate, int]
    headings: Mapping[str, Heading]
    only: Fate | None
    rows: tuple[RowFate, ...]
    after: int

    @property
    def fits(self) -> bool:
        """Whether the file can be brought in."""
        return not self.counts.get(Fate.WRONG)


@dataclass(frozen=True)
class ImportRow:
    """An import that was made: who, when, of what, and how many rows became what."""

    at: datetime
    by: str
    kind: ListKind
    sha256: str
    new: int
    changed: int
    same: int


def read_columns(call: Call, ref: str) -> ColumnsShown:
    """The columns of a file that the caller is importing, or NotFound."""
    check_may(call.actor, Action.SET_UP)
    with call.look() as work:
        kept = files.opened(work, files.find(work, ref))
    return ColumnsShown(
        ref,
        kept.kind,
        len(kept.table.rows),
        _headings(kept),
        kept.columns,
        kept.table.notes,
        kept.as_before,
    )


def read_fates(call: Call, ref: str, only: Fate | None = None, after: int = 0) -> FatesShown:
    """What becomes of the rows of a file that the caller is importing, or NotFound.

    Raises NotPossible until its columns are confirmed.
    """
    check_may(call.actor, Action.SET_UP)
    with call.look() as work:
        row = files.find(work, ref)
        kept, fates = files.opened(work, row), files.shown(work, row)
    if fates is None:
        raise NotPossible(N_("Say first which column is which."))
    headings = _headings(kept)
    wanted = [one for one in fates.rows if one.row > after and (only is None or one.fate is only)]
    return FatesShown(
        ref=ref,
        kind=kept.kind,
        sha256=kept.table.sha256,
        digest=fates.digest,
        counts=Counter(one.fate for one in fates.rows),
        headings={
            name: headings[place] for name, place in kept.columns.items() if place != NOWHERE
        },
        only=only,
        rows=tuple(wanted[:PAGE]),
        after=wanted[PAGE - 1].row if len(wanted) > PAGE else 0,
    )


def list_imports(call: Call) -> tuple[ImportRow, ...]:
    """The latest imports, the newest first."""
    check_may(call.actor, Action.SET_UP)
    with call.look() as work:
        found = open_records(
            work.session, work.vault, vacancy_ref=ORGANISATION, event=Event.FILE_IMPORTED
        )[: -MOST - 1 : -1]
        names = names_of(work.session, [record.actor_ref for record in found])
    return tuple(
        ImportRow(
            record.occurred_at,
            names[record.actor_ref],
            ListKind(said["kind"]),
            said["sha256"],
            *(int(said[name]) for name in ("new", "changed", "same")),
        )
        for record in found
        if (said := record.payload) is not None
    )


def _headings(kept: files.Kept) -> tuple[Heading, ...]:
    table = kept.table
    firsts = [
        next((cells[place] for _number, cells in table.rows if cells[place]), "")
        for place in range(len(table.headings))
    ]
    return tuple(
        Heading(place, letter_of(place), heading, _short(first))
        for place, (heading, first) in enumerate(zip(table.headings, firsts, strict=True))
    )


def letter_of(place: int) -> str:
    """What spreadsheets call the column at ``place``: A for the first."""
    before, last = divmod(place, 26)
    return (letter_of(before - 1) if before else "") + chr(ord("A") + last)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SAMPLE else line[: _SAMPLE - 1] + "…"
