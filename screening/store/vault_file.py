"""The vault's own file: its tables, its triggers, and how it is made."""

import secrets

from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from sqlalchemy import (
    CheckConstraint,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.dialects.sqlite import insert

from screening.domain.errors import SettingsInvalid
from screening.domain.text import N_
from screening.store.base import NAMING
from screening.store.engine import database_file, keep_private, open_engine, writing

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
)


def create_vault(url: str, master_key: bytes) -> None:
    """Make the vault at ``url``, for ``master_key`` alone, unless it is there."""
    file = database_file(url)
    if file is None:
        raise SettingsInvalid([N_("The vault must be an SQLite file of its own.")])
    check_length(master_key)
    keep_private(file)
    engine = open_engine(url)
    try:
        with writing(engine).begin() as connection:
            _metadata.create_all(connection)
            for trigger in _TRIGGERS:
                connection.exec_driver_sql(trigger)
            probe = aes_key_wrap(master_key, secrets.token_bytes(KEY_BYTES))
            first = insert(vault_state).values(id=1, destructions=0, probe=probe)
            connection.execute(first.on_conflict_do_nothing())
    finally:
        engine.dispose()


def check_length(master_key: bytes) -> None:
    """Raise SettingsInvalid unless ``master_key`` is 256 bits."""
    if len(master_key) != KEY_BYTES:
        raise SettingsInvalid([N_("The master key must be 32 bytes.")])
