"""Giving a PostgreSQL database's tables to a role of their own, and the application its rights.

``grants`` says which. What is in order is left alone, so it can be run again at any time, and has
to be when a migration brought a table. It takes an administrator of the database.
"""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from screening.domain.errors import SettingsInvalid
from screening.store import grants
from screening.store.engine import writing_to
from screening.store.guards import is_prepared
from screening.store.revisions import why_another

OWNER = "screening_owner"
"""What the role that owns the tables is called where nobody says otherwise."""

_NOT_ALLOWED = "42501"
_SET_APART = (16,)  # since this version a member of a role may not always act as it

_ROLES = text("""
    SELECT session_user AS administrator,
    (SELECT rolname FROM pg_roles WHERE rolname = :app) AS app,
    (SELECT rolcanlogin OR rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = :owner)
        AS owner_is_more
""")
_THEIRS = text("""
    SELECT format('TABLE %I.%I', n.nspname, c.relname) FROM pg_class AS c
    JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relname = ANY(:tables) AND c.relkind = 'r'
    AND pg_get_userbyid(c.relowner) <> :owner
    UNION ALL
    SELECT format('FUNCTION %s', p.oid::regprocedure) FROM pg_proc AS p
    JOIN pg_namespace AS n ON n.oid = p.pronamespace
    WHERE n.nspname = current_schema() AND starts_with(p.proname, 'screening_')
    AND pg_get_userbyid(p.proowner) <> :owner
""")
_PLACES = text("""
    SELECT 'DATABASE', datname FROM pg_database
    WHERE datname = current_database() AND pg_get_userbyid(datdba) = :app
    UNION ALL
    SELECT 'SCHEMA', nspname FROM pg_namespace
    WHERE nspname = current_schema() AND pg_get_userbyid(nspowner) = :app
""")


@dataclass(frozen=True)
class Granted:
    """What was done, and what is still wrong, a sentence each."""

    done: list[str]
    wrong: list[str]


def grant(url: str, app: str, owner: str = OWNER, password: str | None = None) -> Granted:
    """Let ``owner`` own everything, and the account ``app`` do what is listed, and no more.

    ``url`` is for an administrator. ``owner`` is made when it is not there; so is ``app`` when a
    ``password`` is given. Raises SettingsInvalid, and changes nothing, when that is not possible.
    """
    try:
        with writing_to(url) as connection:
            if connection.dialect.name != "postgresql":
                raise SettingsInvalid(["SQLite has no accounts: there is nothing to give."])
            if not is_prepared(connection):
                raise SettingsInvalid(
                    ["The database has not been prepared. Run: python -m screening migrate"]
                )
            if another := why_another(connection):
                raise SettingsInvalid(another)
            place = connection.execute(text("SELECT current_schema(), current_database()")).one()
            work = _Work(connection, app, owner, *place)
            work.make_roles(password)
            work.give_to_owner()
            work.shut_the_place()
            work.give_rights()
            return Granted(work.done, grants.wrong(connection, app))
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != _NOT_ALLOWED:
            raise
        refusal = str(error.orig).splitlines()[0]
        raise SettingsInvalid(
            [
                f"PostgreSQL refused: {refusal}. Nothing was changed.",
                "Run this as a superuser, or as who owns database and tables and may make roles.",
            ]
        ) from error


def act_as_owner(connection: Connection) -> bool:
    """Act as the role that owns the tables until the transaction ends, so that it owns new ones.

    Whether that is possible; nobody has to where there are no tables yet, or no roles.
    """
    if connection.dialect.name != "postgresql":
        return True
    found = text(
        "SELECT tableowner FROM pg_tables"
        " WHERE schemaname = current_schema() AND tablename = 'alembic_version'"
    )
    owner = connection.execute(found).scalar_one_or_none()
    if owner is None:
        return True
    version = connection.dialect.server_version_info or ()
    how = "SET" if version >= _SET_APART else "MEMBER"
    possible = text("SELECT pg_has_role(:owner, :how)")
    if not connection.scalar(possible, {"owner": owner, "how": how}):
        return False
    connection.exec_driver_sql(f"SET LOCAL ROLE {_quoted(connection, owner)}")
    return True


