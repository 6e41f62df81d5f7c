"""What the application's account may do on PostgreSQL, and what is wrong with what it may.

The tables belong to a role that nobody signs in as. The application's account has the rights listed
here alone (``granting``): on the log to read it, and to call the functions that append. SQLite has
no accounts; ``guards`` stands in their stead.
"""

from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection, text

from screening.store.engine import reading_from
from screening.store.guards import STAYING, is_prepared

Rights = frozenset[str]

_READ: Rights = frozenset({"SELECT"})
_KEEP = _READ | {"INSERT"}
_CHANGE = _KEEP | {"UPDATE"}
_REPLACE = _KEEP | {"DELETE"}
_COUNT: Rights = frozenset({"SELECT", "USAGE"})  # on a sequence; a backup reads how far it is
RIGHTS: dict[str, Rights] = {
    **dict.fromkeys(("record", "log_head", "vacancy_head", "alembic_version"), _READ),
    **dict.fromkeys(
        (
            *STAYING,
            "imported_applicant",
            "link_mail",
            "policy_kept",
            "shortlist_mail",
            "sourced_applicant",
            "words_gone",
        ),
        _KEEP,
    ),
    "payload": _KEEP | {"UPDATE (sealed)"},  # which erasing empties
    "account": _CHANGE,
    "account_role": _CHANGE | _REPLACE,  # its rows are locked, which takes the right to change
    "authorisation": _CHANGE,
    "backup_made": _CHANGE,
    "candidate": _CHANGE,
    "candidate_evidence": _CHANGE | _REPLACE,
    "candidate_link": _CHANGE | _REPLACE,
    "check_": _CHANGE,
    "claim": _CHANGE,
    "draft": _CHANGE,
    "due_diligence_part": _CHANGE,
    "due_diligence_search": _CHANGE,
    "edition": _CHANGE,
    "erasure_announced": _CHANGE | _REPLACE,
    "erasure_proposal": _CHANGE,
    "follow_up": _CHANGE,
    "guesses": _CHANGE | _REPLACE,
    "hold": _CHANGE,
    "idempotency": _CHANGE,
    "import_columns": _CHANGE,
    "import_file": _CHANGE | _REPLACE,
    "job": _CHANGE,
    "kept_form": _CHANGE | _REPLACE,
    "monitoring_answers": _CHANGE,
    "monitoring_sums": _CHANGE,
    "monitoring_value": _CHANGE,
    "mail_choice": _CHANGE,
    "name_places": _CHANGE,
    "name_word": _REPLACE,
    "notice": _CHANGE,
    "notification": _CHANGE | _REPLACE,
    "outgoing": _CHANGE | _REPLACE,
    "overturn": _CHANGE | _REPLACE,
    "panel_member": _CHANGE,
    "policy_replay": _CHANGE,
    "policy_version": _CHANGE,
    "regime_proposal": _CHANGE,
    "register_end": _CHANGE | _REPLACE,
    "rights_request": _CHANGE,
    "role_asked": _REPLACE,
    "shortlist_link": _CHANGE | _REPLACE,
    "signed_in": _CHANGE | _REPLACE,
    "substitution": _CHANGE,
    "sourcing_note": _CHANGE,
    "sourcing_question": _CHANGE,
    "temporary_password": _REPLACE,
    "unauthorised_search": _CHANGE,
    "vacancy": _CHANGE,
    "vacancy_word": _REPLACE,
    "witness_state": _CHANGE | _REPLACE,
    "worker_seen": _CHANGE,
    "wording": _REPLACE,
    "wording_key": _CHANGE | _REPLACE,
}
"""Every table, and what the application's account may do to its rows, as ``GRANT`` spells it."""

FUNCTIONS = frozenset({"screening_append", "screening_hold_log"})
"""The functions that it may call, which act as the owner of the tables."""

_HELD = text("""
    WITH ours AS (
        SELECT c.oid, c.relname AS name FROM pg_class AS c
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = current_schema() AND c.relname = ANY(:tables)
    ),
    possible AS (SELECT unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE',
        'REFERENCES', 'TRIGGER']) AS name),
    asked AS (
        SELECT ours.oid, ours.name AS table, possible.name AS right,
            has_table_privilege(:role, ours.oid, possible.name) AS held
        FROM ours CROSS JOIN possible
    )
    SELECT asked.table, asked.right FROM asked WHERE held
    UNION ALL
    SELECT asked.table, format('%s (%s)', asked.right, a.attname) FROM asked
    JOIN pg_attribute AS a ON a.attrelid = asked.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE NOT held AND asked.right IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
    AND has_column_privilege(:role, asked.oid, a.attnum, asked.right)
""")

