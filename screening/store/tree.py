"""The log's tree in the database: roots and proofs, without reading every leaf each time.

Of every full block of 256 leaves the root is kept. It is worked out from the leaves when somebody
first needs it within a unit of work that writes, and anybody can work it out again.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from screening.ledger import merkle
from screening.ledger.proofs import Range, inclusion_ranges
from screening.store.tables.checkpoint import TreeBlock
from screening.store.tables.record import log_head, record

BLOCK = 256
"""Leaves: a power of two, so that every block is a whole branch of the tree."""


def keep_blocks(session: Session) -> None:
    """Work out and keep the root of each full block that is not kept yet."""
    last = session.scalar(select(func.max(TreeBlock.number)))
    known = 0 if last is None else last + 1
    size = session.scalars(select(log_head.c.size)).one()
    rows = [
        {"number": number, "root": merkle.root(_leaves(session, _of_block(number))).hex()}
        for number in range(known, size // BLOCK)
    ]
    if rows:
        session.execute(insert(TreeBlock), rows)


def root(session: Session, size: int) -> bytes:
    """The root over the first ``size`` leaves."""
    return _root(session, (0, size))


def inclusion_proof(session: Session, index: int, size: int) -> list[bytes]:
    """The proof that leaf ``index`` is among the first ``size``. Raises ValueError if it is not."""
    return [_root(session, each) for each in inclusion_ranges(index, size)]


def _root(session: Session, leaves: Range) -> bytes:
    """The root over a branch of the tree: it begins where a block does, or is within one."""
    low, high = leaves
    if high - low <= BLOCK:
        return merkle.root(_leaves(session, leaves))
    nodes = list(_blocks(session, low // BLOCK, high // BLOCK))
    if rest := _leaves(session, (low + len(nodes) * BLOCK, high)):
        nodes.append(merkle.root(rest))
    return merkle.root(nodes)


def _blocks(session: Session, first: int, end: int) -> Iterator[bytes]:
    """The roots of the full blocks from ``first`` up to ``end``, kept or worked out."""
    kept = select(TreeBlock.root).where(TreeBlock.number >= first, TreeBlock.number < end)
    found = list(session.scalars(kept.order_by(TreeBlock.number)))
    yield from map(bytes.fromhex, found)
    for number in range(first + len(found), end):
        yield merkle.root(_leaves(session, _of_block(number)))


def _of_block(number: int) -> Range:
    return number * BLOCK, (number + 1) * BLOCK


def _leaves(session: Session, leaves: Range) -> Sequence[bytes]:
    low, high = leaves
    wanted = select(record.c.leaf).where(record.c.seq >= low, record.c.seq < high)
    return [bytes.fromhex(each) for each in session.scalars(wanted.order_by(record.c.seq))]
