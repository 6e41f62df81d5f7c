"""What is installed: the database, the policy, the calendar; and what is known of backups."""

from datetime import timedelta

from screening.domain.health import Group, Health, Line
from screening.domain.sentence import Value
from screening.domain.text import N_
from screening.services.calendar import day_of, holidays
from screening.store import revisions
from screening.store.tables.setting import BackupMade
from screening.store.unit_of_work import UnitOfWork

SOON = timedelta(days=180)
"""How long before the last known bank holiday a newer release is asked for."""
OLD = timedelta(days=7)
"""After how long without another backup somebody is asked to look."""

_ASK = N_("Ask the operator: docs/operations.md says how, and how to try one out.")
_KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def installed(work: UnitOfWork) -> Group:
    """The database and its revision, the policy in force, the calendar, backups."""
    return Group(
        N_("What is installed"), (_database(work), _policy(work), _calendar(work), _backups(work))
    )


def _database(work: UnitOfWork) -> Line:
    connection = work.session.connection()
    values: dict[str, Value] = {
        "kind": _KINDS[connection.dialect.name],
        "revision": revisions.revision_of(connection),
    }
    return Line(N_("Database"), Health.FINE, N_("%(kind)s, revision %(revision)s."), values)


def _policy(work: UnitOfWork) -> Line:
    values: dict[str, Value] = {"version": work.policy.version, "since": work.policy.effective_from}
    said = N_("Version %(version)s, from %(since)s on.")
    return Line(N_("Policy in force"), Health.FINE, said, values)


def _calendar(work: UnitOfWork) -> Line:
    last, today = max(holidays()), day_of(work.now)
    health = Health.FINE
    if today > last:
        health = Health.FAULT
    elif last - today < SOON:
        health = Health.WATCH
    todo = N_("Install a newer release: beyond that day, working days are only a guess.")
    fine = health is Health.FINE
    said = N_("The last bank holiday that this release knows is %(last)s.")
    return Line(N_("Calendar"), health, said, {"last": last}, "" if fine else todo)


def _backups(work: UnitOfWork) -> Line:
    what, last = N_("Backups"), work.session.get(BackupMade, 1)
    if last is None:
        said = N_(
            "No backup is known to this service. It would not know of one made by other means."
        )
        return Line(what, Health.UNKNOWN, said, {}, _ASK)
    values: dict[str, Value] = {"at": last.made_at, "size": last.size}
    if not last.with_database:
        said = N_(
            "The vault was copied last on %(at)s (records: %(size)s). Of the copy of the database, "
            "which is made by other means, this service knows nothing."
        )
    else:
        said = N_(
            "The last one known was made on %(at)s, of database and vault (records: %(size)s). "
            "Whether it can be restored is not known here."
        )
    if work.now - last.made_at > OLD:
        todo = N_(
            "That is more than a week ago. If none was made by other means since, make one: "
            "docs/operations.md, “Copies”."
        )
        return Line(what, Health.WATCH, said, values, todo)
    if not last.with_database:
        return Line(what, Health.UNKNOWN, said, values, _ASK)
    return Line(what, Health.FINE, said, values)