_POWERS = text("""
    SELECT 'is a superuser' FROM pg_roles WHERE rolname = :role AND rolsuper
    UNION ALL
    SELECT 'may make roles' FROM pg_roles WHERE rolname = :role AND rolcreaterole
    UNION ALL
    SELECT format('may act as the role %s', other.rolname) FROM pg_roles AS other
    WHERE other.rolname NOT IN (:role, 'pg_database_owner')
    AND pg_has_role(:role, other.oid, 'MEMBER')
""")
_SWITCH = text("""
    SELECT 'may switch triggers off'
    WHERE has_parameter_privilege(:role, 'session_replication_role', 'SET')
""")
_SWITCH_CAN_BE_GIVEN = (15,)  # since this version of PostgreSQL

_MENDED_BY = (
    "An administrator of the database mends this: python -m screening roles --app NAME "
    "(docs/operations.md, PostgreSQL)."
)

_HOLDINGS = text("""
    SELECT 'owns the database' FROM pg_database
    WHERE datname = current_database() AND pg_has_role(:role, datdba, 'MEMBER')
    UNION ALL
    SELECT 'owns the schema of the tables' FROM pg_namespace
    WHERE nspname = current_schema() AND pg_has_role(:role, nspowner, 'MEMBER')
    UNION ALL
    SELECT format('owns %s of the tables', count(*)) FROM pg_class
    JOIN pg_namespace AS n ON n.oid = relnamespace
    WHERE nspname = current_schema() AND relname = ANY(:tables)
    AND pg_has_role(:role, relowner, 'MEMBER') HAVING count(*) > 0
    UNION ALL
    SELECT format('owns %s of the functions', count(*)) FROM pg_proc
    JOIN pg_namespace AS n ON n.oid = pronamespace
    WHERE nspname = current_schema() AND starts_with(proname, 'screening_')
    AND pg_has_role(:role, proowner, 'MEMBER') HAVING count(*) > 0
    UNION ALL
    SELECT 'may make tables and functions beside the log' FROM pg_namespace
    WHERE nspname = current_schema() AND has_schema_privilege(:role, oid, 'CREATE')
    UNION ALL
    SELECT 'may make schemas in the database'
    WHERE has_database_privilege(:role, current_database(), 'CREATE')
    UNION ALL
    SELECT 'may put temporary tables in the place of the real ones'
    WHERE has_database_privilege(:role, current_database(), 'TEMPORARY')
""")

_CALLABLE = text("""
    SELECT p.proname FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
    WHERE n.nspname = current_schema() AND p.proname = ANY(:functions)
    AND has_function_privilege(:role, p.oid, 'EXECUTE')
""")
_UNCOUNTED = text("""
    SELECT s.relname FROM pg_class AS s JOIN pg_namespace AS n ON n.oid = s.relnamespace
    JOIN pg_depend AS d ON d.objid = s.oid AND d.deptype IN ('a', 'i')
    JOIN pg_class AS counted ON counted.oid = d.refobjid AND counted.relname = ANY(:tables)
    WHERE n.nspname = current_schema()
    AND CASE s.relkind WHEN 'S' THEN NOT (has_sequence_privilege(:role, s.oid, 'USAGE')
        AND has_sequence_privilege(:role, s.oid, 'SELECT')) END
""")
_OF_EVERYBODY = text("""
    WITH ours AS (
        SELECT c.oid, c.relname, c.relkind, c.relacl FROM pg_class AS c
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = current_schema() AND (c.relname = ANY(:tables) OR c.relkind = 'S'
            AND EXISTS (SELECT FROM pg_depend AS d JOIN pg_class AS counted
                ON counted.oid = d.refobjid AND counted.relname = ANY(:tables)
                WHERE d.objid = c.oid AND d.deptype IN ('a', 'i')))
    )
    SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, relname AS name,
        acl.privilege_type AS right
    FROM ours CROSS JOIN LATERAL aclexplode(relacl) AS acl WHERE acl.grantee = 0
    UNION ALL
    SELECT 'TABLE', relname, format('%s (%s)', acl.privilege_type, a.attname) FROM ours
    JOIN pg_attribute AS a ON a.attrelid = ours.oid AND a.attnum > 0 AND NOT a.attisdropped
    CROSS JOIN LATERAL aclexplode(a.attacl) AS acl WHERE acl.grantee = 0
    UNION ALL
    SELECT 'FUNCTION', p.proname, acl.privilege_type FROM pg_proc AS p
    JOIN pg_namespace AS n ON n.oid = p.pronamespace
    CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS acl
    WHERE n.nspname = current_schema() AND p.proname = ANY(:functions) AND acl.grantee = 0
    ORDER BY 1, 2, 3
""")


