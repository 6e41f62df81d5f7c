"""Keys: made once, never again after their destruction, by whichever process."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from screening.domain.errors import KeyDestroyed, SealBroken, SettingsInvalid
from screening.domain.words import Retention
from screening.store.vault import KeyRef, Vault, open_vault
from screening.store.vault_file import create_vault
from tests.databases import MASTER_KEY

ANN = KeyRef("a" * 32, Retention.IDENTITY)
ANNS_REQUEST = KeyRef("a" * 32, Retention.REQUEST)
BEN = KeyRef("b" * 32, Retention.IDENTITY)


@pytest.fixture
def vault(vault_url: str) -> Iterator[Vault]:
    create_vault(vault_url, MASTER_KEY)
    vault = open_vault(vault_url, MASTER_KEY)
    yield vault
    vault.close()


@pytest.fixture
def other(vault: Vault, vault_url: str) -> Iterator[Vault]:
    """The same vault, as another process has it open."""
    other = open_vault(vault_url, MASTER_KEY)
    yield other
    other.close()


def test_what_is_sealed_opens_with_the_same_key_and_place(vault: Vault) -> None:
    sealed = vault.seal(ANN, "name of a", b"Annabel Fernhill")
    assert b"Annabel Fernhill" not in sealed
    assert vault.open(ANN, "name of a", sealed) == b"Annabel Fernhill"
    assert vault.seal(ANN, "name of a", b"Annabel Fernhill") != sealed


def test_what_is_sealed_opens_nowhere_else(vault: Vault) -> None:
    sealed = vault.seal(ANN, "name of a", b"Ann")
    vault.ensure(BEN)
    vault.ensure(ANNS_REQUEST)
    for key, place in ((ANN, "name of b"), (BEN, "name of a"), (ANNS_REQUEST, "name of a")):
        with pytest.raises(SealBroken):
            vault.open(key, place, sealed)


@pytest.mark.parametrize("place", range(35))
def test_an_altered_byte_is_noticed(vault: Vault, place: int) -> None:
    sealed = bytearray(vault.seal(ANN, "x", b"Annie!"))
    assert len(sealed) == 1 + 12 + 6 + 16
    sealed[place] ^= 1
    with pytest.raises(SealBroken):
        vault.open(ANN, "x", bytes(sealed))


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + bytes(12), b"Ann" * 20])
def test_what_was_never_sealed_is_refused(vault: Vault, sealed: bytes) -> None:
    vault.ensure(ANN)
    with pytest.raises(SealBroken):
        vault.open(ANN, "x", sealed)


def test_opening_makes_no_key(vault: Vault, other: Vault) -> None:
    with pytest.raises(SealBroken, match="not in this vault"):
        vault.open(ANN, "x", b"\x01" + bytes(40))
    assert not vault.is_destroyed(ANN)
    assert other.tombstones() == []


def test_two_processes_share_a_key(vault: Vault, other: Vault) -> None:
    sealed = vault.seal(ANN, "x", b"Ann")
    assert other.open(ANN, "x", sealed) == b"Ann"
    assert vault.open(ANN, "y", other.seal(ANN, "y", b"Annie")) == b"Annie"


def test_a_destroyed_key_is_gone_for_ever(vault: Vault) -> None:
    sealed = vault.seal(ANN, "x", b"Ann")
    vault.destroy(ANN.owner, [Retention.IDENTITY])
    for _ in range(2):
        with pytest.raises(KeyDestroyed):
            vault.open(ANN, "x", sealed)
        with pytest.raises(KeyDestroyed):
            vault.seal(ANN, "x", b"Ann")
        with pytest.raises(KeyDestroyed):
            vault.ensure(ANN)
        vault.destroy(ANN.owner, [Retention.IDENTITY])
    assert vault.tombstones() == [ANN]
    assert vault.is_destroyed(ANN)


def test_each_class_of_a_person_goes_by_itself(vault: Vault) -> None:
    sealed = vault.seal(ANNS_REQUEST, "x", b"question")
    vault.ensure(BEN)
    vault.destroy(ANN.owner, [Retention.IDENTITY])
    assert vault.open(ANNS_REQUEST, "x", sealed) == b"question"
    assert not vault.is_destroyed(BEN)


def test_a_key_that_never_was_is_not_made_after_its_destruction(vault: Vault) -> None:
    vault.destroy(ANN.owner, [Retention.IDENTITY])
    with pytest.raises(KeyDestroyed):
        vault.seal(ANN, "x", b"Ann")


def test_another_process_forgets_a_destroyed_key_as_it_begins_to_work(
    vault: Vault, other: Vault
) -> None:
    vault.refresh()
    sealed = vault.seal(ANN, "x", b"Ann")
    assert not vault.refresh()
    other.destroy(ANN.owner, [Retention.IDENTITY])
    assert vault.refresh()
    with pytest.raises(KeyDestroyed):
        vault.open(ANN, "x", sealed)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM data_key",
        "UPDATE data_key SET wrapped = zeroblob(40)",
        "UPDATE data_key SET owner = 'x', wrapped = NULL",
        "INSERT OR REPLACE INTO data_key SELECT owner, retention, zeroblob(40) FROM data_key",
    ],
)
def test_a_tombstone_cannot_be_lifted(vault: Vault, vault_url: str, statement: str) -> None:
    vault.destroy(ANN.owner, [Retention.IDENTITY])
    outside = sqlite3.connect(vault_url.removeprefix("sqlite:///"))
    outside.execute("PRAGMA recursive_triggers = ON")
    with pytest.raises(sqlite3.IntegrityError):
        outside.execute(statement)
    outside.close()


def test_the_vault_opens_for_its_own_master_key_alone(vault: Vault, vault_url: str) -> None:
    with pytest.raises(SettingsInvalid, match="not the one"):
        open_vault(vault_url, bytes(32))
    for length in (0, 16, 31, 33):
        with pytest.raises(SettingsInvalid, match="32 bytes"):
            open_vault(vault_url, bytes(length))


def test_a_vault_that_is_not_there_is_not_made_by_opening(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match="migrate"):
        open_vault(f"sqlite:///{tmp_path / 'none.db'}", MASTER_KEY)
    assert not (tmp_path / "none.db").exists()
    with pytest.raises(SettingsInvalid, match="SQLite"):
        create_vault("postgresql+psycopg://localhost/vault", MASTER_KEY)


def test_making_the_vault_again_keeps_its_keys(vault: Vault, vault_url: str) -> None:
    sealed = vault.seal(ANN, "x", b"Ann")
    create_vault(vault_url, MASTER_KEY)
    assert vault.open(ANN, "x", sealed) == b"Ann"
    assert Path(vault_url.removeprefix("sqlite:///")).stat().st_mode & 0o777 == 0o600
