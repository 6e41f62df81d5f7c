"""An attack on all that is shown of an edition: how few and how many can each hidden count be?

Whoever attacks knows how many people are in each place, and has every line of every table of one
audience, as it is kept. (Another question says nothing of this one: whatever its tables show, its
answers can be dealt out among the same people whatever these answered. Nor does another edition,
which has nobody in common with this one. ``tests/equality/test_attack.py`` links both and solves.)
What is published is rounded; the attacker is given it as it was before, which is more.

The least that a linear program finds is never above what is so in one way to fill the tables, and
the most never below. So each hidden count has two such ways looked for, in whole numbers, one with
few and one with many; where these are as far apart as the policy asks, no solver can narrow it. The
others, and the narrowest of each group of answers, are solved for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from screening.domain.monitoring import Question
from screening.equality.blocks import Block
from screening.equality.parts import Part, Place
from screening.services.monitoring.freezing import OFFICERS, PUBLIC, counted, covered
from tests.drills.counting import LIMITS, Made

Bools = NDArray[np.bool_]
Numbers = NDArray[np.int64]
_ABOUT = 1e-6
"""What the solver calls equal."""


@dataclass(frozen=True)
class Target:
    """A question of an edition, as one audience has it. ``lines`` are sums of unknowns (places by
    answers, flattened), each between two numbers; ``truth`` are those unknowns.
    """

    question: Question
    audience: str
    part: Part
    truth: Numbers
    lines: Numbers
    least: Numbers
    most: Numbers
    blocks: tuple[Block, ...]
    threshold: int
    tables: int

    @property
    def places(self) -> tuple[Place, ...]:
        """Where there is anybody."""
        return self.part.places

    @cached_property
    def sizes(self) -> Numbers:
        """How many people are in each place, which is no secret."""
        found: Numbers = self.truth.sum(axis=1)
        return found

    @cached_property
    def laid_out(self) -> frozenset[bytes]:
        """Rows that a table could have a line for: each part, and each place."""
        parts = (self.part, *self.part.inner())
        alone = np.eye(len(self.places), dtype=bool)
        return frozenset(each.tobytes() for each in (*(self.mask(p.places) for p in parts), *alone))

    def mask(self, places: Sequence[Place]) -> Bools:
        """Which of the places are among ``places``."""
        wanted = set(places)
        return np.array([place in wanted for place in self.places])

    def answers_in(self, group: Sequence[str]) -> Bools:
        """Which of the answers are in ``group``."""
        return np.array([answer in group for answer in self.question.answers])


def targets_of(made: Made, questions: Sequence[Question]) -> Iterator[Target]:
    """Each question of an edition, as officers have it, and as it is published."""
    assert made.kept is not None
    kept = {each["name"]: each for each in made.kept["questions"]}
    for question in questions:
        if not (people := covered(made.people, made.order, question)):
            continue
        found = counted(question, people, LIMITS, made.unsaid)
        places = found.part.places
        truth = np.array([[found.answers[p][a] for a in question.answers] for p in places])
        for audience, blocks, threshold in (
            (OFFICERS, found.officers, LIMITS.officers),
            (PUBLIC, found.public, LIMITS.public),
        ):
            known = list(_known(kept[question.name], audience, places, question))
            known += _unrounded(blocks, places, question)
            yield Target(
                question=question,
                audience=audience,
                part=found.part,
                truth=truth,
                lines=np.array([line for line, _, _ in known]).reshape(len(known), truth.size),
                least=np.array([least for _, least, _ in known]),
                most=np.array([most for _, _, most in known]),
                blocks=blocks,
                threshold=threshold,
                tables=_tables(kept[question.name], audience),
            )


def _tables(kept: Mapping[str, Any], audience: str) -> int:
    """How many tables ``audience`` is shown, that of everything as fine as it can be among them."""
    finest = audience == OFFICERS and bool(kept["breakdown"]["lines"])
    return len(kept[audience]) + finest


def _known(
    kept: Mapping[str, Any], audience: str, places: Sequence[Place], question: Question
) -> Iterator[tuple[Numbers, int, int]]:
    """Every line that ``audience`` has; officers have what is published too."""
    for which in (OFFICERS, PUBLIC) if audience == OFFICERS else (PUBLIC,):
        slack = 0 if which == OFFICERS else LIMITS.round_to // 2
        for table in kept[which]:
            for line in (*table["lines"], table["everybody"]):
                where = [not line["values"] or p[table["fact"]] in line["values"] for p in places]
                yield from _counts(where, line, question, slack)
    for line in kept["breakdown"]["lines"] if audience == OFFICERS else ():
        inside = [
            all(value in values for value, values in zip(p, line["values"], strict=True))
            for p in places
        ]
        yield from _counts(inside, line, question, 0)


def _unrounded(
    blocks: Sequence[Block], places: Sequence[Place], question: Question
) -> Iterator[tuple[Numbers, int, int]]:
    """What the tables were made of. The public has it rounded only: whoever attacks has more."""
    for block in blocks:
        inside = set(block.places)
        line = {"level": block.level, "counts": block.counts}
        yield from _counts([place in inside for place in places], line, question, 0)


def _counts(
    where: Sequence[bool], line: Mapping[str, Any], question: Question, slack: int
) -> Iterator[tuple[Numbers, int, int]]:
    groups = question.groupings[line["level"]]
    for group, shown in zip(groups, line["counts"], strict=True):
        answers = [answer in group for answer in question.answers]
        yield np.outer(where, answers).astype(np.int64).ravel(), shown - slack, shown + slack


def rows_of(target: Target) -> Bools:
    """The people that somebody could ask for: those that are laid out together, and all who are
    alike in some of the facts, whichever.
    """
    found = {*target.laid_out}
    facts = range(len(target.places[0]))
    for many in range(1, len(facts) + 1):
        for chosen in combinations(facts, many):
            alike: dict[tuple[str, ...], list[bool]] = {}
            for n, place in enumerate(target.places):
                key = tuple(place[fact] for fact in chosen)
                alike.setdefault(key, [False] * len(target.places))[n] = True
            found |= {np.array(each).tobytes() for each in alike.values()}
    return np.array([np.frombuffer(each, dtype=bool) for each in sorted(found)])


@dataclass(frozen=True)
class Attacked:
    """Hidden counts of one group of answers: of whom, the least and the most that was found for
    each, and whether that is too narrow for the policy.
    """

    target: Target
    group: tuple[str, ...]
    rows: Bools
    low: Numbers
    high: Numbers

    @property
    def people(self) -> Numbers:
        """How many people each count is of."""
        return self.rows @ self.target.sizes

    @property
    def truth(self) -> Numbers:
        """How many there are of each, which no attacker knows."""
        found: Numbers = self.rows @ self.target.truth @ self.target.answers_in(self.group)
        return found

    @cached_property
    def laid_out(self) -> Bools:
        """Which rows a table could have a line for."""
        return np.array([row.tobytes() in self.target.laid_out for row in self.rows])

    @property
    def room(self) -> NDArray[np.float64]:
        """How far apart least and most are, as a share of what the policy asks."""
        found: NDArray[np.float64] = (self.high - self.low) / np.minimum(
            self.target.threshold, self.people
        )
        return found

    @property
    def sides(self) -> Iterator[tuple[Numbers, Numbers]]:
        """Least and most of those who are in the group, and of those who are not."""
        yield self.low, self.high
        yield self.people - self.high, self.people - self.low

    @property
    def narrowed(self) -> Bools:
        """Which are narrower than the policy asks."""
        return ~np.all([self._is_open(*ends) for ends in self.sides], axis=0)

    @property
    def told_small(self) -> Bools:
        """Which are narrower, and not certain to be large enough to be shown."""
        least = self.target.threshold
        return ~np.all([self._is_open(*ends) | (ends[0] >= least) for ends in self.sides], axis=0)

    @property
    def breached(self) -> Bools:
        """Which give away more than the policy lets them, in other words than ``equality`` has."""
        return np.where(self.laid_out, self.narrowed, self.told_small)

    def _is_open(self, low: Numbers, high: Numbers) -> Bools:
        threshold = self.target.threshold
        small = (low == 0) & (high >= np.minimum(threshold, self.people))
        large = high - np.maximum(low, threshold) >= threshold
        found: Bools = small | large
        return found


def attack(target: Target, rows: Bools) -> Iterator[Attacked]:
    """Each hidden count of each group, with ways to fill the tables that show how open it is."""
    groups = dict.fromkeys(group for level in target.question.groupings for group in level)
    for group in groups:
        hidden = _hidden(target, rows, group)
        if len(hidden):
            ends = [_filled(target, hidden, group, many=many) for many in (False, True)]
            yield Attacked(target, group, hidden, *ends)


def _hidden(target: Target, rows: Bools, group: tuple[str, ...]) -> Bools:
    """Of each row what is left when all is taken off that is shown of this group."""
    left = rows.copy()
    for block in target.blocks:
        level = target.question.groupings[block.level]
        told = {a for each in level if set(each) <= set(group) for a in each} == set(group)
        mask = target.mask(block.places)
        if told:
            left[(rows & mask).sum(axis=1) == mask.sum()] &= ~mask
    return np.unique(left[left.any(axis=1)], axis=0)


def _filled(target: Target, rows: Bools, group: tuple[str, ...], *, many: bool) -> Numbers:
    """How many of each row are in ``group`` in a way to fill the tables with few, or with many."""
    inside = target.answers_in(group)
    filled = np.zeros((len(rows), len(target.places), len(inside)), dtype=np.int64)
    for block in target.blocks or (Block(target.places, int(target.sizes.sum()), 0, ()),):
        at = np.flatnonzero(target.mask(block.places))
        columns, counts = _columns(target, block, inside, many=many)
        order = np.argsort(~rows[:, at], axis=1, kind="stable")
        ends = np.cumsum(target.sizes[at][order], axis=1)
        starts = ends - target.sizes[at][order]
        upto = np.cumsum(counts)
        from_ = upto - counts
        dealt = np.minimum(ends[:, :, None], upto) - np.maximum(starts[:, :, None], from_)
        here = np.zeros((len(rows), len(at), len(inside)), dtype=np.int64)
        which = np.arange(len(rows))[:, None]
        for n, column in enumerate(columns):
            here[which, order, column] += np.maximum(dealt[:, :, n], 0)
        filled[:, at, :] = here
    _fits(target, filled)
    return np.einsum("mpa,mp,a->m", filled, rows, inside)


def _columns(
    target: Target, block: Block, inside: Bools, *, many: bool
) -> tuple[list[int], Numbers]:
    """An answer to stand for each group that is counted together, and how many gave it; those
    first that the people of a row are to be given first.
    """
    answers = target.question.answers
    if not block.counts:
        (chosen,) = np.flatnonzero(inside == many)[:1]
        return [int(chosen)], np.array([block.people])
    found = []
    for group, n in zip(target.question.groupings[block.level], block.counts, strict=True):
        at = sorted((answers.index(a) for a in group), key=lambda a: inside[a] != many)
        found.append((inside[at[0]] != many, at[0], n))
    found.sort()
    return [at for _, at, _ in found], np.array([n for _, _, n in found])


def _fits(target: Target, filled: Numbers) -> None:
    """It is a way to fill the tables: nobody is missing, and every line says what it says."""
    assert filled.min() >= 0
    assert (filled.sum(axis=2) == target.sizes).all()
    if len(target.lines):
        sums = filled.reshape(len(filled), -1) @ target.lines.T
        assert ((target.least <= sums) & (sums <= target.most)).all()


def solved(attacked: Attacked, n: int) -> Attacked:
    """One of the counts, with the least and the most that it can be by linear programming."""
    target = attacked.target
    wanted = np.outer(attacked.rows[n], target.answers_in(attacked.group)).ravel().astype(float)
    ends = []
    for sign in (1, -1):
        found = linprog(
            sign * wanted,
            A_ub=np.vstack([target.lines, -target.lines]) if len(target.lines) else None,
            b_ub=np.concatenate([target.most, -target.least]) if len(target.lines) else None,
            A_eq=np.kron(np.eye(len(target.places)), np.ones(len(target.question.answers))),
            b_eq=target.sizes,
            method="highs",
        )
        assert found.success, found.message
        ends.append(sign * found.fun)
    least, most = np.ceil(ends[0] - _ABOUT), np.floor(ends[1] + _ABOUT)
    one = slice(n, n + 1)
    return replace(
        attacked, rows=attacked.rows[one], low=np.array([int(least)]), high=np.array([int(most)])
    )