@dataclass(frozen=True)
class Difference:
    """How what an account may do to ``subject`` differs from what it is meant to."""

    kind: str
    subject: str
    missing: Rights
    surplus: Rights


def differences(connection: Connection, role: str) -> list[Difference]:
    """Each table, function and sequence on which ``role`` has other rights than listed."""
    asked = {"role": role, "tables": list(RIGHTS), "functions": list(FUNCTIONS)}
    held: dict[str, set[str]] = {name: set() for name in RIGHTS}
    for table, right in connection.execute(_HELD, asked):
        held[table].add(right)
    called = set(connection.execute(_CALLABLE, asked).scalars())
    uncounted = connection.execute(_UNCOUNTED, asked).scalars()
    found = [
        *(("TABLE", name, RIGHTS[name], held[name]) for name in sorted(RIGHTS)),
        *(("FUNCTION", name, {"EXECUTE"}, set()) for name in sorted(FUNCTIONS - called)),
        *(("SEQUENCE", name, _COUNT, set()) for name in sorted(uncounted)),
    ]
    return [
        Difference(kind, name, frozenset(meant - has), frozenset(has - meant))
        for kind, name, meant, has in found
        if meant != has
    ]


def given_to_everybody(connection: Connection) -> list[Difference]:
    """Each table, function and sequence on which every account that may connect has rights: nobody
    is meant to have any so. It is how functions stand that were just made, as by a restore.
    """
    asked = {"tables": list(RIGHTS), "functions": list(FUNCTIONS)}
    rows = connection.execute(_OF_EVERYBODY, asked).all()
    return [
        Difference(kind, name, frozenset(), frozenset(row.right for row in some))
        for (kind, name), some in groupby(rows, key=lambda row: (row.kind, row.name))
    ]


def powers(connection: Connection, role: str) -> list[str]:
    """What ``role`` is or may become that no list of rights can bound, a clause each."""
    found = list(connection.execute(_POWERS, {"role": role}).scalars())
    if (connection.dialect.server_version_info or ()) >= _SWITCH_CAN_BE_GIVEN:
        found += connection.execute(_SWITCH, {"role": role}).scalars()
    # A superuser holds every role and every right: the rest would only hide that.
    return found[:1] if "is a superuser" in found else found


def wrong(connection: Connection, role: str) -> list[str]:
    """What ``role`` or everybody can do and should not, or the other way round, a sentence each."""
    above = powers(connection, role)
    if "is a superuser" not in above:
        above += connection.execute(_HOLDINGS, {"role": role, "tables": list(RIGHTS)}).scalars()
    everybody = [
        f"Every account that may connect has {', '.join(sorted(each.surplus))} on {each.subject}."
        for each in given_to_everybody(connection)
    ]
    if above:
        own = [f"The account {role} {each}, so it could rewrite the log." for each in above]
        return [*own, *everybody]
    return everybody + [
        f"The account {role} {verb} {', '.join(sorted(some))} on {each.subject}."
        for each in differences(connection, role)
        for verb, some in (("lacks", each.missing), ("should not have", each.surplus))
        if some
    ]


def check(url: str) -> list[str]:
    """What is wrong with the rights of the account that ``url`` signs in with, a sentence each.

    Nothing where there are no accounts, and nothing yet in a database that was never prepared.
    """
    with reading_from(url) as connection:
        if connection.dialect.name != "postgresql" or not is_prepared(connection):
            return []
        found = wrong(connection, _current_role(connection))
    return [*found, _MENDED_BY] if found else []


def lacking(connection: Connection) -> list[str]:
    """What the account of ``connection`` lacks a right on, though the service needs it."""
    if connection.dialect.name != "postgresql":
        return []
    found = differences(connection, _current_role(connection))
    # A right on the whole table is one on its columns.
    return sorted(
        each.subject
        for each in found
        if {right.partition(" ")[0] for right in each.missing} - each.surplus
    )


def _current_role(connection: Connection) -> str:
    return str(connection.scalar(text("SELECT current_user")))
