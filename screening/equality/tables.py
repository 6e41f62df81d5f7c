"""Tables of what is shown, worked out from blocks and from nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from screening.equality.blocks import Block, Grouping
from screening.equality.protection import rounded


@dataclass(frozen=True)
class Line:
    """A line of a table: for which values of its fact, how many people, and how many per group.

    ``values`` is empty where the line is about everybody. ``level`` says by which grouping of the
    answers its people are counted: as fine as all of them may be.
    """

    values: tuple[str, ...]
    people: int
    level: int
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """Lines that have nobody in common, and everybody in one.

    ``fact`` is the index of the fact that tells the lines apart. A line of several values could not
    be divided. Some lines may be counted by finer groups than others, and than everybody.
    """

    fact: int
    lines: tuple[Line, ...]
    everybody: Line


def tables_of(blocks: Sequence[Block], groupings: Sequence[Grouping]) -> tuple[Table, ...]:
    """A table for each fact by which ``blocks`` can be told apart; without any, one without lines.

    Nothing comes of no blocks.
    """
    if not blocks:
        return ()
    found = [
        _table(fact, lines, groupings)
        for fact in range(len(blocks[0].places[0]))
        if len(lines := _told_apart(blocks, fact)) > 1
    ]
    return tuple(found) or (Table(0, (), _line(blocks, groupings, ())),)


def groups_of(lines: Sequence[Line], groupings: Sequence[Grouping]) -> Grouping:
    """Each group by which any of ``lines`` is counted, those of the finest grouping first."""
    levels = sorted({line.level for line in lines}, reverse=True)
    return tuple(dict.fromkeys(group for level in levels for group in groupings[level]))


def count_in(line: Line, groupings: Sequence[Grouping], group: Sequence[str]) -> int | None:
    """How many of ``line`` are in ``group``; None where it is divided no further than that."""
    wanted = set(group)
    inside = [
        (part, n)
        for part, n in zip(groupings[line.level], line.counts, strict=True)
        if wanted.issuperset(part)
    ]
    whole = {answer for part, _ in inside for answer in part} == wanted
    return sum(n for _, n in inside) if whole else None


def published(table: Table, to: int) -> Table:
    """``table`` with every number in it rounded to a multiple of ``to``.

    Each is rounded by itself, so that the same people have the same number in every table; what is
    added up may differ from its total.
    """
    lines = tuple(_rounded(line, to) for line in table.lines)
    return Table(table.fact, lines, _rounded(table.everybody, to))


def percentage(count: int | None, base: int | None, fewest: int) -> float | None:
    """How many per cent of a group are among ``count``; None where it has under ``fewest``."""
    if count is None or base is None or base < fewest:
        return None
    return 100 * count / base


def _told_apart(blocks: Sequence[Block], fact: int) -> list[list[Block]]:
    """``blocks`` so that no two lists have a value of ``fact`` in common."""
    lists: list[tuple[set[str], list[Block]]] = []
    for block in blocks:
        values = _values([block], fact)
        met = [each for each in lists if each[0] & values]
        lists = [each for each in lists if not each[0] & values]
        together = [*(one for _, those in met for one in those), block]
        lists.append((values.union(*(each for each, _ in met)), together))
    return [those for _, those in lists]


def _table(fact: int, lines: Sequence[Sequence[Block]], groupings: Sequence[Grouping]) -> Table:
    made = [_line(line, groupings, tuple(sorted(_values(line, fact)))) for line in lines]
    made.sort(key=lambda line: line.values)
    everybody = [block for line in lines for block in line]
    return Table(fact, tuple(made), _line(everybody, groupings, ()))


def _line(blocks: Sequence[Block], groupings: Sequence[Grouping], values: tuple[str, ...]) -> Line:
    level = min(block.level for block in blocks)
    each = [tuple(_at(block, groupings, level)) for block in blocks]
    counts = tuple(map(sum, zip(*each, strict=True)))
    return Line(values, sum(block.people for block in blocks), level, counts)


def _at(block: Block, groupings: Sequence[Grouping], level: int) -> Iterator[int]:
    """The counts of ``block`` by the grouping of a level that is as coarse, or coarser."""
    finer = groupings[block.level]
    for group in groupings[level]:
        yield sum(n for part, n in zip(finer, block.counts, strict=True) if set(part) <= set(group))


def _values(blocks: Sequence[Block], fact: int) -> set[str]:
    return {place[fact] for block in blocks for place in block.places}


def _rounded(line: Line, to: int) -> Line:
    counts = tuple(rounded(each, to) for each in line.counts)
    return Line(line.values, rounded(line.people, to), line.level, counts)
