"""Lists that go by (date, reference): one page of them, and how many rows come before and after.

A page begins where another ended, and never at a number: so the thousandth is found as fast as the
first, and nothing is shown twice or missed where rows come in meanwhile. What is counted is counted
only so far, for the same reason.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from screening.domain.errors import NotCanonical
from screening.ledger.record import instant, timestamp

PAGE = 25
_PLACE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-z]{32})", re.ASCII)
MOST_COUNTED = 100
"""Rows before or after a page that are counted; one more says that there are more."""

Row = TypeVar("Row")
Other = TypeVar("Other")


@dataclass(frozen=True)
class Turning:
    """Where a page begins, as an address says it: ``after`` a row, or ending ``before`` one; and
    how many rows it has at most.

    What is no place of ours counts as none, and the first page is shown.
    """

    after: str = ""
    before: str = ""
    size: int = PAGE


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows. ``first`` and ``last`` are the places of the outermost, for addresses; how many
    rows come ``before`` and ``after``, up to ``MOST_COUNTED`` and one more.
    """

    rows: tuple[Row, ...]
    first: str = ""
    last: str = ""
    before: int = 0
    after: int = 0
    most: ClassVar[int] = MOST_COUNTED

    def with_rows(self, rows: Sequence[Other]) -> "Page[Other]":
        """The same page of other rows, one for each of these."""
        return Page(tuple(rows), self.first, self.last, self.before, self.after)


@dataclass(frozen=True)
class Order:
    """By which columns a list goes, and which end of it comes first. ``at`` may be reckoned out of
    several.

    ``by_index``: an index of these columns may be walked along. Where a reader may know of little
    of what stands along it, that little is found otherwise, and put in order.
    """

    at: ColumnElement[datetime] | InstrumentedAttribute[datetime | None]
    ref: InstrumentedAttribute[str]
    newest_first: bool = True
    by_index: bool = True

    @property
    def moment(self) -> ColumnElement[Any]:
        """The moment by which rows are put in order."""
        return self.at.expression if self.by_index else func.coalesce(self.at, self.at)


Place = tuple[datetime, str]


def turn(session: Session, wanted: Select[Row], order: Order, turning: Turning) -> Page[Row]:
    """The page of ``wanted``, which selects an entity that has the columns of ``order``."""
    return _turn(session, wanted, order, turning, ())


def turn_beside(
    session: Session, wanted: Select[Row], order: Order, turning: Turning, beside: Sequence[Other]
) -> Page[Row | Other]:
    """The page of ``wanted`` and of what is ``beside`` it, which is at hand and has attributes of
    the same names as the columns of ``order``: a few, put where they belong.
    """
    return _turn(session, wanted, order, turning, beside)


def _turn(
    session: Session, wanted: Select[Any], order: Order, turning: Turning, beside: Sequence[Any]
) -> Page[Any]:
    start, size = _read_place(turning.after or turning.before), turning.size
    onward = not turning.before or bool(turning.after)
    some = _next(wanted, order, start, onward=onward).add_columns(order.moment)
    found: list[tuple[Any, datetime]] = [
        *((row, moment) for row, moment in session.execute(some.limit(size + 1))),
        *((row, _at_hand(row, order)) for row in _beyond_in(beside, order, start, onward=onward)),
    ]
    if beside:
        backwards = order.newest_first == onward
        found.sort(key=lambda pair: _place_of(pair[0], pair[1], order), reverse=backwards)
    more = len(found) > size
    if start is not None and not (found if onward else more):
        return _turn(session, wanted, order, Turning(size=size), beside)  # a whole first page
    if not found:
        return Page(())
    rows = found[:size] if onward else found[:size][::-1]
    first, last = (_place_of(row, moment, order) for row, moment in (rows[0], rows[-1]))

    def count(place: Place, *, onward: bool) -> int:
        others = len(_beyond_in(beside, order, place, onward=onward))
        counted = _count(session, wanted, order, place, onward=onward)
        return min(counted + others, MOST_COUNTED + 1)

    return Page(
        rows=tuple(row for row, _moment in rows),
        first=_written(first),
        last=_written(last),
        before=count(first, onward=False) if start is not None else 0,
        after=count(last, onward=True) if more or not onward else 0,
    )


def _next(wanted: Select[Row], order: Order, start: Place | None, *, onward: bool) -> Select[Row]:
    """``wanted`` from ``start`` on, or backwards from there."""
    if start is not None:
        wanted = wanted.where(_beyond(order, start, onward=onward))
    if order.newest_first == onward:
        return wanted.order_by(order.moment.desc(), order.ref.desc())
    return wanted.order_by(order.moment, order.ref)


def _beyond(order: Order, start: Place, *, onward: bool) -> ColumnElement[bool]:
    place = tuple_(order.moment, order.ref)
    return place < start if order.newest_first == onward else place > start


def _beyond_in(
    beside: Sequence[Any], order: Order, start: Place | None, *, onward: bool
) -> Sequence[Any]:
    """As ``_beyond``, of rows that are at hand."""
    if start is None:
        return beside
    if order.newest_first == onward:
        return [row for row in beside if _place_of(row, _at_hand(row, order), order) < start]
    return [row for row in beside if _place_of(row, _at_hand(row, order), order) > start]


def _count(
    session: Session, wanted: Select[Row], order: Order, start: Place, *, onward: bool
) -> int:
    some = _next(wanted, order, start, onward=onward).with_only_columns(order.ref)
    few = some.limit(MOST_COUNTED + 1).subquery()  # in order: the next that fit are never far
    return int(session.scalar(select(func.count()).select_from(few)) or 0)


def _place_of(row: object, moment: datetime, order: Order) -> Place:
    return moment, getattr(row, order.ref.key)


def _at_hand(row: object, order: Order) -> datetime:
    moment: datetime = getattr(row, str(getattr(order.at, "key", "")))
    return moment


def _written(place: Place) -> str:
    return f"{timestamp(place[0])}_{place[1]}"


def _read_place(text: str) -> Place | None:
    """The place that ``text`` says, if it is one that was written here."""
    found = _PLACE.fullmatch(text)
    try:
        return (instant(found[1]), found[2]) if found else None
    except NotCanonical:
        return None
