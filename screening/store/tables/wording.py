"""The wording of each submitted revision, as keys by which a similar one finds it.

Derived from what a candidate's requests say, so it goes when the candidate is erased. It is no
part of the record and can be made anew from it.
"""

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
)

from screening.store.base import Base
from screening.store.types import Count

wording = Table(
    "wording",
    Base.metadata,
    Column("id", Count, primary_key=True),
    Column("candidate_ref", String(32), nullable=False, index=True),
    Column("check_ref", String(32), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("requester_person", String(32), nullable=False),
    Column("vacancy_ref", String(32), nullable=False),
    Column("form", String(16), nullable=False),  # by which way of reading the keys were made
    Column("packed", LargeBinary, nullable=False),  # its keys, eight bytes each
    UniqueConstraint("check_ref", "revision"),
    ForeignKeyConstraint(["check_ref", "revision"], ["revision.check_ref", "revision.number"]),
)

# Every key has few slots, and a candidate always the same one of them. So a look-up reads no more
# than those, however often a template was used, and the newest use of it is there; and nobody can
# push others out by sending the same candidate's request again and again. There is no foreign key:
# to check it, an index of all rows by wording would be needed. `wording.packed` finds them instead.
# The index of the primary key holds the whole row, as SQLite's does without row ids: in the table,
# rows lie in the order in which they came, and a look-up would read a page for most of them.
wording_key = Table(
    "wording_key",
    Base.metadata,
    Column("key", Count, autoincrement=False),
    Column("slot", SmallInteger, autoincrement=False),
    Column("wording", Count, nullable=False),
    PrimaryKeyConstraint("key", "slot", postgresql_include=["wording"]),
    sqlite_with_rowid=False,
)
