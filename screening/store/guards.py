"""What the application's own connections may never do, whatever statement reaches them.

The triggers that make the log append-only are in the database (``migrations/sql``) and
bind everyone. This is the second ring, for SQLite: an authorizer that refuses, while a statement
is being compiled, whatever could walk round the triggers. ``driver`` shuts what is no statement. On
PostgreSQL the second ring is an account without the rights (``rights``).
"""

import sqlite3
from collections.abc import Callable, Mapping

from sqlalchemy import Connection, inspect, text

_HEADS = frozenset({"log_head", "vacancy_head"})

_DENIED = {
    value
    for name, value in vars(sqlite3).items()
    if name.startswith(("SQLITE_CREATE_", "SQLITE_DROP_", "SQLITE_ALTER_"))
} | {
    sqlite3.SQLITE_ATTACH,
    sqlite3.SQLITE_DETACH,
    sqlite3.SQLITE_ANALYZE,
    sqlite3.SQLITE_REINDEX,
}
_PRAGMAS_WITH_A_VALUE = {
    "foreign_key_check",
    "foreign_key_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "integrity_check",
    "quick_check",
    "table_info",
    "table_list",
    "table_xinfo",
    "wal_checkpoint",
}

_CODE_FROM_OUTSIDE = {"fts3_tokenizer", "load_extension"}
_WRITES = (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE)

Authorizer = Callable[[int, str | None, str | None, str | None, str | None], int]


def forbid_round_ways(connection: sqlite3.Connection) -> None:
    """Put the application's authorizer on ``connection`` to the main database."""
    connection.set_authorizer(
        _authorizer(
            {
                sqlite3.SQLITE_INSERT: _HEADS,
                sqlite3.SQLITE_UPDATE: _HEADS | {"record"},
                sqlite3.SQLITE_DELETE: _HEADS | {"record", "payload"},
            }
        )
    )


def forbid_in_vault(connection: sqlite3.Connection) -> None:
    """Put the application's authorizer on ``connection`` to the vault."""
    connection.set_authorizer(
        _authorizer(
            {
                sqlite3.SQLITE_INSERT: frozenset({"rewrapping", "vault_state"}),
                sqlite3.SQLITE_UPDATE: frozenset({"rewrapping", "vault_state.probe"}),
                sqlite3.SQLITE_DELETE: frozenset({"data_key", "rewrapping", "vault_state"}),
            }
        )
    )


def _authorizer(protected: Mapping[int, frozenset[str]]) -> Authorizer:
    def authorize(
        action: int,
        subject: str | None,
        detail: str | None,
        _database: str | None,
        trigger: str | None,
    ) -> int:
        if action in _DENIED:
            return sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_PRAGMA:
            allowed = detail is None or (subject or "").lower() in _PRAGMAS_WITH_A_VALUE
            return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_FUNCTION and detail in _CODE_FROM_OUTSIDE:
            return sqlite3.SQLITE_DENY
        if action in _WRITES and (subject or "").startswith("sqlite_"):
            return sqlite3.SQLITE_DENY
        # The heads move only with the log: the trigger on ``record`` moves them, nothing else.
        moved_by_the_log = trigger == "record_moves_heads" and subject in _HEADS
        refused = protected.get(action, frozenset())
        if {subject, f"{subject}.{detail}"} & refused and not moved_by_the_log:
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK

    return authorize


STAYING = (
    "criterion",
    "revision",
    "revision_place",
    "revision_term",
    "decision",
    "counted_decision",
    "authorised_place",
    "authorised_term",
    "visit",
    "outcome",
    "hand_over",
    "let_through",
    "exposure_step",
    "score_lock",
    "influence",
    "declaration",
    "due_diligence_lock",
    "sign_off",
    "sourcing_search",
    "recusal",
    "log_key",
    "checkpoint",
    "tree_block",
    "checkpoint_stamp",
    "policy_read",
    "monitoring_edition",
    "monitoring_counted",
    "setting",
)
"""The tables beside the log whose rows never change and never go."""

LOG_GUARDS = frozenset(
    {
        "record_follows_head",
        "record_moves_heads",
        "record_never_changes",
        "record_never_goes",
        "log_head_comes_once",
        "log_head_follows_record",
        "log_head_never_goes",
        "vacancy_head_comes_with_record",
        "vacancy_head_follows_record",
        "vacancy_head_never_goes",
        "payload_only_empties",
        "payload_never_goes",
    }
)
"""The triggers that make the log append-only."""

GUARDS = (
    LOG_GUARDS
    | {f"{table}_never_changes" for table in STAYING}
    | {f"{table}_never_goes" for table in STAYING}
    | {
        "authorisation_keeps_its_scope",
        "authorisation_never_goes",
        "approval_needs_a_claim_seen",
        "check_keeps_who_and_what",
        "check_never_goes",
        "claim_never_goes",
        "claim_stays_once_frozen",
        "due_diligence_part_never_goes",
        "due_diligence_search_never_goes",
        "erasure_proposal_begins_proposed",
        "erasure_proposal_is_decided_once",
        "erasure_proposal_never_goes",
        "hold_begins_standing",
        "hold_is_lifted_once",
        "hold_never_goes",
        "policy_kept_never_changes",
        "policy_kept_never_goes",
        "policy_version_begins_proposed",
        "policy_version_is_decided_once",
        "policy_version_never_goes",
        "regime_proposal_begins_proposed",
        "regime_proposal_is_decided_once",
        "regime_proposal_never_goes",
    }
)
"""The triggers that every database must have."""


def missing_guards(connection: Connection) -> frozenset[str]:
    """The triggers that ``connection``'s database should have and has not, or has switched off.

    They are told by their names: whoever owns the tables could give one another body.
    """
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    else:
        found = connection.execute(
            text("""
                SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
                JOIN pg_namespace ON pg_namespace.oid = relnamespace
                WHERE nspname = current_schema() AND NOT tgisinternal AND tgenabled IN ('O', 'A')
            """)
        )
    return GUARDS - set(found.scalars())


def is_prepared(connection: Connection) -> bool:
    """Whether the ledger's tables are there at all."""
    return inspect(connection).has_table("log_head")
