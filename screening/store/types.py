"""Column types that SQLite and PostgreSQL agree on."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from screening.domain.list_words import LONGEST
from screening.domain.words import Retention
from screening.ledger.record import instant, timestamp

Count = BigInteger().with_variant(Integer(), "sqlite")
"""A whole number of 64 bits; SQLite's STRICT tables know it only as INTEGER."""

InByteOrder = String(LONGEST, collation="C").with_variant(String(LONGEST), "sqlite")
"""A word to be found by its beginning: in the order of its bytes, as SQLite's always is."""


class UtcTime(TypeDecorator[datetime]):
    """An aware moment in UTC. SQLite keeps the text that the ledger uses, which sorts by time."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL has a type for this."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """What is stored for ``value``. A moment without a zone is a mistake: ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be stored.")
        return value.astimezone(UTC) if dialect.name == "postgresql" else timestamp(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """What was stored, aware and in UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if isinstance(value, datetime) else instant(value)


def sealed_under(owner: str, retention: Retention) -> dict[str, Any]:
    """The ``info`` of a sealed column: the column that names its key's owner, and the class.

    As in ``mapped_column(LargeBinary, info=sealed_under("ref", Retention.IDENTITY))``. Erasing
    empties every column that says so.
    """
    return {"sealed_under": (owner, retention)}


def begins_as(**values: Any) -> dict[str, Any]:
    """The ``info`` of a table in which, by a trigger, every row begins with these values.

    Whoever copies rows lets them begin like that as well, and then become what they are.
    """
    return {"begins_as": values}
