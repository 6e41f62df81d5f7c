"""The words of candidates' names, as keys by which somebody is found who gives their name.

Derived from the name, so it goes when the candidate is erased. It is no part of the record and can
be made anew from it. The index of the primary key holds the whole row.
"""

from sqlalchemy import Column, ForeignKey, PrimaryKeyConstraint, String, Table

from screening.store.base import Base
from screening.store.types import Count

name_word = Table(
    "name_word",
    Base.metadata,
    Column("key", Count, autoincrement=False),
    Column("candidate_ref", String(32), ForeignKey("candidate.ref"), index=True),
    PrimaryKeyConstraint("key", "candidate_ref"),
    sqlite_with_rowid=False,
)
