"""The vault's own file: its tables, its triggers, and how it is made."""

import hashlib
import secrets

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    inspect,
    select,
)
from sqlalchemy.dialects.sqlite import insert

from screening.domain.errors import SettingsInvalid
from screening.domain.text import N_
from screening.store.base import NAMING
from screening.store.engine import database_file, keep_private, open_engine, writing
from screening.store.faults import translated

KEY_BYTES = 32

_metadata = MetaData(naming_convention=NAMING)

data_key = Table(
    "data_key",
    _metadata,
    Column("owner", Text, primary_key=True),
    Column("retention", Text, primary_key=True),
    Column("wrapped", LargeBinary),  # NULL: a tombstone
    CheckConstraint("wrapped IS NULL OR length(wrapped) = 40", name="wrapped"),
    sqlite_strict=True,
)

vault_state = Table(
    "vault_state",
    _metadata,
    Column("id", Integer, primary_key=True),
    Column("destructions", Integer, nullable=False),
    Column("probe", LargeBinary, nullable=False),  # unwraps under the right master key only
    CheckConstraint("id = 1", name="only_one"),
    sqlite_strict=True,
)

rewrapping = Table(
    "rewrapping",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("before", Text, nullable=False),  # ids of master keys, as ``key_id`` gives them
    Column("after", Text, nullable=False),
    Column("keys", Integer, nullable=False),
    Column("at", Text, nullable=False),
    sqlite_strict=True,
)
"""Each change of the master key: it says what was done, and lets the log be told of it."""
checkpoint_seen = Table(
    "checkpoint_seen",  # the newest; see ``seen``
    _metadata,
    Column("id", Integer, primary_key=True),
    Column("log_id", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("root", Text, nullable=False),
    CheckConstraint("id = 1", name="only_one"),
    sqlite_strict=True,
)

swept = Table(
    "swept",  # when both files were last written anew; see ``sweeping``
    _metadata,
    Column("id", Integer, primary_key=True),
    Column("after", Text, nullable=False),
    CheckConstraint("id = 1", name="only_one"),
    sqlite_strict=True,
)

unlooked = Table(
    "unlooked",  # destroyed keys under which something may be stored still; see ``looking``
    _metadata,
    Column("owner", Text, primary_key=True),
    Column("retention", Text, primary_key=True),
    sqlite_strict=True,
)

_TRIGGERS = (
    """
    CREATE TRIGGER IF NOT EXISTS data_key_only_dies BEFORE UPDATE ON data_key
    WHEN NEW.wrapped IS NOT NULL OR NEW.owner <> OLD.owner OR NEW.retention <> OLD.retention
    BEGIN SELECT RAISE(ABORT, 'a key can be destroyed, not changed'); END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS data_key_never_goes BEFORE DELETE ON data_key
    BEGIN SELECT RAISE(ABORT, 'a tombstone stays for ever'); END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS rewrapping_never_changes BEFORE UPDATE ON rewrapping
    BEGIN SELECT RAISE(ABORT, 'a change of the master key stays as it was'); END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS rewrapping_never_goes BEFORE DELETE ON rewrapping
    BEGIN SELECT RAISE(ABORT, 'a change of the master key stays'); END
    """,
)


def create_vault(url: str, master_key: bytes) -> None:
    """Make the vault at ``url``, for ``master_key`` alone, unless it is there.

    One that an earlier release made is given what it lacks.
    """
    file = database_file(url)
    if file is None:
        raise SettingsInvalid([N_("The vault must be an SQLite file of its own.")])
    check_length(master_key)
    keep_private(file)
    engine = open_engine(url)
    try:
        with translated(), writing(engine).begin() as connection:
            make_tables(connection)
            first = insert(vault_state).values(id=1, destructions=0, probe=new_probe(master_key))
            connection.execute(first.on_conflict_do_nothing())
    finally:
        engine.dispose()


def make_tables(connection: Connection) -> None:
    """Make each table and trigger that is not there."""
    _metadata.create_all(connection)
    for trigger in _TRIGGERS:
        connection.exec_driver_sql(trigger)


def new_probe(master_key: bytes) -> bytes:
    """What only ``master_key`` unwraps."""
    return aes_key_wrap(master_key, secrets.token_bytes(KEY_BYTES))


def is_master_key(connection: Connection, master_key: bytes) -> bool:
    """Whether the vault behind ``connection`` is under ``master_key``."""
    probe = connection.execute(select(vault_state.c.probe)).scalar_one()
    try:
        aes_key_unwrap(master_key, probe)
    except InvalidUnwrap:
        return False
    return True


def key_id(master_key: bytes) -> str:
    """What ``master_key`` may be called aloud; nothing of it can be worked out from that."""
    return hashlib.blake2b(key=master_key, person=b"master key id", digest_size=8).hexdigest()


def wrong_key(connection: Connection, master_key: bytes) -> str:
    """Which key the vault behind ``connection`` is under, since ``master_key`` is not the one."""
    said = N_("The master key is not the one of this vault.")
    if not inspect(connection).has_table(rewrapping.name):
        return said
    changes = connection.execute(select(rewrapping).order_by(rewrapping.c.number)).all()
    if not changes:
        return said
    given, last = key_id(master_key), changes[-1]
    if given in {change.before for change in changes}:
        said += N_(" It is an earlier one, from before it was changed.")
    return f"{said} " + N_("This one has the id {given}; the vault needs {needed}.").format(
        given=given, needed=last.after
    )


def check_length(master_key: bytes) -> None:
    """Raise SettingsInvalid unless ``master_key`` is 256 bits."""
    if len(master_key) != KEY_BYTES:
        raise SettingsInvalid([N_("The master key must be 32 bytes.")])
