"""An attack on what is shown: the least and the most that each hidden count can be, solved for.

The solver (HiGHS, by integer programming) is given all that is public and shown: how many people
are in each place, and every line of every table of every question, officers' and published, exact
or rounded, for all editions at once. Its unknowns are how many people of a place gave which answers
to *all* the questions together, so that tables of different questions are linked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from screening.equality.blocks import Grouping
from screening.equality.parts import Place
from screening.equality.tables import Line, Table
from tests.equality.made import OFFICERS, QUESTIONS, ROUND_TO, Edition


@dataclass(frozen=True)
class Hidden:
    """A count that is not shown: of a question's answers, among the people of some places."""

    edition: int
    question: str
    places: frozenset[Place]
    answers: frozenset[str]

    def truth(self, editions: Sequence[Edition]) -> int:
        found = editions[self.edition].answers[self.question]
        return sum(found[place][answer] for place in self.places for answer in self.answers)

    def people(self, editions: Sequence[Edition]) -> int:
        return sum(editions[self.edition].answers[self.question][p].total() for p in self.places)


@dataclass
class Known:
    """Everything that an attacker knows, as sums of unknowns that lie between two numbers."""

    editions: Sequence[Edition]
    questions: tuple[str, ...] = tuple(QUESTIONS)
    index: dict[tuple[int, Place, tuple[str, ...]], int] = field(default_factory=dict)
    sums: list[tuple[list[int], float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        combined = list(product(*(_values(QUESTIONS[name][-1]) for name in self.questions)))
        for number, edition in enumerate(self.editions):
            for place in edition.part.places:
                for answers in combined:
                    self.index[number, place, answers] = len(self.index)
                many = edition.answers[self.questions[0]][place].total()
                self.learn(number, self.questions[0], [place], None, many, many)

    def learn(
        self,
        number: int,
        question: str,
        places: Iterable[Place],
        answers: Iterable[str] | None,
        least: float,
        most: float,
    ) -> None:
        self.sums.append((self.unknowns(number, question, places, answers), least, most))

    def read(self, number: int, question: str, table: Table, slack: int) -> None:
        """Learn every line of a table, each count to within ``slack``."""
        for line in (*table.lines, table.everybody):
            grouping = QUESTIONS[question][line.level]
            places = self.places_of(number, table, line)
            for group, shown in zip(grouping, line.counts, strict=True):
                self.learn(number, question, places, group, shown - slack, shown + slack)

    def places_of(self, number: int, table: Table, line: Line) -> list[Place]:
        places = self.editions[number].part.places
        return [p for p in places if not line.values or p[table.fact] in line.values]

    def unknowns(
        self, number: int, question: str, places: Iterable[Place], answers: Iterable[str] | None
    ) -> list[int]:
        at, wanted = self.questions.index(question), set(places)
        chosen = None if answers is None else set(answers)
        return [
            index
            for (edition, place, each), index in self.index.items()
            if edition == number and place in wanted and (chosen is None or each[at] in chosen)
        ]

    def solve(self, hidden: Hidden) -> tuple[int, int]:
        """The least and the most that ``hidden`` can be."""
        mine = self.unknowns(hidden.edition, hidden.question, hidden.places, hidden.answers)
        target = np.zeros(len(self.index))
        target[mine] = 1
        rows = np.concatenate([np.full(len(each), n) for n, (each, _, _) in enumerate(self.sums)])
        columns = np.concatenate([each for each, _, _ in self.sums])
        shape = (len(self.sums), len(self.index))
        matrix = csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
        known = LinearConstraint(
            matrix, [least for _, least, _ in self.sums], [most for _, _, most in self.sums]
        )
        ends = []
        for sign in (1, -1):
            found = milp(sign * target, constraints=known, integrality=1, bounds=Bounds(0))
            assert found.success, found.message
            ends.append(round(sign * found.fun))
        return ends[0], ends[1]


def everything_shown(editions: Sequence[Edition], questions: Sequence[str]) -> Known:
    """What is known to somebody who has every table of every edition, and each block."""
    known = Known(editions, tuple(questions))
    for number, edition in enumerate(editions):
        for question in questions:
            for table in edition.tables(question):
                known.read(number, question, table, 0)
            for table in edition.rounded_tables(question):
                known.read(number, question, table, (ROUND_TO - 1) // 2)
            for block in edition.officers[question]:
                grouping = QUESTIONS[question][block.level]
                for group, shown in zip(grouping, block.counts, strict=True):
                    known.learn(number, question, block.places, group, shown, shown)
    return known


def published_only(editions: Sequence[Edition], questions: Sequence[str]) -> Known:
    """What is known to somebody who has the published tables alone, rounded as they are."""
    known = Known(editions, tuple(questions))
    for number, edition in enumerate(editions):
        for question in questions:
            for table in edition.rounded_tables(question):
                known.read(number, question, table, (ROUND_TO - 1) // 2)
    return known


def hidden_of(
    editions: Sequence[Edition], questions: Sequence[str], *, public: bool = False
) -> Iterator[Hidden]:
    """Each count that is not shown: of every part and place within a block, by every grouping; and
    of the block itself, by groupings that are finer than its own.
    """
    for number, edition in enumerate(editions):
        parts = [edition.part, *edition.part.inner()]
        rows = {frozenset(part.places) for part in parts}
        rows |= {frozenset([place]) for place in edition.part.places}
        for question in questions:
            blocks = (edition.public if public else edition.officers)[question]
            shown = {frozenset(block.places): block.level for block in blocks} or {
                frozenset(edition.part.places): -1
            }
            for row in sorted(rows, key=sorted):
                around = [level for places, level in shown.items() if row <= places]
                if not around:
                    continue  # of several blocks: a sum of what is shown and what is asked below
                asked = {frozenset(group) for grouping in QUESTIONS[question] for group in grouping}
                if row in shown:
                    known = QUESTIONS[question][: around[0] + 1]
                    asked -= {frozenset(group) for grouping in known for group in grouping}
                for group in sorted(asked, key=sorted):
                    yield Hidden(number, question, row, group)


def _values(grouping: Grouping) -> list[str]:
    return [value for group in grouping for value in group]


def is_narrowed(low: int, high: int, people: int, threshold: int = OFFICERS) -> bool:
    """Whether the attacker learns too much: written apart from ``screening.equality.protection``.

    Everything from nobody to the threshold (or to all, where they are fewer) must be possible, or
    else more than a threshold of numbers that begin there; and so for all the others.
    """
    return not all(_is_open(*ends, people, threshold) for ends in _sides(low, high, people))


def is_small_told(low: int, high: int, people: int, threshold: int) -> bool:
    """Whether the attacker learns too much of people who are merely alike in something: theirs may
    also be certain to be no small count, and so may that of the others.
    """
    return not all(
        ends[0] >= threshold or _is_open(*ends, people, threshold)
        for ends in _sides(low, high, people)
    )


def _sides(low: int, high: int, people: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (low, high), (people - high, people - low)


def _is_open(least: int, most: int, people: int, threshold: int) -> bool:
    possible = set(range(least, most + 1))
    small = possible.issuperset(range(min(threshold, people) + 1))
    beginning = max(least, threshold)
    return small or possible.issuperset(range(beginning, beginning + threshold + 1))
