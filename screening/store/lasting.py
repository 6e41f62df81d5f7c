"""How long something lasted, reckoned by the database: SQLite keeps moments as text."""

from datetime import datetime
from typing import Any

from sqlalchemy import Double
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.functions import FunctionElement

Moment = InstrumentedAttribute[datetime]


class seconds_between(FunctionElement[float]):
    """The seconds from the first of two columns of ``UtcTime`` to the second, to a thousandth."""

    name = "seconds_between"
    type = Double()
    inherit_cache = True

    def __init__(self, since: Moment, until: Moment):
        super().__init__(since, until)


@compiles(seconds_between, "sqlite")
def _in_days(element: seconds_between, compiler: Any, **options: Any) -> str:
    since, until = (compiler.process(each, **options) for each in element.clauses)
    return f"((julianday({until}) - julianday({since})) * 86400.0)"


@compiles(seconds_between, "postgresql")
def _in_seconds(element: seconds_between, compiler: Any, **options: Any) -> str:
    since, until = (compiler.process(each, **options) for each in element.clauses)
    return f"CAST(EXTRACT(EPOCH FROM {until} - {since}) AS DOUBLE PRECISION)"
