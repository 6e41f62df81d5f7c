"""The vault: one key for each person and retention class, and the fact that some are gone.

The vault is a file of its own and holds wrapped keys and tombstones, nothing else; ciphertext is in
the main database. There is no transaction over both, so order does the work: a new key is
committed here before anything is sealed under it (an unused key is harmless), and a key is
destroyed here before anything else is erased (a text without its key is unreadable). A destroyed
key leaves a tombstone and is never made again.
"""

import hashlib
import secrets
from collections.abc import Collection, Iterable
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from sqlalchemy import Connection, Engine, func, select, update
from sqlalchemy.dialects.sqlite import insert

from screening.domain.errors import KeyDestroyed, SealBroken, SettingsInvalid, Unavailable
from screening.domain.text import N_
from screening.domain.words import Retention
from screening.ledger.chain import length_prefixed
from screening.store.engine import database_file, open_engine, reading, writing
from screening.store.faults import translated
from screening.store.guards import forbid_in_vault
from screening.store.vault_file import (
    KEY_BYTES,
    check_length,
    data_key,
    is_master_key,
    unlooked,
    vault_state,
    wrong_key,
)

_NONCE_BYTES = 12
KEY_CHANGED = N_(
    "The master key was changed. The service has to be started again with the new one."
)
_BURY = (
    insert(data_key)
    .values(wrapped=None)
    .on_conflict_do_update(
        index_elements=[data_key.c.owner, data_key.c.retention], set_={"wrapped": None}
    )
)
_FORM = b"\x01"  # which way of sealing this is, should there ever be another


class KeyRef(NamedTuple):
    """Which key: whose (the ref of a candidate or vacancy, or ORGANISATION) and of which class."""

    owner: str
    retention: Retention


