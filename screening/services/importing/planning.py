"""What becomes of each row of a file, worked out before anything is written.

A plan is made twice: to show it, and to carry it out. The second must be the same as the first,
which its digest shows; otherwise things have changed meanwhile, and it is shown again.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import select

from screening.domain.errors import NotValid
from screening.domain.monitoring import Fate
from screening.domain.people import Action
from screening.domain.text import N_
from screening.services.call import Call
from screening.services.loading import find_vacancy
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

Thing = TypeVar("Thing")
Problem = tuple[str, str]
"""The name of a column (empty: the whole row), and what to mend."""

NO_VACANCY = N_("There is no vacancy with this reference. Bring the vacancies in first")
CLOSED = N_("This vacancy is closed. Nothing can be added to it or changed")
TWICE = N_("An earlier row of this file is about the same")
_AT_A_TIME = 500


@dataclass(frozen=True)
class Row:
    """One row: its number in the file, and its cells by the names of columns."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """What stands in the column ``name``; empty where the file has no such column."""
        return self.cells.get(name, "")


@dataclass(frozen=True)
class RowFate:
    """What becomes of one row. ``what`` names what it is about, by references only; ``changes``:
    the columns that differ; ``problems``: what to mend where it cannot be taken.
    """

    row: int
    what: str
    fate: Fate
    changes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    before: str = ""  # what is replaced, by its digest: no other change is to be lost


@dataclass
class Plan:
    """The fate of each row, and what carries it out.

    ``new_subjects``: the refs of candidates who come in. ``columns``: where each thing was read.
    """

    fates: list[RowFate] = field(default_factory=list)
    acts: list[Callable[[], object]] = field(default_factory=list)
    new_subjects: list[str] = field(default_factory=list)
    columns: Mapping[str, int] = field(default_factory=dict)

    def refuse(self, row: Row, what: str, *problems: Problem) -> None:
        """Say why ``row`` cannot be taken."""
        self.fates.append(RowFate(row.number, what, Fate.WRONG, problems=problems))

    def take(self, row: Row, what: str, changes: Sequence[str], before: str = "") -> None:
        """Say that ``row`` changes what is there, or is the same as before."""
        fate = Fate.CHANGED if changes else Fate.SAME
        self.fates.append(RowFate(row.number, what, fate, tuple(changes), (), digest_of(before)))

    def add(self, row: Row, what: str) -> None:
        """Say that ``row`` is new."""
        self.fates.append(RowFate(row.number, what, Fate.NEW))

    @property
    def digest(self) -> str:
        """The same for the same fates of the same rows, read alike, and for no others."""
        told = [
            (one.row, one.what, one.fate, one.changes, one.problems, one.before)
            for one in self.fates
        ]
        return digest_of(json.dumps([told, sorted(self.columns.items())]))


Planner = Callable[[UnitOfWork, Call, Sequence[Row]], Plan]


def digest_of(text: str) -> str:
    """The SHA-256 of ``text``; empty for nothing."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def problems_of(refused: NotValid) -> tuple[Problem, ...]:
    """What a service would refuse, as problems of a row."""
    return tuple(refused.fields.items())


def vacancies_named(
    work: UnitOfWork, call: Call, rows: Sequence[Row], column: str = "vacancy"
) -> dict[str, Vacancy]:
    """The vacancies that ``rows`` name in ``column`` and the caller may set up, by their folded
    reference. Where ``work`` writes each is locked, always in the same order.
    """
    wanted = {row[column].casefold() for row in rows} - {""}
    refs = [
        ref
        for some in portions(sorted(wanted))
        for ref in work.session.scalars(
            select(Vacancy.ref).where(Vacancy.reference_folded.in_(some))
        )
    ]
    found = (find_vacancy(work.session, call.actor, ref, Action.SET_UP)[0] for ref in sorted(refs))
    return {vacancy.reference_folded: vacancy for vacancy in found}


def problem_with_vacancy(row: Row, vacancy: Vacancy | None) -> Problem | None:
    """Why a row that needs an open vacancy cannot be taken, if it is for want of one."""
    if not row["vacancy"]:
        return "vacancy", N_("Fill this in")
    if vacancy is None:
        return "vacancy", NO_VACANCY
    if vacancy.closed_at is not None:
        return "vacancy", CLOSED
    return None


def portions(wanted: Sequence[Thing]) -> Iterator[Sequence[Thing]]:
    """``wanted`` in parts that a database takes in one question."""
    for start in range(0, len(wanted), _AT_A_TIME):
        yield wanted[start : start + _AT_A_TIME]
