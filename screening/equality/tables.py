"""Tables of what is shown, worked out from blocks and from nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from screening.equality.blocks import Block, Grouping
from screening.equality.protection import rounded


@dataclass(frozen=True)
class Line:
    """A line of a table: for which values of its fact, how many people, and how many per group.

    ``values`` is empty where the line is about everybody.
    """

    values: tuple[str, ...]
    people: int
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """Lines that have nobody in common, and everybody in one.

    ``fact`` is the index of the fact that tells the lines apart. ``level`` says by which grouping
    of the answers people are counted. A line of several values could not be divided.
    """

    fact: int
    level: int
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
    return tuple(found) or (_table(0, [], groupings, blocks),)


def breakdown(
    blocks: Sequence[Block], groupings: Sequence[Grouping]
) -> tuple[int, list[tuple[int, ...]]]:
    """The counts of each of ``blocks`` by the finest grouping that all have, and its level."""
    level = min(block.level for block in blocks)
    return level, [tuple(_at(block, groupings, level)) for block in blocks]


def published(table: Table, to: int) -> Table:
    """``table`` with every number in it rounded to a multiple of ``to``.

    Each is rounded by itself, so that the same people have the same number in every table; what is
    added up may differ from its total.
    """
    lines = tuple(_rounded(line, to) for line in table.lines)
    return Table(table.fact, table.level, lines, _rounded(table.everybody, to))


def percentage(line: Line, everybody: Line, group: int, fewest: int) -> float | None:
    """How many per cent of a group are in ``line``; None where the group has under ``fewest``."""
    base = everybody.counts[group]
    return None if base < fewest else 100 * line.counts[group] / base


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


def _table(
    fact: int,
    lines: Sequence[Sequence[Block]],
    groupings: Sequence[Grouping],
    blocks: Sequence[Block] = (),
) -> Table:
    everybody = [block for line in lines for block in line] or list(blocks)
    level, _ = breakdown(everybody, groupings)
    made = [_line(line, groupings, level, tuple(sorted(_values(line, fact)))) for line in lines]
    made.sort(key=lambda line: line.values)
    return Table(fact, level, tuple(made), _line(everybody, groupings, level, ()))


def _line(
    blocks: Sequence[Block], groupings: Sequence[Grouping], level: int, values: tuple[str, ...]
) -> Line:
    each = [tuple(_at(block, groupings, level)) for block in blocks]
    counts = tuple(map(sum, zip(*each, strict=True)))
    return Line(values, sum(block.people for block in blocks), counts)


def _at(block: Block, groupings: Sequence[Grouping], level: int) -> Iterator[int]:
    """The counts of ``block`` by the grouping of a level that is as coarse, or coarser."""
    finer = groupings[block.level]
    for group in groupings[level]:
        yield sum(n for part, n in zip(finer, block.counts, strict=True) if set(part) <= set(group))


def _values(blocks: Sequence[Block], fact: int) -> set[str]:
    return {place[fact] for block in blocks for place in block.places}


def _rounded(line: Line, to: int) -> Line:
    counts = tuple(rounded(each, to) for each in line.counts)
    return Line(line.values, rounded(line.people, to), counts)