class Vault:
    """An open vault. One object serves all threads of a process."""

    def __init__(self, engine: Engine, master_key: bytes):
        self.engine = engine
        self._reader = reading(engine)
        self._writer = writing(engine)
        self._master_key = master_key
        self._destructions = -1
        self._ciphers: dict[KeyRef, AESGCM | None] = {}  # None: destroyed
        self._secrets: dict[tuple[KeyRef, str], bytes] = {}

    def close(self) -> None:
        """Let go of the file and forget every key."""
        self._ciphers, self._secrets = {}, {}
        self.engine.dispose()

    def refresh(self) -> bool:
        """Forget every key if one was destroyed since, by any process; say whether one was.

        Called as each unit of work begins, so that no key outlives its destruction by more than
        the units then under way, and again before one commits.
        """
        destructions = self._count_destructions()
        if destructions == self._destructions:
            return False
        # New ones: a thread that is filling the old ones fills them in vain.
        self._ciphers, self._secrets = {}, {}
        self._destructions = destructions
        return True

    def ensure(self, key: KeyRef) -> None:
        """Make ``key`` if it never was. Raises KeyDestroyed if it is no more."""
        self._cipher(key, make=True)

    def ensure_all(self, keys: Collection[KeyRef]) -> None:
        """Make those of ``keys`` that never were, all at once: each alone waits for the disk.

        What is no more stays so.
        """
        new = [key for key in keys if key not in self._ciphers]
        if new:
            with translated(), self._writer.begin() as connection:
                self._check_master_key(connection)
                connection.execute(
                    insert(data_key).on_conflict_do_nothing(), [self._row(key) for key in new]
                )

    def seal(self, key: KeyRef, aad: str, plaintext: bytes) -> bytes:
        """``plaintext`` sealed under ``key``, to be opened only with the same ``aad``.

        ``aad`` says where the text belongs, by references that never change. Makes the key if it
        never was; raises KeyDestroyed if it is no more.
        """
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return (
            _FORM + nonce + self._cipher(key, make=True).encrypt(nonce, plaintext, _bound(key, aad))
        )

    def open(self, key: KeyRef, aad: str, sealed: bytes) -> bytes:
        """What ``seal`` was given. Raises KeyDestroyed, or SealBroken when it is not that."""
        cipher = self._cipher(key, make=False)
        form, nonce, rest = sealed[:1], sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        try:
            if form == _FORM and len(nonce) == _NONCE_BYTES:
                return cipher.decrypt(nonce, rest, _bound(key, aad))
        except InvalidTag:
            pass
        raise SealBroken(N_("A sealed text was altered, or stands where it does not belong."))

    def secret(self, key: KeyRef, purpose: str, *, make: bool = True) -> bytes:
        """32 bytes for ``purpose`` (in ASCII, at most 16 characters), always the same ones.

        They are derived from ``key``, and stand nowhere. One that never was is made, or else raises
        SealBroken; one that is no more raises KeyDestroyed.
        """
        known = self._secrets
        if (key, purpose) not in known:
            own = self._load(key, make)
            if own is None:
                raise KeyDestroyed(N_("This text was erased."))
            person = purpose.encode("ascii")
            derived = hashlib.blake2b(key=own, person=person, digest_size=KEY_BYTES)
            known[key, purpose] = derived.digest()
        return known[key, purpose]

    def is_destroyed(self, key: KeyRef) -> bool:
        """Whether ``key`` has a tombstone."""
        try:
            self._cipher(key, make=False)
        except KeyDestroyed:
            return True
        except SealBroken:
            return False
        return False

    def has_destroyed(self, owner: str) -> bool:
        """Whether any key of ``owner`` has a tombstone."""
        wanted = select(data_key.c.owner).where(
            data_key.c.owner == owner, data_key.c.wrapped.is_(None)
        )
        with translated(), self._reader.connect() as connection:
            return connection.execute(wanted.limit(1)).first() is not None

    def destroy(self, owner: str, retentions: Iterable[Retention]) -> None:
        """Destroy the keys of ``owner`` for ``retentions``, for ever, even if they never were."""
        self.destroy_all([KeyRef(owner, retention) for retention in retentions])

    def destroy_all(self, keys: Collection[KeyRef]) -> None:
        """Destroy all ``keys`` together, and note that what is under them is to be looked for."""
        rows = [{"owner": key.owner, "retention": key.retention.value} for key in keys]
        with translated(), self._writer.begin() as connection:
            if rows:
                connection.execute(_BURY, rows)
                connection.execute(insert(unlooked).on_conflict_do_nothing(), rows)
            connection.execute(
                update(vault_state).values(destructions=vault_state.c.destructions + 1)
            )
        self.refresh()

    def has(self, key: KeyRef) -> bool:
        """Whether ``key`` is there, or has a tombstone."""
        return self._wrapped(key) is not None

    def count(self) -> tuple[int, int]:
        """How many keys there are, and how many were destroyed."""
        counted = select(func.count(data_key.c.wrapped), func.count())
        with translated(), self._reader.connect() as connection:
            live, every = connection.execute(counted.select_from(data_key)).one()
        return live, every - live

    def keys(self) -> set[KeyRef]:
        """Every key that ever was, those that were destroyed too."""
        wanted = select(data_key.c.owner, data_key.c.retention)
        with translated(), self._reader.connect() as connection:
            return {KeyRef(owner, Retention(name)) for owner, name in connection.execute(wanted)}

    def tombstones(self) -> list[KeyRef]:
        """Every key that was destroyed."""
        wanted = select(data_key.c.owner, data_key.c.retention).where(data_key.c.wrapped.is_(None))
        with translated(), self._reader.connect() as connection:
            return [KeyRef(owner, Retention(name)) for owner, name in connection.execute(wanted)]

    def _count_destructions(self) -> int:
        """Asked twice in every unit of work, so without SQLAlchemy, which takes far longer."""
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("SELECT destructions FROM vault_state")
            ((count,),) = cursor.fetchall()
            cursor.close()
            return int(count)
        finally:
            connection.close()

    def _cipher(self, key: KeyRef, *, make: bool) -> AESGCM:
        ciphers = self._ciphers
        if key not in ciphers:
            own = self._load(key, make)
            ciphers[key] = None if own is None else AESGCM(own)
        cipher = ciphers[key]
        if cipher is None:
            raise KeyDestroyed(N_("This text was erased."))
        return cipher

    def _load(self, key: KeyRef, make: bool) -> bytes | None:
        """The key itself, or None when it was destroyed."""
        wrapped = self._wrapped(key)
        if wrapped is None and make:
            self._make(key)
            wrapped = self._wrapped(key)
        if wrapped is None:
            raise SealBroken(N_("The key of a sealed text is not in this vault."))
        if wrapped == b"":
            return None
        try:
            return aes_key_unwrap(self._master_key, wrapped)
        except InvalidUnwrap as error:
            with translated(), self._reader.connect() as connection:
                self._check_master_key(connection)
            raise SealBroken(N_("A key in the vault was altered.")) from error

    def _wrapped(self, key: KeyRef) -> bytes | None:
        """The wrapped key; nothing at all when there is a tombstone, None when it never was."""
        wanted = select(data_key.c.wrapped).where(
            data_key.c.owner == key.owner, data_key.c.retention == key.retention.value
        )
        with translated(), self._reader.connect() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else row[0] or b""

    def _make(self, key: KeyRef) -> None:
        made = insert(data_key).values(self._row(key))
        with translated(), self._writer.begin() as connection:
            self._check_master_key(connection)
            connection.execute(made.on_conflict_do_nothing())

    def _row(self, key: KeyRef) -> dict[str, str | bytes]:
        return {
            "owner": key.owner,
            "retention": key.retention.value,
            "wrapped": aes_key_wrap(self._master_key, secrets.token_bytes(KEY_BYTES)),
        }

    def _check_master_key(self, connection: Connection) -> None:
        """A key that is wrapped with an old master key would be lost with it."""
        if not is_master_key(connection, self._master_key):
            raise Unavailable(KEY_CHANGED)


def open_vault(url: str, master_key: bytes) -> Vault:
    """The vault at ``url``. Raises SettingsInvalid when it is missing or another key's."""
    file = database_file(url)
    if file is None or not file.exists():
        raise SettingsInvalid([N_("There is no vault yet. Run: python -m screening migrate")])
    check_length(master_key)
    engine = open_engine(url, guard=forbid_in_vault)
    try:
        with translated(), reading(engine).connect() as connection:
            if not is_master_key(connection, master_key):
                raise SettingsInvalid([wrong_key(connection, master_key)])
    except BaseException:
        engine.dispose()
        raise
    return Vault(engine, master_key)


def _bound(key: KeyRef, aad: str) -> bytes:
    parts = (key.owner, key.retention.value, aad)
    return length_prefixed(*(part.encode("utf-8") for part in parts))
