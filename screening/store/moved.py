"""The mark of a database that a move has left, or that a move or a restore is still on its way to:
it does not serve.

The mark is a table that exists for as long as it holds, and is in no migration. The one that was
left says for ever where the log goes on. The one to come to is marked before anything is in it,
and the mark goes as the very last.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    MetaData,
    Table,
    Text,
    func,
    insert,
    inspect,
    select,
    update,
)

from screening.domain.text import N_

left = Table("moved_away", MetaData(), Column("place", Text), Column("at", Text))
"""In the database that was left: where to, and when."""

arriving = Table(
    "moving_in", MetaData(), Column("log_id", Text), Column("whole", Boolean, nullable=False)
)
"""In the database to come to: which log, and whether all of it has arrived."""

restoring = Table("restoring", MetaData(), Column("mark", Text))
"""In a database that a backup is being brought back to."""

_LEFT = N_(
    "This installation was moved to {place} on {day}, and goes on there. "
    "Set SCREENING_DATABASE_URL to that."
)
_ARRIVING = N_(
    "A move to this database has begun and has not come to its end. Run the same move again: "
    "it says what to do."
)
_RESTORING = N_(
    "A restore to this database has begun and has not come to its end. Run the same restore again."
)


def why_not_here(connection: Connection, *, restored: bool = False) -> str:
    """Why the database behind ``connection`` does not serve; empty when no move is the reason, and
    no restore, or it is being ``restored`` by who asks.
    """
    if not restored and is_being_restored(connection):
        return _RESTORING
    if inspect(connection).has_table(arriving.name):
        return _ARRIVING
    place, at = left_for(connection)
    return place and _LEFT.format(place=place, day=at[:10])


def left_for(connection: Connection) -> tuple[str, str]:
    """Where the log went that was in this database, and when; empty when it is still here."""
    if not inspect(connection).has_table(left.name):
        return "", ""
    row = connection.execute(select(left)).one()
    return str(row.place), str(row.at)


def leave(connection: Connection, place: str, at: str) -> None:
    """Mark this database as left for ``place``."""
    left.create(connection)
    connection.execute(insert(left).values(place=place, at=at))


def begin_arriving(connection: Connection, log_id: str) -> None:
    """Mark this database as one that the log ``log_id`` is moving to."""
    arriving.create(connection)
    connection.execute(insert(arriving).values(log_id=log_id, whole=False))


def all_arrived(connection: Connection) -> None:
    """Note that everything is here, and was looked through."""
    connection.execute(update(arriving).values(whole=True))


def has_arrived(connection: Connection, log_id: str) -> bool:
    """Whether all of the log ``log_id`` is here, and only the mark is still to go."""
    if not inspect(connection).has_table(arriving.name):
        return False
    whole = select(func.count()).where(arriving.c.whole, arriving.c.log_id == log_id)
    return connection.scalar(whole.select_from(arriving)) == 1


def end_arriving(connection: Connection) -> None:
    """Let this database serve."""
    arriving.drop(connection)


def is_being_restored(connection: Connection) -> bool:
    """Whether all that is in this database came from a restore that has not come to its end."""
    return inspect(connection).has_table(restoring.name)


def begin_restoring(connection: Connection) -> None:
    """Mark this database as one that a backup is brought back to."""
    restoring.create(connection)


def end_restoring(connection: Connection) -> None:
    """Let this database serve, to which a backup was brought back."""
    restoring.drop(connection)