@dataclass
class _Work:
    connection: Connection
    app: str
    owner: str
    schema: str
    database: str
    done: list[str] = field(default_factory=list)

    def make_roles(self, password: str | None) -> None:
        """Both roles are there, and neither is more than it has to be."""
        found = self.connection.execute(_ROLES, self._names).one()
        problems = []
        if self.app == self.owner:
            problems.append("The application's account and the owner have to be two roles.")
        if self.app == found.administrator:
            problems.append(f"Run this as an administrator, not as {self.app}.")
        if found.owner_is_more:
            problems.append(f"{self.owner} may sign in or has powers: the owner may only own.")
        if found.app is None and password is None:
            problems.append(
                f"There is no account {self.app}. Make one, or give --create and a password."
            )
        if found.app is None and password == "":
            problems.append("The password is empty: give one on standard input.")
        if found.app is not None:
            above = set(grants.powers(self.connection, self.app))
            above.discard(f"may act as the role {self.owner}")
            problems += [f"The account {self.app} {each}." for each in sorted(above)]
        if problems:
            raise SettingsInvalid(problems)
        if found.owner_is_more is None:
            self._do(f"The role {self.owner} was made.", f"CREATE ROLE {self._owner} NOLOGIN")
        if found.app is None:
            made = f"CREATE ROLE {self._app} LOGIN PASSWORD '{self._hashed(password or '')}'"
            self._do(f"The account {self.app} was made.", made)

    def give_to_owner(self) -> None:
        """Everything belongs to the owner, as which the administrator may act, and nobody else."""
        if not self._asked("pg_has_role(:owner, 'USAGE')"):
            self._do(
                f"You may act as {self.owner} from now on.",
                f"GRANT {self._owner} TO CURRENT_USER",
            )
        if self._asked("pg_has_role(:app, :owner, 'MEMBER')"):
            self._do(
                f"{self.app} may not act as {self.owner} any more.",
                f"REVOKE {self._owner} FROM {self._app}",
            )
        if not self._asked("has_schema_privilege(:owner, current_schema(), 'CREATE')"):
            self._do(
                f"{self.owner} may make tables.",
                f"GRANT USAGE, CREATE ON SCHEMA {self._schema} TO {self._owner}",
            )
        for kind, name in self.connection.execute(_PLACES, self._names).all():
            self._do(
                f"The {kind.lower()} {name} was given to {self.owner}.",
                f"ALTER {kind} {self._quoted(name)} OWNER TO {self._owner}",
            )
        asked = self._names | {"tables": list(grants.RIGHTS)}
        if theirs := self.connection.execute(_THEIRS, asked).scalars().all():
            self._do(
                f"{len(theirs)} tables and functions were given to {self.owner}.",
                *(f"ALTER {each} OWNER TO {self._owner}" for each in theirs),
            )

    def shut_the_place(self) -> None:
        """The application finds its tables, and makes nothing beside them or in their stead."""
        if self._asked("has_schema_privilege(:app, current_schema(), 'CREATE')"):
            self._do(
                "Only the owner makes tables and functions.",
                f"REVOKE CREATE ON SCHEMA {self._schema} FROM PUBLIC, {self._app}",
            )
        if not self._asked("has_schema_privilege(:app, current_schema(), 'USAGE')"):
            self._do(
                f"{self.app} may use the tables' schema.",
                f"GRANT USAGE ON SCHEMA {self._schema} TO {self._app}",
            )
        if self._asked("has_database_privilege(:app, current_database(), 'CREATE, TEMPORARY')"):
            self._do(
                "Nobody makes schemas or temporary tables in the database.",
                f"REVOKE CREATE, TEMPORARY ON DATABASE {self._database} FROM PUBLIC, {self._app}",
            )
        if not self._asked("has_database_privilege(:app, current_database(), 'CONNECT')"):
            self._do(
                f"{self.app} may connect.",
                f"GRANT CONNECT ON DATABASE {self._database} TO {self._app}",
            )

    def give_rights(self) -> None:
        """On everything the rights that are listed, and no others; to everybody none."""
        for each in grants.given_to_everybody(self.connection):
            some = ", ".join(sorted(each.surplus))
            place = f"{each.kind} {self._quoted(each.subject)}"
            self._do(
                f"{each.subject}: taken away from everybody {some}.",
                f"REVOKE {some} ON {place} FROM PUBLIC",
            )
        for each in grants.differences(self.connection, self.app):
            words = [
                f"{verb} {', '.join(sorted(some))}"
                for verb, some in (("given", each.missing), ("taken away", each.surplus))
                if some
            ]
            place = f"{each.kind} {self._quoted(each.subject)}"
            statements = [
                f"{verb} {', '.join(sorted(some))} ON {place} {preposition} {whom}"
                for verb, some, preposition, whom in (
                    ("REVOKE", each.surplus, "FROM", self._app),
                    ("GRANT", each.missing, "TO", self._app),
                )
                if some
            ]
            self._do(f"{each.subject}: {'; '.join(words)}.", *statements)

    def _do(self, said: str, *statements: str) -> None:
        for statement in statements:
            self.connection.exec_driver_sql(statement)
        self.done.append(said)

    def _asked(self, question: str) -> bool:
        return bool(self.connection.scalar(text(f"SELECT {question}"), self._names))

    def _hashed(self, password: str) -> str:
        """The form in which the server keeps it: a statement with it in the clear is logged."""
        driver: Any = self.connection.connection.driver_connection
        kept = driver.pgconn.encrypt_password(
            password.encode("utf-8"), self.app.encode("utf-8"), b"scram-sha-256"
        )
        return str(kept.decode("ascii"))

    def _quoted(self, name: str) -> str:
        return _quoted(self.connection, name)

    @property
    def _names(self) -> dict[str, str]:
        return {"app": self.app, "owner": self.owner}

    @property
    def _app(self) -> str:
        return self._quoted(self.app)

    @property
    def _schema(self) -> str:
        return self._quoted(self.schema)

    @property
    def _database(self) -> str:
        return self._quoted(self.database)

    @property
    def _owner(self) -> str:
        return self._quoted(self.owner)


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)
