"""Asking for the rows of many keys at once."""

from collections.abc import Collection

from sqlalchemy import BigInteger, Column, ColumnElement, any_, literal
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session


def among(session: Session, column: Column[int], keys: Collection[int]) -> ColumnElement[bool]:
    """That ``column`` is one of ``keys``. Where it can be, they are one parameter: a hundred take
    longer.
    """
    if session.get_bind().dialect.name == "postgresql":
        return column == any_(literal(list(keys), postgresql.ARRAY(BigInteger)))
    return column.in_(keys)
